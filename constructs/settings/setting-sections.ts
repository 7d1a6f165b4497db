import * as z from "zod/mini";
import { REGION } from "../../policies/documents";
import { ORGANIZATIONS_POLICY_ID } from "../../policies/review/check-options";
import { ORGANIZATION_TARGET } from "../validation/aws-names";
import { atLeastOne, keyArn, plain, profile, reason, section, text, wholeNumber } from "./setting-rules";

/** Sections of the settings that have several forms. */

const scope = plain("must be a scope (1 to 128 letters, digits and any of _.:/-)", /^[\w.:/-]{1,128}$/);

/** How requests come in besides by `lambda:InvokeFunction`. Nobody may send any without credentials or a token. */
export const frontDoor = z.discriminatedUnion(
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
            /** What tokens must say that their bearer may do. @default - `faces/verify`, `faces/enroll`, `faces/erase` */
            scopes: z.optional(
              section({ verify: z.optional(scope), enroll: z.optional(scope), erase: z.optional(scope) }),
            ),
          }),
        ],
        'must have a `kind`: "iam" or "jwt"',
      ),
      requestsPerSecond: z.optional(wholeNumber(1, 10_000)),
    }),
  ],
  'must have a `kind`: "function-url" or "http-api"',
);

export const managedOptOut = section({
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

export const externalOptOut = section({
  /** An opt-out policy that somebody else deploys. Whether it is effective, only the posture check can tell. */
  external: section({
    policyId: text("must be the id of a policy of AWS Organizations (p-…)", ORGANIZATIONS_POLICY_ID),
    owner: text("must name who answers for the policy", /\S/),
  }),
});

export const localState = section({ kind: z.literal("local") });
export const s3State = section({
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
export const tags = z.record(
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
