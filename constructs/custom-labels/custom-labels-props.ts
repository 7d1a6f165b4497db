import type { EncryptionKey } from "../access/encryption-key";
import type { AccessLogBucket } from "../access-log-bucket";
import type { AlarmTopic } from "../alarm-topic";
import type { AwsEnvironmentProps } from "../aws-environment";
import type { EncryptedBucketProps } from "../encrypted-bucket/encrypted-bucket-props";
import type { FunctionBundle } from "../function-bundle";
import type { VerificationLambdaProps } from "../verification-lambda";

export interface CustomLabelsProps
  extends AwsEnvironmentProps,
    Pick<EncryptedBucketProps, "noncurrentRetentionDays" | "incompleteUploadDays">,
    Pick<
      VerificationLambdaProps,
      "codeSigningConfigArn" | "failureRetentionDays" | "logRetentionDays" | "permissionsBoundaryArn" | "vpc"
    > {
  /** 1 to 255 letters, digits, `_`, `.` and `-`. */
  readonly projectName: string;
  /** Name of the bucket for images and manifests. */
  readonly trainingBucketName: string;
  /** Name of the bucket that the results of training go to. */
  readonly outputBucketName: string;
  /** Encrypts both buckets, and the copies that training makes. Symmetric: Custom Labels takes no other. */
  readonly key: EncryptionKey;
  /** Where alarms of the function go. */
  readonly alarmTopic: AlarmTopic;
  /** @default "train-custom-labels" */
  readonly functionName?: string | undefined;
  /** @default functionBundle("train-custom-labels") */
  readonly bundle?: FunctionBundle | undefined;
  /**
   * How many requests to train, or to hear of a training, are served at a time, 1 to 1000. Training itself goes on without the function.
   *
   * @default 2
   */
  readonly reservedConcurrency?: VerificationLambdaProps["reservedConcurrency"];
  /**
   * Days that images, manifests and results are kept, 1 to 3650.
   *
   * @default 1095
   */
  readonly retentionDays?: number | undefined;
  /**
   * Where access logs of both buckets go.
   *
   * @default - a log bucket of its own, named like the training bucket with `-logs` behind
   */
  readonly accessLogBucket?: AccessLogBucket | undefined;
  /**
   * Has the function speak to endpoints of cryptography that is validated by FIPS 140. Only in some regions.
   *
   * @default false
   */
  readonly fips?: boolean | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Which versions of the model a grant is for. */
export interface ModelGrantOptions {
  /** @default - every version */
  readonly versionNames?: readonly [string, ...string[]] | undefined;
}
