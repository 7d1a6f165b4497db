import { Construct } from "constructs";
import { type AwsEnvironment, accessLogBucketPolicy } from "../policies/documents";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import {
  type BucketCleanupProps,
  type BucketNameProps,
  bucketNameFaults,
  cleanupFaults,
  makePrivateBucket,
  type PrivateBucketResources,
} from "./private-bucket";
import * as awsNames from "./validation/aws-names";
import { wholeNumber } from "./validation/prop-rules";
import { throwFaults } from "./validation/validation-error";

export interface AccessLogBucketProps extends BucketNameProps, BucketCleanupProps, AwsEnvironmentProps {
  /**
   * Days that logs are kept, 30 to 3650.
   *
   * @default 400
   */
  readonly retentionDays?: number | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Receives the access logs of other buckets. Encrypted with S3's own key (SSE-S3): log delivery takes no other by its documentation.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class AccessLogBucket extends Construct {
  readonly resources: PrivateBucketResources;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly environment: AwsEnvironment;
  private readonly sourceBucketNames = new Set<string>();

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [
      ...environmentFaults,
      ...bucketNameFaults(props),
      ...cleanupFaults(props),
      ...wholeNumber("retentionDays", props.retentionDays, { from: 30, to: 3650 }),
    ]);
    super(scope, id);
    this.environment = environment;
    this.resources = makePrivateBucket(this, {
      ...props,
      partition: environment.partition,
      role: "access-logs",
      encryption: {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        blockedEncryptionTypes: ["SSE-C"],
      },
      retentionDays: props.retentionDays ?? 400,
      policy: (bucketName) =>
        accessLogBucketPolicy({ environment, bucketName, sourceBucketNames: [...this.sourceBucketNames] }),
    });
    this.bucketName = this.resources.bucketName;
    this.bucketArn = this.resources.bucketArn;
  }

  /**
   * Lets S3 deliver the logs of a bucket of the same account and region.
   *
   * @throws ValidationError for what is no bucket's name
   */
  allowDeliveryFrom(bucketName: string): void {
    throwFaults(this, "allowDeliveryFrom", awsNames.bucketName("bucketName", bucketName));
    this.sourceBucketNames.add(bucketName);
  }
}
