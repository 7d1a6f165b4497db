import { anyOf, MAYBE, NO, type Outcome, YES } from "../outcome";
import { glob, ignoringCase, literal } from "../pattern";
import { matching } from "../pattern-cells";
import { type ConditionTest, literalValues, ofOperator, type ValueCell } from "./condition-test";

/** `Bool`, and `String*` on a boolean key: its value is `true` or `false`, nothing else. */
export function booleanCells(tests: readonly ConditionTest[]): readonly ValueCell[] {
  return ["true", "false"].map((value) => ({
    value,
    outcomes: tests.map((test) =>
      ofOperator(test, anyOf(literalValues(test.condition).map((listed) => matches(test, listed, value)))),
    ),
  }));
}

function matches({ condition }: ConditionTest, listed: string | undefined, value: string): Outcome {
  if (listed === undefined) return MAYBE;
  const { family, comparison, ignoreCase } = condition.operator;
  if (family === "bool") {
    if (listed === value) return YES;
    // How AWS reads "True" is not documented.
    return listed.toLowerCase() === value ? MAYBE : NO;
  }
  const exact = comparison === "like" ? glob(listed) : literal(listed);
  const pattern = ignoreCase ? ignoringCase(exact) : exact;
  if (pattern === undefined) return MAYBE;
  return matching([pattern], [value])[0]?.has(0) ? YES : NO;
}
