import * as z from "zod/mini";
import {
  ACCOUNT_ID,
  partitionOf,
  REGION,
  REKOGNITION_FIPS_REGIONS,
  REKOGNITION_REGIONS,
} from "../../policies/documents";
import { ORGANIZATIONS_POLICY_ID } from "../../policies/review/check-options";
import { isDay } from "../../policies/review/waiver";
import { EMAIL_ADDRESS } from "../alarm-topic";
import { ORGANIZATION_TARGET } from "../validation/aws-names";
import { isReason } from "../validation/prop-rules";
import { LOG_RETENTION_DAYS } from "../verification-lambda";

/** The settings of the app: `context.guardrails` of `cdktf.json`. Every key is documented in the README. */

// Compiling a validator for one use takes longer than using it.
z.config({ jitless: true });

const text = (rule: string, pattern: RegExp) => z.string(rule).check(z.regex(pattern, rule));
const section = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape, "must be an object");
/** A value of its own, which Terraform would otherwise evaluate. */
const plain = (rule: string, pattern: RegExp) =>
  text(rule, pattern).check(
    z.refine((value) => !/[$%]\{/.test(value), "must not hold ${ or %{, which Terraform would evaluate"),
  );
const identityArn = text(
  "must be the ARN of a role or user, with no wildcard (arn:aws:iam::<account>:role/<name>)",
  /^arn:aws(-us-gov)?:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
);
const identityArns = z
  .array(identityArn, "must be a list")
  .check(z.refine((arns) => new Set(arns).size === arns.length, "must name each once"));
const accountId = text("must be an account id of 12 digits, in quotes", ACCOUNT_ID);
const reason = z
  .string("must say why, in at least 10 characters")
  .check(z.refine(isReason, "must say why, in at least 10 characters"));
const keyArn = text(
  "must be the full ARN of a KMS key",
  /^arn:aws(-us-gov)?:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
);
const profile = plain("must be the name of a profile", /\S/);
const flag = z.boolean("must be true or false");

function wholeNumber(from: number, to: number, unit = "") {
  const rule = `must be a whole number${unit} from ${from} to ${to}`;
  return z.int(rule).check(z.minimum(from, rule), z.maximum(to, rule));
}
const days = (from: number, to: number) => wholeNumber(from, to, " of days");

/** How requests come in besides by `lambda:InvokeFunction`. Nobody may send any without credentials or a token. */
const frontDoor = z.discriminatedUnion(
  "kind",
  [
    section({ kind: z.literal("function-url") }),
    section({
      kind: z.literal("http-api"),
      authorizer: z.discriminatedUnion(
        "kind",
        [
          section({ kind: z.literal("iam") }),
          section({
            kind: z.literal("jwt"),
            issuer: plain("must be an HTTPS address", /^https:\/\/[^\s?#]+$/),
            audience: z
              .array(plain("must be text without spaces", /^\S+$/), "must be a list")
              .check(z.minLength(1, "must name at least one")),
          }),
        ],
        'must have a `kind`: "iam" or "jwt"',
      ),
      requestsPerSecond: z.optional(wholeNumber(1, 10_000)),
    }),
  ],
  'must have a `kind`: "function-url" or "http-api"',
);

/** Arrays that must not be empty are typed so. */
const atLeastOne = <T extends z.core.$ZodType>(element: T, rule: string) => z.tuple([element], element, rule);

const managedOptOut = section({
  /** Root, organizational units or accounts that the opt-out is attached to. */
  targets: atLeastOne(
    text("must be a root (r-…), an organizational unit (ou-…-…) or an account id", ORGANIZATION_TARGET),
    "must name at least one target",
  ).check(z.refine((targets) => new Set(targets).size === targets.length, "must name each once")),
  /** Roles of member accounts that may still change opt-out policies. */
  guardExemption: z.optional(
    section({
      principalArns: atLeastOne(
        text(
          "must be the ARN of a role by its whole name, with * at most for the account",
          /^arn:aws(-us-gov)?:iam::(\d{12}|\*):role\/[\w+=,.@/-]+$/,
        ),
        "must name at least one role",
      ),
      reason,
    }),
  ),
});

const externalOptOut = section({
  /** An opt-out policy that somebody else deploys. Whether it is effective, only the posture check can tell. */
  external: section({
    policyId: text("must be the id of a policy of AWS Organizations (p-…)", ORGANIZATIONS_POLICY_ID),
    owner: text("must name who answers for the policy", /\S/),
  }),
});

const localState = section({ kind: z.literal("local") });
const s3State = section({
  kind: z.literal("s3"),
  bucket: text("must be a bucket name", /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  region: text("must be a region", REGION),
  /** @default - the bucket's own default encryption */
  kmsKeyArn: z.optional(keyArn),
  /** @default - the caller's credentials, also where `profiles` are given: all stacks share one place for their states */
  profile: z.optional(profile),
  /** What the names of the state objects begin with. */
  prefix: z._default(
    text(
      "must be a prefix of object names without a slash at its ends",
      /^(?!\/)[\w!.*'()/-]{1,500}(?<!\/)$/,
    ),
    "rekognition-guardrails",
  ),
});

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tags = z.record(
  text(
    "must be 1 to 128 letters, digits, spaces and any of _.:/=+-@, and not begin with aws:",
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu,
  ),
  text(
    "must be at most 256 letters, digits, spaces and any of _.:/=+-@",
    /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u,
  ),
  "must be an object",
);

export const settingsSchema = section({
  /** Every name begins with it. */
  prefix: z._default(
    text(
      "must be 3 to 20 lower-case letters, digits and hyphens, a letter first",
      /^[a-z](?!.*--)[a-z0-9-]{1,18}[a-z0-9]$/,
    ),
    "face-guardrails",
  ),
  region: z.enum(
    Object.fromEntries(REKOGNITION_REGIONS.map((region) => [region, region])),
    'must be a region that offers Rekognition, for example "eu-west-1"',
  ),
  /** Only to be sure: it follows from the region. */
  partition: z.optional(z.enum(["aws", "aws-us-gov"], 'must be "aws" or "aws-us-gov"')),
  accounts: section({
    /** The organization's management account, or a delegated administrator's. */
    management: accountId,
    /** Where faces are kept and compared. */
    workload: accountId,
  }),
  /** Names of AWS configuration profiles. @default - the caller's credentials */
  profiles: z.prefault(section({ management: z.optional(profile), workload: z.optional(profile) }), {}),
  optOut: z.union([managedOptOut, externalOptOut]),
  /** ARNs of roles or users of the workload account that look after the key. */
  administrators: z._default(identityArns, []),
  /**
   * ARNs of roles or users of the workload account that may use the key, each for one thing. Their own IAM policies must allow it
   * as well; the roles need not exist yet.
   */
  access: z.prefault(
    section({
      /** Whoever puts face images into the bucket. */
      uploaders: z._default(identityArns, []),
      /** Whoever reads the events that failed. They may hold face images. */
      operators: z._default(identityArns, []),
    }),
    {},
  ),
  retention: z.prefault(
    section({
      faceImageDays: z._default(days(1, 3650), 1095),
      noncurrentVersionDays: z._default(days(1, 30), 30),
      accessLogDays: z._default(days(30, 3650), 400),
      logDays: z._default(
        z.literal([...LOG_RETENTION_DAYS], `must be one of ${LOG_RETENTION_DAYS.join(", ")}`),
        400,
      ),
    }),
    {},
  ),
  alarms: z.prefault(section({ email: z.optional(plain("must be an e-mail address", EMAIL_ADDRESS)) }), {}),
  state: z._default(
    z.discriminatedUnion("kind", [localState, s3State], 'must have a `kind`: "local" or "s3"'),
    { kind: "local" },
  ),
  systems: z.prefault(
    section({
      /** The functions that enrol, verify and erase at the desk, with their roles, alarms and queues. */
      verification: z._default(flag, true),
    }),
    {},
  ),
  verification: z.prefault(
    section({
      /** What Rekognition calls similarity, in per cent. AWS asks 99 for critical use. */
      similarityThreshold: z._default(
        z
          .number("must be a number from 99 to 100")
          .check(
            z.minimum(99, "must be a number from 99 to 100, in per cent (0.99 would accept everybody)"),
            z.maximum(100, "must be a number from 99 to 100"),
          ),
        99,
      ),
      /** What Rekognition must say at least of the face that a member is enrolled with. @default - 40 each */
      faceQuality: z.optional(
        section({
          brightness: z.optional(wholeNumber(1, 100)),
          sharpness: z.optional(wholeNumber(1, 100)),
        }),
      ),
      /** @default - the functions are invoked by `lambda:InvokeFunction` only */
      frontDoor: z.optional(frontDoor),
      reservedConcurrency: z._default(
        z.union([
          wholeNumber(1, 1000),
          section({
            unreserved: z.literal(true, "must be true"),
            reason,
            owner: text("must name a person or team", /\S/),
            expires: z
              .string("must be a day of the calendar as YYYY-MM-DD")
              .check(z.refine(isDay, "must be a day of the calendar as YYYY-MM-DD")),
          }),
        ]),
        10,
      ),
    }),
    {},
  ),
  /** Speaks to endpoints whose cryptography is validated by FIPS 140; not every region has them. */
  fips: z._default(flag, false),
  /** ARN of a managed policy that bounds what the functions' roles may ever do. @default - no boundary */
  permissionsBoundaryArn: z.optional(
    text("must be the ARN of a managed policy", /^arn:aws(-us-gov)?:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/),
  ),
  /** Lets Terraform destroy the key, to take the whole system down. */
  teardown: z.optional(section({ reason })),
  tags: z._default(tags, {}),
});

export type Settings = z.output<typeof settingsSchema>;

/** Every fault of the settings at once, each with its path. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  constructor(readonly faults: readonly string[]) {
    super(
      [
        `context.guardrails of cdktf.json has ${faults.length} ${faults.length === 1 ? "fault" : "faults"}:`,
        ...faults.map((fault) => `  ${fault}`),
      ].join("\n"),
    );
  }
}

/**
 * Validates the settings as a whole and fills in the defaults.
 *
 * @throws SettingsError
 */
export function readSettings(context: unknown): Settings {
  const result = settingsSchema.safeParse(context, { reportInput: true });
  const faults = result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, []));
  const all = [...new Set([...faults, ...disagreements(context)])];
  if (!result.success || all.length > 0) throw new SettingsError(all);
  return result.data;
}

/** Settings that are each right, but not together. Judged on what was written, so that a fault elsewhere hides none of them. */
function disagreements(context: unknown): readonly string[] {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined,
      context,
    );
  const region = at("region");
  const partition = at("partition");
  const workload = at("accounts", "workload");
  const faults: string[] = [];
  if (typeof region === "string" && REKOGNITION_REGIONS.includes(region)) {
    const right = partitionOf(region);
    if ((partition === "aws" || partition === "aws-us-gov") && partition !== right) {
      faults.push(
        `partition must be the partition of ${region}, ${right}, got: ${JSON.stringify(partition)}`,
      );
    }
    if (right === "aws-us-gov" && at("optOut", "targets") !== undefined) {
      faults.push(
        "optOut.targets must not be given for GovCloud: the opt-out of AWS Organizations does not reach it. Name who answers for it under optOut.external",
      );
    }
  }
  if (at("fips") === true && typeof region === "string" && !REKOGNITION_FIPS_REGIONS.includes(region)) {
    faults.push(
      `fips must be for a region with endpoints of it (${REKOGNITION_FIPS_REGIONS.join(", ")}), got: ${region}`,
    );
  }
  for (const path of [["administrators"], ["access", "uploaders"], ["access", "operators"]]) {
    const arns = at(...path);
    for (const [index, arn] of (Array.isArray(arns) ? arns : []).entries()) {
      const account = /^arn:[^:]*:iam::(\d{12}):/.exec(String(arn))?.[1];
      if (account !== undefined && typeof workload === "string" && account !== workload) {
        faults.push(
          `${path.join(".")}[${index}] must belong to the workload account ${workload}, got: ${JSON.stringify(arn)}`,
        );
      }
    }
  }
  return faults;
}

function describe(issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): readonly string[] {
  const path = [...parents, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) => `${show([...path, key])} is no setting here. Remove it, or mend its spelling.`,
    );
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return describeUnion(issue, path);
  const got = issue.input === undefined ? "nothing" : JSON.stringify(issue.input);
  const rule = /^must /.test(issue.message) ? issue.message : `is wrong: ${issue.message}`;
  return [`${show(path)} ${rule}, got: ${got.length <= 100 ? got : `${got.slice(0, 97)}...`}`];
}

/** Of a union, the faults of the form that was meant: the one with the fewest. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): readonly string[] {
  const forms = issue.errors.map((issues) => issues.flatMap((inner) => describe(inner, path)));
  return forms.reduce((best, form) => (form.length < best.length ? form : best));
}

const show = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? "guardrails"
    : path
        .map((key, index) =>
          typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`,
        )
        .join("");
