import type { TerraformStack } from "cdktf";
import { AlarmTopic, EncryptedBucket, FaceLiveness, type FaceLivenessProps } from "../../../constructs";
import {
  awsStack,
  ENVIRONMENT,
  knownKey,
  policyOf,
  type StackConfiguration,
  synthStack,
  theOnly,
  untyped,
} from "../../support/synth";

export const ACCOUNT = ENVIRONMENT.accountId;
export const BUCKET = "arn:aws:s3:::bank-faces";
export const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:bank-${name}`;
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const ROLES = ["create-liveness-session", "read-liveness-session"].map((name) =>
  roleArn(`bank-${name}-eu-west-1`),
);

export function make(
  props: Partial<FaceLivenessProps> = {},
  stack: TerraformStack = awsStack(),
  key = knownKey(stack),
): FaceLiveness {
  return new FaceLiveness(stack, "Alive", {
    namePrefix: "bank",
    bucket: new EncryptedBucket(stack, "Faces", { bucketName: "bank-faces", key }),
    alarmTopic: new AlarmTopic(stack, "Alarms", { topicName: "alarms", key }),
    ...props,
  });
}
export const synthAlive = (
  props: Partial<FaceLivenessProps> = {},
  more: (alive: FaceLiveness, stack: TerraformStack) => void = () => undefined,
): StackConfiguration => synthStack((stack) => more(make(props, stack), stack));
export const variablesOf = (stack: StackConfiguration, id: string) =>
  untyped<{ readonly variables: Readonly<Record<string, string>> }>(
    theOnly(stack, "aws_lambda_function", `${id}/Function`).values.environment,
  ).variables;
export const documentOf = (stack: StackConfiguration, id: string) =>
  policyOf(theOnly(stack, "aws_iam_role_policy", `${id}/Role/Policy`));

export const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`) },
});
