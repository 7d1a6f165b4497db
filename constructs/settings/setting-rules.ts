import * as z from "zod/mini";
import { ACCOUNT_ID } from "../../policies/documents";
import { isReason } from "../validation/prop-rules";

/** The rules that single settings obey, each with what it says of one that does not. */

// Compiling a validator for one use takes longer than using it.
z.config({ jitless: true });

export const text = (rule: string, pattern: RegExp) => z.string(rule).check(z.regex(pattern, rule));
export const section = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, "must be an object");
/** A value of its own, which Terraform would otherwise evaluate. */
export const plain = (rule: string, pattern: RegExp) =>
  text(rule, pattern).check(
    z.refine((value) => !/[$%]\{/.test(value), "must not hold ${ or %{, which Terraform would evaluate"),
  );
export const identityArn = text(
  "must be the ARN of a role or user, with no wildcard (arn:aws:iam::<account>:role/<name>)",
  /^arn:aws(-us-gov)?:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
);
export const identityArns = z
  .array(identityArn, "must be a list")
  .check(z.refine((arns) => new Set(arns).size === arns.length, "must name each once"));
export const accountId = text("must be an account id of 12 digits, in quotes", ACCOUNT_ID);
export const reason = z
  .string("must say why, in at least 10 characters")
  .check(z.refine(isReason, "must say why, in at least 10 characters"));
export const keyArn = text(
  "must be the full ARN of a KMS key",
  /^arn:aws(-us-gov)?:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
);
export const profile = plain("must be the name of a profile", /\S/);
export const flag = z.boolean("must be true or false");

export function wholeNumber(from: number, to: number, unit = "") {
  const rule = `must be a whole number${unit} from ${from} to ${to}`;
  return z.int(rule).check(z.minimum(from, rule), z.maximum(to, rule));
}
export const days = (from: number, to: number) => wholeNumber(from, to, " of days");

/** Arrays that must not be empty are typed so. */
export const atLeastOne = <T extends z.core.$ZodType>(element: T, rule: string) =>
  z.tuple([element], element, rule);

/** Ids that AWS invented for parts of a network. */
export const ids = (kind: "subnet" | "sg" | "rtb") =>
  atLeastOne(
    text(`must be an id (${kind}-…)`, new RegExp(`^${kind}-[0-9a-f]{8,17}$`)),
    "must name at least one",
  ).check(z.refine((all) => new Set(all).size === all.length, "must name each once"));
