import type { ConditionTest } from "../conditions/condition-test";
import type { Subject } from "../subject";

/**
 * Condition keys whose values follow from who asks, so that they are no dimensions of their own.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account
 */
export const PRINCIPAL_KEYS: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "kms:calleraccount",
  "aws:principalisawsservice",
  "aws:principalservicename",
]);

/** Tests of the keys that follow from the principal. */
export const principalTests = (subjects: readonly Subject[]): readonly ConditionTest[] =>
  subjects.flatMap((subject) =>
    subject.matcher.conditions
      .filter(({ key }) => PRINCIPAL_KEYS.has(key))
      .map((condition) => ({ subject, condition })),
  );

/**
 * Keys that describe the caller's credentials: a request without any lacks them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
 */
export const isOfCredentials = (key: string): boolean =>
  key === "aws:principalorgid" || key === "aws:principalorgpaths" || key.startsWith("aws:principaltag/");
