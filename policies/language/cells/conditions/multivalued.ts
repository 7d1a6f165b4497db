import type { Budget } from "../budget";
import { allOf, anyOf, MAYBE, type Outcome } from "../outcome";
import type { ConditionTest, ValueCell } from "./condition-test";

/** A class of value lists of a key with several values. */
export interface ListCell {
  readonly values: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/**
 * `ForAnyValue:` and `ForAllValues:`: a request carries a list of values, so the classes are the sets of value classes. Sets are grown
 * one value at a time and kept only while they tell something new: an any-test can only gain, an all-test only lose.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function listCells(
  tests: readonly ConditionTest[],
  values: readonly ValueCell[],
  budget: Budget,
): readonly ListCell[] {
  const found = new Map<string, ListCell>();
  const queue: ListCell[] = [];
  const record = (cell: ListCell): void => {
    const key = cell.outcomes.join("");
    if (found.has(key)) return;
    found.set(key, cell);
    queue.push(cell);
  };
  for (const { value, outcomes } of values) {
    record({
      values: [value],
      outcomes: tests.map((test, index) => quantified(test, [outcomes[index] ?? MAYBE])),
    });
  }
  for (const cell of queue) {
    budget.spend(values.length * tests.length);
    for (const { value, outcomes } of values) {
      record({
        values: [...cell.values, value],
        outcomes: tests.map((test, index) =>
          quantified(test, [cell.outcomes[index] ?? MAYBE, outcomes[index] ?? MAYBE]),
        ),
      });
    }
  }
  return [...found.values()];
}

function quantified({ condition }: ConditionTest, outcomes: readonly Outcome[]): Outcome {
  const { quantifier, family } = condition.operator;
  if (quantifier === "any") return anyOf(outcomes);
  if (quantifier === "all") return allOf(outcomes);
  // What a plain operator says of a list is not documented; `Null` asks only whether the key is there.
  return family === "null" ? (outcomes[0] ?? MAYBE) : MAYBE;
}
