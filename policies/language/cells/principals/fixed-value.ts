import { booleanCells } from "../conditions/booleans";
import { type ConditionTest, nullOutcome, outcomeWhenAbsent } from "../conditions/condition-test";
import { addValues, textOutcome } from "../conditions/texts";
import { MAYBE, type Outcome } from "../outcome";
import { PatternSet } from "../pattern-set";
import type { Workspace } from "../workspace";

/** The outcome of a test where its key has this value, or is absent. */
export function outcomeAt(test: ConditionTest, value: string | undefined, workspace: Workspace): Outcome {
  if (value === undefined) return outcomeWhenAbsent(test);
  const { family } = test.condition.operator;
  if (family === "null") return nullOutcome(test.condition, false);
  if (value === "true" || value === "false") {
    if (family !== "bool" && family !== "string") return MAYBE;
    return booleanCells([test]).find((cell) => cell.value === value)?.outcomes[0] ?? MAYBE;
  }
  if (family !== "string" && family !== "arn") return MAYBE;
  // A reference may turn out to be the value.
  if (test.condition.values.some(({ parts }) => parts.some((part) => typeof part !== "string"))) return MAYBE;
  const set = new PatternSet(workspace.encoding, workspace.budget);
  const numbers = addValues(test, set);
  const [cell] = set.cellsOf([value]);
  return cell === undefined ? MAYBE : textOutcome(test, numbers, cell, set);
}
