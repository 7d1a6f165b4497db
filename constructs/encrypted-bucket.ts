import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  encryptedBucketPolicy,
  type KeyAccess,
  mapOneOrMore,
  type OneOrMore,
  type ResourceStatement,
  type ViaService,
} from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { grantKeyUse, sidPart } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { AccessLogBucket } from "./access-log-bucket";
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
import * as networkNames from "./validation/network-names";
import { faultsOf, matching, wholeNumber } from "./validation/prop-rules";
import { type PropFault, throwFaults } from "./validation/validation-error";

export interface EncryptedBucketProps extends BucketNameProps, BucketCleanupProps, AwsEnvironmentProps {
  /** The customer managed key that every object is encrypted with. */
  readonly key: EncryptionKey;
  /**
   * Days that a face image is kept, 1 to 3650. Biometric data is kept no longer than its purpose needs.
   *
   * @default 1095
   */
  readonly retentionDays?: number | undefined;
  /**
   * Days that objects below a prefix are kept, 1 to 3650, by prefix (`{ "probes/": 7 }`): what was only looked at once is not kept as
   * long as what people are known by. S3 takes the shorter of this and `retentionDays`.
   *
   * @default - none is kept any shorter
   */
  readonly retentionDaysByPrefix?: Readonly<Record<string, number>> | undefined;
  /**
   * Where access logs go.
   *
   * @default - a log bucket of its own, named like the bucket with `-logs` behind
   */
  readonly accessLogBucket?: AccessLogBucket | undefined;
  /**
   * What the names of log objects begin with.
   *
   * @default - the construct's id and a slash
   */
  readonly accessLogPrefix?: string | undefined;
  /**
   * Ids of the only VPCs that objects are reached from, each through an endpoint of S3. Rekognition's own reads get through. Whoever
   * manages the bucket itself, and lists it, may be elsewhere; whoever uploads may not.
   *
   * @default - objects are reached from everywhere
   */
  readonly onlyThroughVpcIds?: readonly [string, ...string[]] | undefined;
  /**
   * Ids of the only VPC endpoints that objects are reached through. AWS invents them: a first plan does not know the bucket's policy
   * then. `onlyThroughVpcIds` is the usual way. Where both are given, both must hold.
   *
   * @default - objects are reached through every endpoint, and through none
   */
  readonly onlyThroughVpcEndpointIds?: readonly [string, ...string[]] | undefined;
  /**
   * Statements of your own for the bucket's policy.
   *
   * @default - none
   */
  readonly additionalStatements?: readonly ResourceStatement[] | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Which objects a grant is for. */
export interface BucketGrantOptions {
  /**
   * What the names of the objects begin with, for example `members/`.
   *
   * @default - every object
   */
  readonly prefixes?: readonly [string, ...string[]] | undefined;
  /**
   * Names of the objects, where `*` stands for any text, for example `liveness/*` or `*.jpg`; in place of prefixes.
   *
   * @default - those of `prefixes`
   */
  readonly objects?: readonly [string, ...string[]] | undefined;
  /**
   * Through which services the key may be used. Whoever hands objects to Rekognition adds `rekognition`.
   *
   * @default ["s3"]
   */
  readonly viaServices?: readonly [ViaService, ...ViaService[]] | undefined;
}

/** How objects may be read. */
export interface BucketReadOptions extends BucketGrantOptions {
  /**
   * Tells an object that is missing from one that may not be read: without it S3 answers both with 403. The role may then list the
   * names of all objects as well, because S3 knows no narrower permission for it.
   *
   * @default false
   */
  readonly tellMissing?: boolean | undefined;
}

const LOGS_SUFFIX = "-logs";

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
    throwFaults(scope, id, [...environmentFaults, ...propFaults(props, environment)]);
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

/**
 * S3 delivers logs within one account and region only. For constructs that pass the log bucket on, and throw all faults at once.
 *
 * @internal
 */
export function logBucketFaults(
  logs: AccessLogBucket | undefined,
  environment: AwsEnvironment,
): readonly PropFault[] {
  if (logs === undefined) return [];
  const { accountId, region } = logs.environment;
  return accountId === environment.accountId && region === environment.region
    ? []
    : [
        {
          prop: "accessLogBucket",
          message: `must be in the bucket's account and region, ${environment.accountId} in ${environment.region}, got: ${accountId} in ${region}`,
        },
      ];
}

function networkFaults({ onlyThroughVpcIds, onlyThroughVpcEndpointIds }: EncryptedBucketProps) {
  const { knownIds, vpcId, vpcEndpointId } = networkNames;
  return [
    ...(onlyThroughVpcIds === undefined ? [] : knownIds("onlyThroughVpcIds", onlyThroughVpcIds, vpcId)),
    ...(onlyThroughVpcEndpointIds === undefined
      ? []
      : knownIds("onlyThroughVpcEndpointIds", onlyThroughVpcEndpointIds, vpcEndpointId)),
  ];
}

const prefixRetentionFaults = (days: EncryptedBucketProps["retentionDaysByPrefix"]): readonly PropFault[] =>
  Object.entries(days ?? {}).flatMap(([prefix, count]) => [
    ...matching(
      "retentionDaysByPrefix",
      prefix,
      /^[\w!.*'()/-]{1,200}$/,
      "prefixes of object names, each 1 to 200 characters",
    ),
    ...wholeNumber(`retentionDaysByPrefix["${prefix}"]`, count, { from: 1, to: 3650 }),
  ]);

function propFaults(props: EncryptedBucketProps, environment: AwsEnvironment): readonly PropFault[] {
  const { additionalStatements } = props;
  const key = props.key?.keyArn;
  return [
    ...bucketNameFaults(props, props.accessLogBucket === undefined ? LOGS_SUFFIX.length : 0),
    ...cleanupFaults(props),
    ...wholeNumber("retentionDays", props.retentionDays, { from: 1, to: 3650 }),
    ...prefixRetentionFaults(props.retentionDaysByPrefix),
    ...matching(
      "accessLogPrefix",
      props.accessLogPrefix,
      /^[\w!.*'()/-]{0,512}$/,
      "a prefix of object names",
    ),
    ...logBucketFaults(props.accessLogBucket, environment),
    ...networkFaults(props),
    ...awsNames.encryptionKey("key", props.key, environment),
    ...faultsOf("additionalStatements", () =>
      encryptedBucketPolicy({
        environment,
        bucketName: "",
        keyArn: key ?? "",
        onlyThroughVpcIds: props.onlyThroughVpcIds && "vpc",
        onlyThroughVpcEndpointIds: props.onlyThroughVpcEndpointIds && "vpce",
        additionalStatements,
      }),
    ),
  ];
}
