import type { TerraformStack } from "cdktf";
import {
  AlarmTopic,
  EncryptedBucket,
  LeastPrivilegeRole,
  VideoAnalysis,
  type VideoAnalysisProps,
  VideoStreamProcessor,
  type VideoStreamProcessorProps,
} from "../../../constructs";
import { lambdaTrustPolicy } from "../../../policies/documents";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import {
  awsStack,
  ENVIRONMENT,
  KEY_ARN,
  knownKey,
  policyOf,
  type StackConfiguration,
  synthStack,
  theOnly,
} from "../../support/synth";

export const ACCOUNT = ENVIRONMENT.accountId;
/** The ARN of something of the account and region. */
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;
export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

export const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`) },
});
/** The key, to read by it or to write by it too. */
export const decrypt = (...services: readonly string[]): Scope => ({
  Action: "kms:Decrypt",
  Resource: KEY_ARN,
  Condition: via(...services),
});
export const encrypt = (...services: readonly string[]): Scope => ({
  Action: ["kms:GenerateDataKey", "kms:Decrypt"],
  Resource: KEY_ARN,
  Condition: via(...services),
});

export function makeStored(
  props: Partial<VideoAnalysisProps> = {},
  stack: TerraformStack = awsStack(),
  key = knownKey(stack),
): VideoAnalysis {
  return new VideoAnalysis(stack, "Stored", {
    namePrefix: "stored",
    key,
    alarmTopic: new AlarmTopic(stack, "Alarms", { topicName: "alarms", key }),
    collectionId: "members",
    ...props,
  });
}

export function makeProcessor(
  props: Partial<VideoStreamProcessorProps> = {},
  stack: TerraformStack = awsStack(),
  key = knownKey(stack),
): VideoStreamProcessor {
  return new VideoStreamProcessor(stack, "Door", { processorName: "door", key, ...props });
}

export const FACE_SEARCH = { faceSearch: { collectionId: "members" } } as const;

/** Pictures of people and parcels, in a bucket of the stack. */
export const connectedHome = (stack: TerraformStack) =>
  ({
    connectedHome: {
      labels: ["PERSON", "PACKAGE"],
      bucket: new EncryptedBucket(stack, "Pictures", { bucketName: "seen", key: knownKey(stack) }),
    },
  }) as const;

/** What a role's policy says, by the end of its path. */
export const rolePolicy = (stack: StackConfiguration, pathEnd: string) =>
  parsed(policyOf(theOnly(stack, "aws_iam_role_policy", `${pathEnd}/Policy`)), { kind: "identity" });

/** What is granted to somebody who had nothing. */
export function grantedBy(grant: (stack: TerraformStack, role: LeastPrivilegeRole) => void) {
  const stack = synthStack((within) => {
    const role = new LeastPrivilegeRole(within, "Caller", {
      roleName: "caller",
      trustPolicy: lambdaTrustPolicy,
    });
    grant(within, role);
  });
  return rolePolicy(stack, "Caller");
}
