import * as z from "zod/mini";
import { ACCOUNT_ID, partitionOf, REGION } from "../../policies/documents";
import { EMAIL_ADDRESS } from "../alarm-topic";
import { ORGANIZATION_TARGET } from "../validation/aws-names";
import { isReason } from "../validation/prop-rules";
import { LOG_RETENTION_DAYS } from "../verification-lambda";

/** The settings of the app: `context.guardrails` of `cdktf.json`. Every key is documented in the README. */

// Compiling a validator for one use takes longer than using it.
z.config({ jitless: true });

const text = (rule: string, pattern: RegExp) => z.string(rule).check(z.regex(pattern, rule));
const section = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape, "must be an object");
const accountId = text("must be an account id of 12 digits, in quotes", ACCOUNT_ID);
const reason = z
  .string("must say why, in at least 10 characters")
  .check(z.refine(isReason, "must say why, in at least 10 characters"));
const keyArn = text(
  "must be the full ARN of a KMS key",
  /^arn:aws(-us-gov)?:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
);
const profile = text("must be the name of a profile", /\S/);
const flag = z.boolean("must be true or false");

function wholeNumber(from: number, to: number, unit = "") {
  const rule = `must be a whole number${unit} from ${from} to ${to}`;
  return z.int(rule).check(z.minimum(from, rule), z.maximum(to, rule));
}
const days = (from: number, to: number) => wholeNumber(from, to, " of days");

/** Arrays that must not be empty are typed so. */
const atLeastOne = <T extends z.core.$ZodType>(element: T, rule: string) => z.tuple([element], element, rule);

const managedOptOut = section({
  /** Root, organizational units or accounts that the opt-out is attached to. */
  targets: atLeastOne(
    text("must be a root (r-…), an organizational unit (ou-…-…) or an account id", ORGANIZATION_TARGET),
    "must name at least one target",
  ),
  /** Roles of member accounts that may still change opt-out policies. */
  guardExemption: z.optional(
    section({
      principalArns: atLeastOne(z.string("must be an ARN"), "must name at least one role"),
      reason,
    }),
  ),
});

const externalOptOut = section({
  /** An opt-out policy that somebody else deploys. Whether it is effective, only the posture check can tell. */
  external: section({
    policyId: text("must be the id of a policy of AWS Organizations (p-…)", /^p-[0-9a-zA-Z_]{8,128}$/),
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
  /** What the names of the state objects begin with. */
  prefix: z._default(
    text(
      "must be a prefix of object names without a slash at its ends",
      /^(?!\/)[\w!.*'()/-]{1,500}(?<!\/)$/,
    ),
    "rekognition-guardrails",
  ),
});

export const settingsSchema = section({
  /** Every name begins with it. */
  prefix: z._default(
    text(
      "must be 3 to 20 lower-case letters, digits and hyphens, a letter first",
      /^[a-z](?!.*--)[a-z0-9-]{1,18}[a-z0-9]$/,
    ),
    "face-guardrails",
  ),
  region: text('must be a region that offers Rekognition, for example "eu-west-1"', REGION),
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
  administrators: z._default(z.array(z.string("must be an ARN"), "must be a list"), []),
  /**
   * ARNs of roles or users of the workload account that may use the key, each for one thing. Their own IAM policies must allow it
   * as well; the roles need not exist yet.
   */
  access: z.prefault(
    section({
      /** Whoever puts face images into the bucket. */
      uploaders: z._default(z.array(z.string("must be an ARN"), "must be a list"), []),
      /** Whoever reads the events that failed. They may hold face images. */
      operators: z._default(z.array(z.string("must be an ARN"), "must be a list"), []),
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
  alarms: z.prefault(section({ email: z.optional(text("must be an e-mail address", EMAIL_ADDRESS)) }), {}),
  state: z._default(
    z.discriminatedUnion("kind", [localState, s3State], 'must have a `kind`: "local" or "s3"'),
    { kind: "local" },
  ),
  systems: z.prefault(
    section({
      /** The function that verifies a face at the desk, with its roles, alarms and queue. */
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
      reservedConcurrency: z._default(wholeNumber(1, 1000), 10),
    }),
    {},
  ),
  /** Lets Terraform destroy the key, to take the whole system down. */
  teardown: z.optional(section({ reason })),
  tags: z._default(z.record(z.string(), z.string("must be text"), "must be an object"), {}),
}).check((context) => {
  const { region, partition } = context.value;
  if (partition !== undefined && partition !== partitionOf(region)) {
    context.issues.push({
      code: "custom",
      path: ["partition"],
      input: partition,
      message: `must be the partition of ${region}, ${partitionOf(region)}`,
    });
  }
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
  if (result.success) return result.data;
  throw new SettingsError(result.error.issues.flatMap((issue) => describe(issue, [])));
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
