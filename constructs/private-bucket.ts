import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import {
  S3BucketServerSideEncryptionConfigurationA,
  type S3BucketServerSideEncryptionConfigurationRuleA,
} from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { bucketArn, type Partition, type ResourcePolicy, renderPolicy } from "../policies/documents";
import { defined } from "./defined";
import { dependsOn } from "./depends-on";
import * as awsNames from "./validation/aws-names";
import { addSizeValidation } from "./validation/policy-size";
import { wholeNumber } from "./validation/prop-rules";
import type { PropFault } from "./validation/validation-error";

/** How a bucket is named: exactly one of the two. */
export interface BucketNameProps {
  /**
   * 3 to 63 lower-case letters, digits and hyphens, known to every plan.
   *
   * @default - made from `bucketNamePrefix`
   */
  readonly bucketName?: string | undefined;
  /**
   * AWS appends a suffix of its own. Policies that name the bucket are then unknown until it exists.
   *
   * @default - `bucketName` is the whole name
   */
  readonly bucketNamePrefix?: string | undefined;
}

/** How long a bucket keeps what is no longer current. */
export interface BucketCleanupProps {
  /**
   * Days that an overwritten or deleted object can be brought back, 1 to 30. Only after them is deleting erasing.
   *
   * @default 30
   */
  readonly noncurrentRetentionDays?: number | undefined;
  /**
   * Days after which an upload that was never finished is removed, 1 to 7.
   *
   * @default 7
   */
  readonly incompleteUploadDays?: number | undefined;
}

interface PrivateBucketOptions extends BucketNameProps, BucketCleanupProps {
  readonly partition: Partition;
  /** `guardrails:role`, by which controls tell a bucket of images from one of logs. */
  readonly role: "face-images" | "access-logs";
  readonly encryption: S3BucketServerSideEncryptionConfigurationRuleA;
  readonly retentionDays: number;
  readonly retentionDaysByPrefix?: Readonly<Record<string, number>> | undefined;
  /** The policy for a bucket of this name; asked again at synth, when everything has been added to it. */
  readonly policy: (bucketName: string) => ResourcePolicy;
  readonly accessLogs?: {
    readonly targetBucket: string;
    readonly targetPrefix: string;
    readonly after: TerraformResource;
  };
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What a private bucket is made of. */
export interface PrivateBucketResources {
  readonly bucket: S3Bucket;
  readonly ownershipControls: S3BucketOwnershipControls;
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  readonly versioning: S3BucketVersioningA;
  readonly policy: S3BucketPolicy;
  /** Undefined where the bucket receives access logs itself. */
  readonly logging: S3BucketLoggingA | undefined;
  readonly lifecycle: S3BucketLifecycleConfiguration;
  /** Text where the name was given; a reference where AWS completes it. */
  readonly bucketName: string;
  readonly bucketArn: string;
}

/**
 * Makes a bucket that is closed to the public, owned by its account, versioned and cleaned up, with the policy and the encryption
 * that it is given.
 *
 * The companions are made one after the other: S3 answers concurrent changes of one bucket with 409 OperationAborted, and a policy
 * must not come before the public access block. Links go by the `bucket` attribute, which a plan knows, not by `id`, which it doesn't.
 *
 * @internal
 */
export function makePrivateBucket(scope: Construct, options: PrivateBucketOptions): PrivateBucketResources {
  const made = new S3Bucket(
    scope,
    "Bucket",
    defined({
      bucket: options.bucketName,
      bucketPrefix: options.bucketNamePrefix,
      forceDestroy: false,
      tags: { ...options.tags, "guardrails:role": options.role },
    }),
  );
  const bucket = made.bucket;
  const bucketName = options.bucketName ?? bucket;
  const ownershipControls = new S3BucketOwnershipControls(scope, "OwnershipControls", {
    bucket,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const publicAccessBlock = new S3BucketPublicAccessBlock(scope, "PublicAccessBlock", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    dependsOn: [ownershipControls],
  });
  const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, "Encryption", {
    bucket,
    rule: [options.encryption],
    dependsOn: [publicAccessBlock],
  });
  const versioning = new S3BucketVersioningA(scope, "Versioning", {
    bucket,
    versioningConfiguration: { status: "Enabled" },
    dependsOn: [encryption],
  });
  const render = () => renderPolicy(options.policy(bucketName));
  const policy = new S3BucketPolicy(scope, "Policy", {
    bucket,
    policy: Lazy.stringValue({ produce: render }),
    dependsOn: [versioning],
  });
  addSizeValidation(scope, "the bucket's policy", render, "bucket");
  const logging =
    options.accessLogs &&
    new S3BucketLoggingA(scope, "Logging", {
      bucket,
      targetBucket: options.accessLogs.targetBucket,
      targetPrefix: options.accessLogs.targetPrefix,
      dependsOn: dependsOn(scope, policy, options.accessLogs.after),
    });
  const lifecycle = new S3BucketLifecycleConfiguration(scope, "Lifecycle", {
    bucket,
    rule: lifecycleRules(options),
    dependsOn: [logging ?? policy],
  });
  return {
    bucket: made,
    ownershipControls,
    publicAccessBlock,
    encryption,
    versioning,
    policy,
    logging,
    lifecycle,
    bucketName,
    bucketArn: bucketArn(options, bucketName),
  };
}

const EVERY_OBJECT = [{ prefix: "" }];

function lifecycleRules(options: PrivateBucketOptions): S3BucketLifecycleConfigurationRule[] {
  return [
    {
      id: "expire",
      status: "Enabled",
      filter: EVERY_OBJECT,
      expiration: [{ days: options.retentionDays }],
      noncurrentVersionExpiration: [{ noncurrentDays: options.noncurrentRetentionDays ?? 30 }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: options.incompleteUploadDays ?? 7 }],
    },
    ...Object.entries(options.retentionDaysByPrefix ?? {}).map(([prefix, days]) => ({
      id: `expire-${prefix}`,
      status: "Enabled",
      filter: [{ prefix }],
      expiration: [{ days }],
    })),
    {
      // In a rule of its own: S3 takes either days or this in one expiration.
      id: "remove-expired-delete-markers",
      status: "Enabled",
      filter: EVERY_OBJECT,
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
  ];
}

/** AWS's suffix has 26 characters. */
const MAX_NAME_CHARACTERS = 63;
const MAX_PREFIX_CHARACTERS = 37;

/**
 * The faults of a bucket's name. `reserved` is what a log bucket, named after it, has behind.
 *
 * @internal
 */
export function bucketNameFaults(props: BucketNameProps, reserved = 0): readonly PropFault[] {
  const { bucketName, bucketNamePrefix } = props;
  const given = [bucketName, bucketNamePrefix].filter((name) => name !== undefined);
  if (given.length !== 1) {
    const got = given.length === 0 ? "neither" : "both";
    return [{ prop: "bucketName", message: `must be given, or else \`bucketNamePrefix\`, got: ${got}` }];
  }
  const judge = (longer: number) =>
    bucketNamePrefix === undefined
      ? awsNames.bucketName("bucketName", bucketName, MAX_NAME_CHARACTERS - longer)
      : awsNames.bucketName(
          "bucketNamePrefix",
          withoutHyphen(bucketNamePrefix),
          MAX_PREFIX_CHARACTERS - 1 - longer,
        );
  const faults = judge(0);
  if (faults.length > 0) return faults;
  const hint = ". Its log bucket's name is longer: shorten it, or give `accessLogBucket`";
  return judge(reserved).map((fault) => ({ ...fault, message: `${fault.message}${hint}` }));
}

/** A prefix may end with the hyphen that parts it from AWS's suffix. */
const withoutHyphen = (prefix: string): string =>
  typeof prefix === "string" ? prefix.replace(/-$/, "") : prefix;

/** @internal */
export function cleanupFaults(props: BucketCleanupProps): readonly PropFault[] {
  return [
    ...wholeNumber("noncurrentRetentionDays", props.noncurrentRetentionDays, { from: 1, to: 30 }),
    ...wholeNumber("incompleteUploadDays", props.incompleteUploadDays, { from: 1, to: 7 }),
  ];
}
