import * as z from "zod/mini";
import { OperatorError } from "../shared/errors";
import { PREFIX } from "../shared/keys";

/** The function's settings, as its environment gives them. */
export interface Settings {
  /** `AWS_REGION`, which Lambda sets. */
  readonly region: string;
  /** `IMAGE_BUCKET`: the name of the bucket that holds references and probes. */
  readonly imageBucket: string;
  /** `IMAGE_BUCKET_OWNER`: the account id that must own the bucket. */
  readonly imageBucketOwner: string;
  /** `IMAGE_KEY_ARN`: the key that every image must be encrypted under; a key's ARN, not an alias. */
  readonly imageKeyArn: string;
  /** `MEMBERS_PREFIX`: where the references are. @default "members/" */
  readonly membersPrefix: string;
  /** `PROBES_PREFIX`: where probes are that come by key. @default "probes/" */
  readonly probesPrefix: string;
  /** `SIMILARITY_THRESHOLD`: in percent, 99 to 100. @default 99 */
  readonly similarityThreshold: number;
}

/** The lowest threshold, in percent, that AWS recommends where a false match matters. */
export const LOWEST_THRESHOLD = 99;

const text = (pattern: RegExp, rule: string) => z.string(rule).check(z.regex(pattern, rule));
const prefix = (fallback: string) =>
  z._default(text(PREFIX, "must be names that each end in a slash"), fallback);

const environment = z.object({
  AWS_REGION: text(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "must be a Region"),
  IMAGE_BUCKET: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be a bucket's name"),
  IMAGE_BUCKET_OWNER: text(/^\d{12}$/, "must be an account id of 12 digits"),
  IMAGE_KEY_ARN: text(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    "must be the ARN of a key, not of an alias",
  ),
  MEMBERS_PREFIX: prefix("members/"),
  PROBES_PREFIX: prefix("probes/"),
});

/**
 * Reads the settings, once, at start.
 *
 * The two prefixes must not hold one another: a caller who can name a reference as the probe is compared with it, and matches.
 *
 * @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environment.safeParse(env);
  const threshold = thresholdOf(env.SIMILARITY_THRESHOLD);
  const faults = parsed.success
    ? disagreements(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  if (typeof threshold === "string") faults.push(`SIMILARITY_THRESHOLD ${threshold}`);
  if (!parsed.success || typeof threshold === "string" || faults.length > 0) {
    throw new OperatorError("settings-invalid", `${faults.join("; ")}.`);
  }
  const read = parsed.data;
  return {
    region: read.AWS_REGION,
    imageBucket: read.IMAGE_BUCKET,
    imageBucketOwner: read.IMAGE_BUCKET_OWNER,
    imageKeyArn: read.IMAGE_KEY_ARN,
    membersPrefix: read.MEMBERS_PREFIX,
    probesPrefix: read.PROBES_PREFIX,
    similarityThreshold: threshold,
  };
}

/** What is wrong between settings that are each right. */
function disagreements(read: z.infer<typeof environment>): string[] {
  const faults: string[] = [];
  if (read.IMAGE_KEY_ARN.split(":")[3] !== read.AWS_REGION) {
    faults.push("IMAGE_KEY_ARN must be of a key in the function's Region");
  }
  if (
    read.MEMBERS_PREFIX.startsWith(read.PROBES_PREFIX) ||
    read.PROBES_PREFIX.startsWith(read.MEMBERS_PREFIX)
  ) {
    faults.push("MEMBERS_PREFIX and PROBES_PREFIX must not hold one another");
  }
  return faults;
}

/** The threshold, or what is wrong with it. */
function thresholdOf(value = String(LOWEST_THRESHOLD)): number | string {
  const threshold = /^\d{1,3}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN;
  if (threshold >= LOWEST_THRESHOLD && threshold <= 100) return threshold;
  const rule = `must be a percentage from ${LOWEST_THRESHOLD} to 100`;
  return threshold <= 1
    ? `${rule}; 1 or less is a fraction, a mistake in the unit: write 99, not 0.99`
    : rule;
}
