import type { Condition } from "../../grammar/policy";
import { MAYBE, NO, not, type Outcome, YES } from "../outcome";
import type { Subject } from "../subject";

/** One condition of one subject. */
export interface ConditionTest {
  readonly subject: Subject;
  readonly condition: Condition;
}

/** A class of values of a key: one of them, and the outcome of each test on it, in the order of the tests. */
export interface ValueCell {
  readonly value: string;
  readonly outcomes: readonly Outcome[];
}

/** From "does a listed value match the request's value" to the outcome of the operator. */
export const ofOperator = ({ condition }: ConditionTest, matched: Outcome): Outcome =>
  condition.operator.negated ? not(matched) : matched;

/**
 * The outcome where the request lacks the key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function outcomeWhenAbsent({ condition }: ConditionTest): Outcome {
  const { operator } = condition;
  if (operator.family === "null") return nullOutcome(condition, true);
  if (operator.family === "unknown") return MAYBE;
  if (operator.ifExists || operator.quantifier === "all") return YES;
  if (operator.quantifier === "any") return NO;
  return operator.negated ? YES : NO;
}

/** The outcome of `Null`, which asks only whether the key is there. */
export function nullOutcome({ values }: Condition, absent: boolean): Outcome {
  let outcome: Outcome = NO;
  for (const { opaque, parts } of values) {
    const [written] = parts;
    if (opaque !== undefined || parts.length !== 1 || typeof written !== "string") {
      if (outcome === NO) outcome = MAYBE;
    } else if ((written.toLowerCase() === "true") === absent) outcome = YES;
  }
  return outcome;
}

/** The literal texts of a condition's values; undefined for those that are not known. */
export const literalValues = ({ values }: Condition): readonly (string | undefined)[] =>
  values.map(({ opaque, parts }) => {
    const [written] = parts;
    if (opaque !== undefined || parts.length > 1) return undefined;
    return written === undefined ? "" : typeof written === "string" ? written : undefined;
  });
