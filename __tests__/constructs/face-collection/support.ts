import type { TerraformStack } from "cdktf";
import { AlarmTopic, EncryptedBucket, FaceCollection, type FaceCollectionProps } from "../../../constructs";
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
export const BUCKET = "arn:aws:s3:::door-faces";
export const COLLECTION = `arn:aws:rekognition:eu-west-1:${ACCOUNT}:collection/door-members`;
export const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:door-${name}`;
export const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`) },
});

export function make(
  props: Partial<FaceCollectionProps> = {},
  stack: TerraformStack = awsStack(),
  key = knownKey(stack),
): FaceCollection {
  return new FaceCollection(stack, "Door", {
    namePrefix: "door",
    bucket: new EncryptedBucket(stack, "Faces", { bucketName: "door-faces", key }),
    alarmTopic: new AlarmTopic(stack, "Alarms", { topicName: "alarms", key }),
    ...props,
  });
}
export const synthDoor = (props: Partial<FaceCollectionProps> = {}): StackConfiguration =>
  synthStack((stack) => {
    make(props, stack);
  });
export const variablesOf = (stack: StackConfiguration, id: string) =>
  untyped<{ readonly variables: Readonly<Record<string, string>> }>(
    theOnly(stack, "aws_lambda_function", `${id}/Function`).values.environment,
  ).variables;
export const documentOf = (stack: StackConfiguration, id: string) =>
  policyOf(theOnly(stack, "aws_iam_role_policy", `${id}/Role/Policy`));
