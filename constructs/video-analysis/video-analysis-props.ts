import type { EncryptionKey } from "../access/encryption-key";
import type { AlarmTopic } from "../alarm-topic";
import type { AwsEnvironmentProps } from "../aws-environment";
import type { EncryptedBucket } from "../encrypted-bucket";
import type { VerificationLambdaProps } from "../verification-lambda";

export interface VideoAnalysisProps
  extends AwsEnvironmentProps,
    Pick<
      VerificationLambdaProps,
      "logRetentionDays" | "permissionsBoundaryArn" | "reservedConcurrency" | "vpc" | "tags"
    > {
  /** What every name begins with: 3 to 20 lower-case letters, digits and hyphens, a letter first. */
  readonly name: string;
  /** Encrypts messages, logs, and the videos and results of a bucket that is not given. */
  readonly key: EncryptionKey;
  /** Where alarms go. */
  readonly alarmTopic: AlarmTopic;
  /** The collection whose faces are looked for, of the same account and region: 1 to 255 letters, digits and any of `_.-`. */
  readonly collectionId: string;
  /**
   * Where videos are (below `videos/`), and results (below `results/`).
   *
   * @default - a bucket of its own, `<name>-videos-<account>-<region>`
   */
  readonly bucket?: EncryptedBucket | undefined;
  /**
   * Days that videos and results are kept, 1 to 3650; not with a `bucket`, which has its own. A video shows everybody who passed, so
   * it is kept shorter than a member's picture.
   *
   * @default 30
   */
  readonly retentionDays?: number | undefined;
  /**
   * What Rekognition calls similarity, in per cent, 99 to 100.
   *
   * @default 99
   */
  readonly similarityThreshold?: number | undefined;
  /**
   * Calls Rekognition at its FIPS endpoints, in regions that have them.
   *
   * @default false
   */
  readonly fips?: boolean | undefined;
}
