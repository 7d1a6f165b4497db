import { anyOf, MAYBE, type Outcome } from "../outcome";
import { anything, arnGlob, glob, ignoringCase, literal, type Pattern } from "../pattern";
import type { PatternCell } from "../pattern-cells";
import { PatternSet } from "../pattern-set";
import type { Workspace } from "../workspace";
import { type ConditionTest, ofOperator, type ValueCell } from "./condition-test";

/** How an operator reads its values: literally, with wildcards, or as ARNs; with a name, so that equal patterns are shared. */
export function readingOf({ condition }: ConditionTest): {
  name: string;
  compile: (text: string) => Pattern | undefined;
} {
  const { family, comparison, ignoreCase } = condition.operator;
  if (family === "arn") return { name: "arn", compile: arnGlob };
  if (comparison === "like") return { name: "glob", compile: glob };
  return ignoreCase
    ? { name: "ignore-case", compile: (text) => ignoringCase(literal(text)) }
    : { name: "literal", compile: literal };
}

/** `String*` and `Arn*` on one key: both read texts, so they may stand together. */
export function textCells(tests: readonly ConditionTest[], workspace: Workspace): readonly ValueCell[] {
  const set = new PatternSet(workspace.encoding, workspace.budget);
  const numbers = tests.map((test) => addValues(test, set));
  // Any text at all: without a pattern to tell values apart there is still one cell.
  set.addShape("any text", [anything]);
  // The empty text stands for a class only where no other text is of it.
  return set.cells({ examples: ["x"] }).map((cell) => ({
    value: cell.word,
    // Whether a request can carry an empty value, AWS does not say.
    outcomes: tests.map((test, index) =>
      cell.word === "" ? MAYBE : textOutcome(test, numbers[index] ?? [], cell, set),
    ),
  }));
}

export function addValues(test: ConditionTest, set: PatternSet): readonly (number | undefined)[] {
  const { name, compile } = readingOf(test);
  return test.condition.values.map((value) =>
    set.add(value, name, compile, test.subject.role !== "statement"),
  );
}

export function textOutcome(
  test: ConditionTest,
  numbers: readonly (number | undefined)[],
  cell: PatternCell,
  set: PatternSet,
): Outcome {
  return ofOperator(
    test,
    anyOf(numbers.map((number) => (number === undefined ? MAYBE : set.outcome(number, cell)))),
  );
}
