import type { Configuration } from "../../configuration/configuration";
import { companionsOf, linkedFrom } from "../../configuration/links/companions";
import { partitionOfRegion } from "../../configuration/providers";
import { referenceTo } from "../../configuration/reference-to";
import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { type Judgement, unknown } from "../judgement";

/** Every bucket that the configuration manages. */
export const buckets = ({ configuration }: ReviewContext): readonly Resource[] =>
  configuration.ofType("aws_s3_bucket");

/** The buckets whose objects are data: all but those that only receive access logs. */
export const dataBuckets = (context: ReviewContext): readonly Resource[] =>
  buckets(context).filter((bucket) => !isLogBucket(bucket, context));

export const logBuckets = (context: ReviewContext): readonly Resource[] =>
  buckets(context).filter((bucket) => isLogBucket(bucket, context));

const targets = new WeakMap<Configuration, ReadonlySet<Resource>>();

/**
 * A bucket that is only a log target: another bucket logs to it, and its own logs do not come back to it; or it is tagged
 * `guardrails:role = access-logs`. One that is tagged `face-images` is none, whoever logs to it.
 */
export function isLogBucket(bucket: Resource, { configuration }: ReviewContext): boolean {
  const role = bucket.get("tags").members?.get("guardrails:role")?.string;
  if (role === "access-logs") return true;
  if (role === "face-images") return false;
  const known = targets.get(configuration) ?? logTargets(configuration);
  targets.set(configuration, known);
  return known.has(bucket);
}

function logTargets(configuration: Configuration): ReadonlySet<Resource> {
  const targetsOf = new Map<Resource, readonly Resource[]>();
  const add = (source: Resource, found: readonly Resource[]): void => {
    targetsOf.set(source, [...(targetsOf.get(source) ?? []), ...found]);
  };
  const unowned: Resource[] = [];
  for (const logging of configuration.ofType("aws_s3_bucket_logging")) {
    const found = linkedFrom(configuration, logging.get("target_bucket"), "aws_s3_bucket").sure;
    const { sure } = linkedFrom(configuration, logging.get("bucket"), "aws_s3_bucket");
    for (const source of sure) add(source, found);
    if (sure.length === 0) unowned.push(...found);
  }
  for (const each of configuration.ofType("aws_s3_bucket")) {
    const target = each.get("logging").get("target_bucket");
    if (target.state === "known" || target.state === "configured")
      add(each, linkedFrom(configuration, target, "aws_s3_bucket").sure);
  }
  const all = new Set([...unowned, ...[...targetsOf.values()].flat()]);
  return new Set([...all].filter((target) => !comesBack(target, targetsOf)));
}

/** Whether the logs of a bucket end in itself, over others or not: then it holds more than logs of others. */
function comesBack(bucket: Resource, targetsOf: ReadonlyMap<Resource, readonly Resource[]>): boolean {
  const seen = new Set<Resource>();
  const next = [...(targetsOf.get(bucket) ?? [])];
  for (let each = next.pop(); each !== undefined; each = next.pop()) {
    if (each === bucket) return true;
    if (seen.has(each)) continue;
    seen.add(each);
    next.push(...(targetsOf.get(each) ?? []));
  }
  return false;
}

/** The ARN of a bucket as a policy may write it: from its known name, or as the reference that stands for it. */
export function bucketArn(bucket: Resource): string {
  const name = bucket.get("bucket").string;
  const arn = bucket.get("arn").string;
  if (arn !== undefined) return arn;
  return name === undefined
    ? `\${${referenceTo(bucket)}.arn}`
    : `arn:${partitionOfRegion(bucket.provider?.region)}:s3:::${name}`;
}

/** The bucket and all its objects. */
export const everythingIn = (bucket: Resource): readonly string[] => [
  bucketArn(bucket),
  `${bucketArn(bucket)}/*`,
];

/** Where a setting of a bucket is written. */
export interface BucketSetting {
  /** The companions that carry it, or the bucket itself where it is written inline. */
  readonly holders: readonly Attribute[];
  /** Where it is written nowhere: why it may be all the same; undefined where its absence is certain. */
  readonly doubt: string | undefined;
}

/**
 * The settings of a bucket in companions of a type, or in the inline block that providers before 4 had. A companion counts before what
 * is written inline.
 *
 * @param attribute what to look at in the companion: `rule`
 * @param inline the same in the bucket's own block: `server_side_encryption_configuration`, then `rule`
 */
export function settingOf(
  bucket: Resource,
  context: ReviewContext,
  type: string,
  attribute: string,
  inline: readonly string[] = [],
): BucketSetting {
  const { configuration } = context;
  const { sure, possible } = companionsOf(configuration, bucket, type, "bucket");
  if (sure.length > 0) return { holders: sure.map((each) => each.get(attribute)), doubt: undefined };
  const [first, ...rest] = inline;
  if (first !== undefined) {
    const own = rest.reduce((found, name) => found.get(name), bucket.get(first));
    if (own.state === "known" || own.state === "configured") return { holders: [own], doubt: undefined };
  }
  const [candidate] = possible;
  const doubt =
    candidate === undefined
      ? configuration.mayHoldMore(type)
      : `it is not known whether ${candidate.address} belongs to it`;
  return { holders: [], doubt };
}

/** What to say where a setting is written nowhere. */
export const judgeAbsence = (bucket: Resource, { doubt }: BucketSetting, absent: Judgement): Judgement =>
  doubt === undefined
    ? absent
    : unknown(`No such setting is found for ${bucket.address}, but ${doubt}.`, bucket);
