import { companionsOf, linkedFrom } from "../../configuration/links/companions";
import { linkTo } from "../../configuration/links/link";
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

const targets = new WeakMap<object, ReadonlySet<Resource>>();

/** A bucket that is only a log target: another bucket than itself logs to it, or it is tagged `guardrails:role = access-logs`. */
export function isLogBucket(bucket: Resource, { configuration }: ReviewContext): boolean {
  if (bucket.get("tags").members?.get("guardrails:role")?.string === "access-logs") return true;
  const known = targets.get(configuration);
  if (known !== undefined) return known.has(bucket);
  const logTargets = new Set<Resource>();
  for (const logging of configuration.ofType("aws_s3_bucket_logging"))
    for (const target of linkedFrom(configuration, logging.get("target_bucket"), "aws_s3_bucket").sure)
      if (linkTo(logging.get("bucket"), target) !== "yes") logTargets.add(target);
  for (const each of configuration.ofType("aws_s3_bucket")) {
    const target = each.get("logging").get("target_bucket");
    if (target.state === "known" || target.state === "configured")
      for (const found of linkedFrom(configuration, target, "aws_s3_bucket").sure)
        if (found !== each) logTargets.add(found);
  }
  targets.set(configuration, logTargets);
  return logTargets.has(bucket);
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
