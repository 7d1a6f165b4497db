import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { encryptedBucketPolicy, type KeyAccess, mapOneOrMore, type OneOrMore } from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { grantKeyUse, sidPart } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { AccessLogBucket } from "./access-log-bucket";
import { readEnvironment } from "./aws-environment";
import {
  type BucketGrantOptions,
  type BucketReadOptions,
  type EncryptedBucketProps,
  encryptedBucketFaults,
  LOGS_SUFFIX,
} from "./encrypted-bucket/encrypted-bucket-props";
import { makePrivateBucket, type PrivateBucketResources } from "./private-bucket";
import { throwFaults } from "./validation/validation-error";

/**
 * A bucket for face images: encrypted by itself with your key, over TLS 1.2 only, private, versioned, logged, and emptied when the
 * time is over. An application uploads without any header; one that names another encryption is refused.
 */
export class EncryptedBucket extends Construct {
  readonly resources: PrivateBucketResources;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly key: EncryptionKey;
  readonly accessLogBucket: AccessLogBucket;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: EncryptedBucketProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...encryptedBucketFaults(props, environment)]);
    super(scope, id);
    this.key = props.key;
    this.accessLogBucket =
      props.accessLogBucket ??
      new AccessLogBucket(this, "AccessLogs", {
        environment,
        bucketName: props.bucketName === undefined ? undefined : `${props.bucketName}${LOGS_SUFFIX}`,
        bucketNamePrefix:
          props.bucketNamePrefix === undefined
            ? undefined
            : `${props.bucketNamePrefix.replace(/-$/, "")}${LOGS_SUFFIX}-`,
        tags: props.tags,
      });
    this.resources = makePrivateBucket(this, {
      ...props,
      partition: environment.partition,
      role: "face-images",
      encryption: {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.key.keyArn },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
      retentionDays: props.retentionDays ?? 1095,
      retentionDaysByPrefix: props.retentionDaysByPrefix,
      policy: (bucketName) =>
        encryptedBucketPolicy({
          environment,
          bucketName,
          keyArn: props.key.keyArn,
          onlyThroughVpcIds: props.onlyThroughVpcIds,
          onlyThroughVpcEndpointIds: props.onlyThroughVpcEndpointIds,
          additionalStatements: props.additionalStatements,
        }),
      accessLogs: {
        targetBucket: this.logTarget(),
        targetPrefix: props.accessLogPrefix ?? `${id}/`,
        after: this.accessLogBucket.resources.policy,
      },
    });
    this.bucketName = this.resources.bucketName;
    this.bucketArn = this.resources.bucketArn;
    this.accessLogBucket.allowDeliveryFrom(this.bucketName);
  }

  /** Lets a role read objects, each version of them too, and decrypt them. */
  grantRead(grantee: Grantee, options: BucketReadOptions = {}): void {
    if (options.tellMissing) {
      grantee.addToRolePolicy({
        Sid: `TellMissing${sidPart(this.node.id)}`,
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: this.bucketArn,
      });
    }
    grantee.addToRolePolicy({
      Sid: `Read${sidPart(this.node.id)}`,
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: this.objectArns(options),
    });
    this.grantKey(grantee, "decrypt", options);
  }

  /** Lets a role write objects under the key. Writing what is there already makes a new version. */
  grantWrite(grantee: Grantee, options: BucketGrantOptions = {}): void {
    grantee.addToRolePolicy({
      Sid: `Write${sidPart(this.node.id)}`,
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: this.objectArns(options),
    });
    this.grantKey(grantee, "encrypt", options);
  }

  /** Lets a role find and delete objects with all their versions: what erasing a person takes. */
  grantErase(grantee: Grantee, options: BucketGrantOptions = {}): void {
    grantee.addToRolePolicy({
      Sid: `Erase${sidPart(this.node.id)}`,
      Effect: "Allow",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: this.objectArns(options),
    });
    this.grantListVersions(grantee, options);
  }

  /** Lets a role list objects with all their versions, and read none of them. */
  grantListVersions(grantee: Grantee, { prefixes }: Pick<BucketGrantOptions, "prefixes"> = {}): void {
    grantee.addToRolePolicy({
      Sid: `ListVersions${sidPart(this.node.id)}`,
      Effect: "Allow",
      Action: "s3:ListBucketVersions",
      Resource: this.bucketArn,
      ...(prefixes === undefined
        ? {}
        : { Condition: { StringLike: { "s3:prefix": mapOneOrMore(prefixes, (prefix) => `${prefix}*`) } } }),
    });
  }

  /** By reference within a stack. Across stacks by name: a reference would come by a sensitive output, and hide from plans. */
  private logTarget(): string {
    const { bucketName, resources } = this.accessLogBucket;
    const sameStack = TerraformStack.of(this.accessLogBucket) === TerraformStack.of(this);
    return sameStack ? resources.bucket.bucket : bucketName;
  }

  private objectArns({ prefixes = [""], objects }: BucketGrantOptions): OneOrMore<string> {
    return objects === undefined
      ? mapOneOrMore(prefixes, (prefix) => `${this.bucketArn}/${prefix}*`)
      : mapOneOrMore(objects, (name) => `${this.bucketArn}/${name}`);
  }

  private grantKey(grantee: Grantee, access: KeyAccess, { viaServices = ["s3"] }: BucketGrantOptions): void {
    grantKeyUse(this.key, grantee, {
      of: this.node.id,
      viaServices: mapOneOrMore(viaServices, (name) => name),
      access,
    });
  }
}
