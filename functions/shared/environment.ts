import * as z from "zod/mini";
import type { ClientSettings } from "./clients";
import { OperatorError } from "./errors";
import { PREFIX } from "./keys";

/** A function's environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Text that keeps a rule, which the message says; the value itself is never repeated. */
export const text = (pattern: RegExp, rule: string) => z.string(rule).check(z.regex(pattern, rule));

/** A prefix of object keys. */
export const prefix = text(PREFIX, "must be names that each end in a slash");

/** A percentage of at least `lowest`, `fallback` where the variable is not set. */
export const percentage = (lowest: number, fallback = lowest) =>
  z.pipe(
    z._default(z.string(), String(fallback)),
    z.transform((value, context) => {
      const number = /^\d{1,3}(\.\d{1,6})?$/.test(value) ? Number(value) : Number.NaN;
      if (number >= lowest && number <= 100) return number;
      const rule = `must be a percentage from ${lowest} to 100`;
      const message =
        number <= 1
          ? `${rule}; 1 or less is a fraction, a mistake in the unit: write ${lowest}, not ${lowest / 100}`
          : rule;
      context.issues.push({ code: "custom", message, input: value });
      return z.NEVER;
    }),
  );

/** What every function needs to know of where it is. */
export const regionVariables = {
  AWS_REGION: text(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "must be a Region"),
  AWS_USE_FIPS_ENDPOINT: z._default(z.enum(["true", "false"], 'must be "true" or "false"'), "false"),
};

/** What every function needs to know that works on face images. */
export const imageVariables = {
  ...regionVariables,
  IMAGE_BUCKET: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be a bucket's name"),
  IMAGE_BUCKET_OWNER: text(/^\d{12}$/, "must be an account id of 12 digits"),
  IMAGE_KEY_ARN: text(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    "must be the ARN of a key, not of an alias",
  ),
  MEMBERS_PREFIX: z._default(prefix, "members/"),
};

/** The lowest confidence, in percent, in that a face was alive: what AWS names against injected pictures begins here. */
export const LOWEST_LIVENESS_CONFIDENCE = 80;

/** What a function needs to know that reads the results of Face Liveness sessions. */
export const livenessVariables = {
  LIVENESS_PREFIX: prefix,
  LIVENESS_MIN_CONFIDENCE: percentage(LOWEST_LIVENESS_CONFIDENCE),
};

/** The id of a collection of face vectors. */
export const collectionId = text(/^[a-zA-Z0-9_.-]{1,255}$/, "must be the id of a collection");

/** What is asked of a Face Liveness session. */
export interface LivenessSettings {
  /** `LIVENESS_PREFIX`: below it, a prefix for each member, where their sessions leave their pictures. */
  readonly prefix: string;
  /** `LIVENESS_MIN_CONFIDENCE`: in percent, 80 to 100. @default 80 */
  readonly minimumConfidence: number;
}

/** The bucket of face images, as the environment names it. */
export interface ImageSettings extends Pick<ClientSettings, "region" | "useFipsEndpoint"> {
  /** `IMAGE_BUCKET`: the name of the bucket. */
  readonly imageBucket: string;
  /** `IMAGE_BUCKET_OWNER`: the account id that must own the bucket. */
  readonly imageBucketOwner: string;
  /** `IMAGE_KEY_ARN`: the key that every image must be encrypted under; a key's ARN, not an alias. */
  readonly imageKeyArn: string;
  /** `MEMBERS_PREFIX`: where the references are. @default "members/" */
  readonly membersPrefix: string;
}

const imageSchema = z.object(imageVariables);

/** The settings that all functions on face images share, of variables that were read. */
export const imageSettings = (read: z.infer<typeof imageSchema>): ImageSettings => ({
  region: read.AWS_REGION,
  useFipsEndpoint: read.AWS_USE_FIPS_ENDPOINT === "true",
  imageBucket: read.IMAGE_BUCKET,
  imageBucketOwner: read.IMAGE_BUCKET_OWNER,
  imageKeyArn: read.IMAGE_KEY_ARN,
  membersPrefix: read.MEMBERS_PREFIX,
});

/** The key must be where the function is: neither S3 nor Rekognition uses a key of another Region. */
export const keyRegionFaults = (read: z.infer<typeof imageSchema>): readonly string[] =>
  read.IMAGE_KEY_ARN.split(":")[3] === read.AWS_REGION
    ? []
    : ["IMAGE_KEY_ARN must be of a key in the function's Region"];

/**
 * Prefixes that must not hold one another: who may write below the one must not reach the other.
 *
 * @param prefixes by the names of their variables
 */
export function overlapFaults(prefixes: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.entries(prefixes);
  return named.flatMap(([name, value], index) =>
    named
      .slice(index + 1)
      .filter(([, other]) => value.startsWith(other) || other.startsWith(value))
      .map(([other]) => `${name} and ${other} must not hold one another`),
  );
}

/**
 * Reads a function's environment, once, at start.
 *
 * @param disagreements What is wrong between variables that are each right.
 * @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated.
 */
export function readEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  environment: Environment,
  disagreements: (read: z.output<Schema>) => readonly string[] = () => [],
): z.output<Schema> {
  const parsed = schema.safeParse(environment);
  const faults = parsed.success
    ? disagreements(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  if (!parsed.success || faults.length > 0)
    throw new OperatorError("settings-invalid", `${faults.join("; ")}.`);
  return parsed.data;
}
