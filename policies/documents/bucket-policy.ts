import { bucketArn } from "./arns";
import type { AwsEnvironment } from "./aws-environment";
import { mergeStatements } from "./merge-statements";
import { mapOneOrMore, toOneOrMore } from "./one-or-more";
import type { OneOrMore, ResourcePolicy, ResourceStatement } from "./policy-document";
import { denyPlainHttp, denyTlsBelow12 } from "./transport";

const ALGORITHM = "s3:x-amz-server-side-encryption";
const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const SSE_C_ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm";
const KMS_ALGORITHMS = ["aws:kms", "aws:kms:dsse"] as const;

/**
 * Every way to say how an object is encrypted: the upload (also of a part or a copy), replication from another bucket, and
 * re-encryption in place.
 */
const WRITING_ACTIONS = ["s3:PutObject", "s3:ReplicateObject"] as const;
const ENCRYPTING_ACTIONS = [...WRITING_ACTIONS, "s3:UpdateObjectEncryption"] as const;

export interface EncryptedBucketPolicyOptions {
  readonly environment: Pick<AwsEnvironment, "partition" | "accountId">;
  readonly bucketName: string;
  /** The full ARN: S3 compares the ARN, and an alias resolves in the requester's account. */
  readonly keyArn: string;
  /** Ids of the VPCs that objects may be reached from. Those of endpoints and of VPCs must both hold. */
  readonly onlyThroughVpcIds?: OneOrMore<string> | undefined;
  /** Ids of the VPC endpoints that objects may be reached through. */
  readonly onlyThroughVpcEndpointIds?: OneOrMore<string> | undefined;
  /** Statements of the caller's own. A `Sid` that is taken is an error. */
  readonly additionalStatements?: readonly ResourceStatement[] | undefined;
}

/**
 * The policy of a bucket whose objects are encrypted with one key: denies plain HTTP, TLS under 1.2, and every upload that *names*
 * another encryption. An upload without encryption headers stays allowed: default encryption protects it.
 *
 * Each deny first asks that the header is there (`Null: false`), because a negated operator alone is true of an absent key, and
 * would refuse the header-less upload. The set is right whether S3 fills in the bucket's default before it judges, or not.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function encryptedBucketPolicy(options: EncryptedBucketPolicyOptions): ResourcePolicy {
  const bucket = bucketArn(options.environment, options.bucketName);
  const objects = `${bucket}/*`;
  const denyUpload = (
    Sid: string,
    Condition: NonNullable<ResourceStatement["Condition"]>,
    Action: ResourceStatement["Action"] = ENCRYPTING_ACTIONS,
  ): ResourceStatement => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: objects,
    Condition,
  });
  const own: readonly ResourceStatement[] = [
    denyPlainHttp("s3:*", [bucket, objects]),
    denyTlsBelow12([bucket, objects]),
    denyUpload("DenyOtherAlgorithm", {
      Null: { [ALGORITHM]: "false" },
      StringNotEquals: { [ALGORITHM]: KMS_ALGORITHMS },
    }),
    denyUpload("DenyOtherKey", {
      Null: { [KEY_ID]: "false" },
      ArnNotEquals: { [KEY_ID]: options.keyArn },
    }),
    // `aws:kms` without a key id means the AWS managed key aws/s3, not the bucket's default.
    denyUpload("DenyKmsWithoutKeyId", {
      StringEquals: { [ALGORITHM]: KMS_ALGORITHMS },
      Null: { [KEY_ID]: "true" },
    }),
    // Re-encryption in place has no such header, and S3 refuses a statement whose condition key an action does not know.
    denyUpload("DenyCustomerProvidedKey", { Null: { [SSE_C_ALGORITHM]: "false" } }, WRITING_ACTIONS),
    ...denyOtherNetworks("DenyOtherVpcs", objects, "aws:SourceVpc", options.onlyThroughVpcIds),
    ...denyOtherNetworks(
      "DenyOtherVpcEndpoints",
      objects,
      "aws:SourceVpce",
      options.onlyThroughVpcEndpointIds,
    ),
  ];
  return {
    Version: "2012-10-17",
    Statement: mergeStatements(own, options.additionalStatements, options.environment.accountId),
  };
}

/**
 * Objects only: a deny on the bucket itself would lock out whoever manages it from elsewhere, Terraform first.
 *
 * Let through are services that act for somebody whom other policies judge (Rekognition reads an image so, by no endpoint), and
 * services that act for themselves, whom the bucket's policy must name to allow anything.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function denyOtherNetworks(
  Sid: string,
  objects: string,
  key: "aws:SourceVpc" | "aws:SourceVpce",
  ids: OneOrMore<string> | undefined,
): readonly ResourceStatement[] {
  if (ids === undefined) return [];
  return [
    {
      Sid,
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: objects,
      Condition: {
        StringNotEquals: { [key]: mapOneOrMore(ids, (id) => id) },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
      },
    },
  ];
}

export interface AccessLogBucketPolicyOptions {
  readonly environment: Pick<AwsEnvironment, "partition" | "accountId">;
  readonly bucketName: string;
  /** Names of the buckets whose access logs are written here. */
  readonly sourceBucketNames: readonly string[];
}

/**
 * The policy of a bucket that receives access logs: denies plain HTTP and TLS under 1.2, and lets only S3's logging service write,
 * from the named buckets of this account. None of the encryption denies: log delivery uses SSE-S3.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function accessLogBucketPolicy(options: AccessLogBucketPolicyOptions): ResourcePolicy {
  const bucket = bucketArn(options.environment, options.bucketName);
  const objects = `${bucket}/*`;
  const sources = toOneOrMore(options.sourceBucketNames.map((name) => bucketArn(options.environment, name)));
  const delivery: readonly ResourceStatement[] =
    sources === undefined
      ? []
      : [
          {
            Sid: "AllowLogDelivery",
            Effect: "Allow",
            Principal: { Service: "logging.s3.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: objects,
            Condition: {
              ArnEquals: { "aws:SourceArn": sources },
              StringEquals: { "aws:SourceAccount": options.environment.accountId },
            },
          },
        ];
  return {
    Version: "2012-10-17",
    Statement: [...delivery, denyPlainHttp("s3:*", [bucket, objects]), denyTlsBelow12([bucket, objects])],
  };
}
