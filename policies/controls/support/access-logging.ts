import type { Configuration } from "../../configuration/configuration";
import { companionsOf, linkedFrom } from "../../configuration/links/companions";
import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";

/** Where a bucket logs access to. */
export interface AccessLogging {
  /** The attributes that name the target bucket. */
  readonly targets: readonly Attribute[];
  /** Where there is none: why there may be one; undefined where its absence is certain. */
  readonly doubt: string | undefined;
}

export function loggingOf(bucket: Resource, { configuration }: ReviewContext): AccessLogging {
  const { sure, possible } = companionsOf(configuration, bucket, "aws_s3_bucket_logging", "bucket");
  if (sure.length > 0) return { targets: sure.map((each) => each.get("target_bucket")), doubt: undefined };
  const inline = bucket.get("logging");
  if (inline.state === "configured")
    return { targets: [], doubt: `${bucket.address}: logging is known only after apply` };
  if (inline.state === "known") return { targets: [inline.get("target_bucket")], doubt: undefined };
  const [candidate] = possible;
  const doubt =
    candidate === undefined
      ? configuration.mayHoldMore("aws_s3_bucket_logging")
      : `it is not known whether ${candidate.address} belongs to it`;
  return { targets: [], doubt };
}

/** A bucket that logs to another. */
export interface LogSource {
  /** What names it: the attribute of the companion, or the bucket itself where it is written inline. */
  readonly named: Attribute | Resource;
  /** The bucket, where the configuration manages it. */
  readonly bucket: Resource | undefined;
  /** Its name, where it is known. */
  readonly name: string | undefined;
}

const sourcesByTarget = new WeakMap<Configuration, ReadonlyMap<Resource, readonly LogSource[]>>();

/** The buckets that log into this one. */
export function logSourcesOf(target: Resource, { configuration }: ReviewContext): readonly LogSource[] {
  const known = sourcesByTarget.get(configuration) ?? sourcesIn(configuration);
  sourcesByTarget.set(configuration, known);
  return known.get(target) ?? [];
}

function sourcesIn(configuration: Configuration): ReadonlyMap<Resource, readonly LogSource[]> {
  const sources = new Map<Resource, LogSource[]>();
  const add = (attribute: Attribute, source: LogSource): void => {
    for (const target of linkedFrom(configuration, attribute, "aws_s3_bucket").sure) {
      const others = sources.get(target);
      if (others === undefined) sources.set(target, [source]);
      else others.push(source);
    }
  };
  for (const logging of configuration.ofType("aws_s3_bucket_logging")) {
    const named = logging.get("bucket");
    const { sure } = linkedFrom(configuration, named, "aws_s3_bucket");
    const [bucket] = sure;
    const name = bucket?.get("bucket").string ?? named.string;
    add(logging.get("target_bucket"), { named, bucket, name });
  }
  for (const bucket of configuration.ofType("aws_s3_bucket")) {
    const target = bucket.get("logging").get("target_bucket");
    if (target.state === "known" || target.state === "configured")
      add(target, { named: bucket, bucket, name: bucket.get("bucket").string });
  }
  return sources;
}
