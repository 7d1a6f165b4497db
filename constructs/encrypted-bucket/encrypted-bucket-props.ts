import {
  type AwsEnvironment,
  encryptedBucketPolicy,
  type ResourceStatement,
  type ViaService,
} from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import type { AccessLogBucket } from "../access-log-bucket";
import type { AwsEnvironmentProps } from "../aws-environment";
import {
  type BucketCleanupProps,
  type BucketNameProps,
  bucketNameFaults,
  cleanupFaults,
} from "../private-bucket";
import * as awsNames from "../validation/aws-names";
import * as networkNames from "../validation/network-names";
import { faultsOf, matching, wholeNumber } from "../validation/prop-rules";
import type { PropFault } from "../validation/validation-error";

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

/** Behind the bucket's name, its own log bucket's. */
export const LOGS_SUFFIX = "-logs";

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

/** What is wrong with the props, all at once. */
export function encryptedBucketFaults(
  props: EncryptedBucketProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
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
