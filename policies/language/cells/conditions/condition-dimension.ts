import { keyNamed } from "../../catalogue/catalogue";
import { ALWAYS_PRESENT, type KeyType } from "../../catalogue/global-keys";
import type { OperatorFamily } from "../../grammar/operators";
import { type Cell, cellOf, type Dimension } from "../cell";
import { MAYBE, NO, type Outcome } from "../outcome";
import type { Workspace } from "../workspace";
import { addressCells } from "./addresses";
import { booleanCells } from "./booleans";
import { type ConditionTest, nullOutcome, outcomeWhenAbsent, type ValueCell } from "./condition-test";
import { listCells } from "./multivalued";
import { dateCells, numberCells } from "./ordered";
import { textCells } from "./texts";

type ValueFamily = "text" | "numeric" | "date" | "bool" | "ip";

const FAMILY_OF_TYPE: Readonly<Record<KeyType, ValueFamily | undefined>> = {
  String: "text",
  ARN: "text",
  Numeric: "numeric",
  Date: "date",
  Bool: "bool",
  IPAddress: "ip",
  Binary: undefined,
};
const FAMILY_OF_OPERATOR: Readonly<Record<OperatorFamily, ValueFamily | undefined>> = {
  string: "text",
  arn: "text",
  numeric: "numeric",
  date: "date",
  bool: "bool",
  ip: "ip",
  binary: undefined,
  null: undefined,
  unknown: undefined,
};

/** The cells of one condition key: absent (unless every request carries it), and the classes of its values. */
export function conditionDimension(
  key: string,
  tests: readonly ConditionTest[],
  workspace: Workspace,
): Dimension {
  const catalogued = keyNamed(key);
  const family = valueFamily(tests, catalogued?.type);
  const decided = tests.filter((test) => isDecided(test, family));
  const values = valueCells(key, decided, family, workspace);
  const multivalued =
    catalogued?.multivalued ?? tests.some(({ condition }) => condition.operator.quantifier !== undefined);
  const cells: Cell[] = [];
  const present = multivalued ? listCells(decided, values, workspace.budget) : values;
  for (const cell of present) {
    const value = "values" in cell ? cell.values : cell.value;
    const context = Object.fromEntries(writtenKeys(tests).map((written) => [written, value]));
    cells.push(cellWith(tests, decided, cell.outcomes, context, workspace));
  }
  if (catalogued === undefined && isGuessed(tests, family)) {
    const outcomes = tests.map((test) => [test.subject.bits, outcomeOfOther(test, family)] as const);
    const context = { [tests[0]?.condition.writtenKey ?? key]: "other" };
    cells.push(cellOf(workspace.all, outcomes, { context }));
    for (const { subject } of tests)
      workspace.doubts.add(subject.bits, `${subject.label}: what values ${key} takes is not known here`);
  }
  if (!ALWAYS_PRESENT.has(key)) {
    const outcomes = tests.map((test) => [test.subject.bits, outcomeWhenAbsent(test)] as const);
    cells.unshift(cellOf(workspace.all, outcomes, {}));
  }
  const undecided = new Set(
    decided.filter((_, index) => present.some(({ outcomes }) => outcomes[index] === MAYBE)),
  );
  recordDoubts(tests, decided, undecided, multivalued, workspace);
  return cells;
}

/** The keys as they are first written: two keys where they name one thing. */
function writtenKeys(tests: readonly ConditionTest[]): readonly string[] {
  const written = new Map<string, string>();
  for (const { condition } of tests)
    if (!written.has(condition.key)) written.set(condition.key, condition.writtenKey);
  return [...written.values()];
}

/** Nobody says what values such a key takes, nor how many: a request may carry what its tests do not foresee. */
function isGuessed(tests: readonly ConditionTest[], family: ValueFamily | undefined): boolean {
  if (family !== undefined && family !== "text") return true;
  const plain = tests.filter(
    ({ condition: { operator }, subject }) =>
      operator.family !== "null" && operator.quantifier === undefined && subject.role === "statement",
  );
  const negated = plain.filter(({ condition }) => condition.operator.negated);
  return negated.length > 0 && negated.length < plain.length;
}

/** A question's own test means one value of the kind that its operator compares. */
function outcomeOfOther({ condition, subject }: ConditionTest, family: ValueFamily | undefined): Outcome {
  const { operator } = condition;
  if (operator.family === "null") return nullOutcome(condition, false);
  const foreseen =
    subject.role !== "statement" && FAMILY_OF_OPERATOR[operator.family] === family && !operator.negated;
  return foreseen ? NO : MAYBE;
}

function cellWith(
  tests: readonly ConditionTest[],
  decided: readonly ConditionTest[],
  outcomes: ValueCell["outcomes"],
  context: Readonly<Record<string, string | readonly string[]>>,
  workspace: Workspace,
): Cell {
  const known = new Map(decided.map((test, index) => [test, outcomes[index] ?? MAYBE]));
  return cellOf(
    workspace.all,
    tests.map((test) => [test.subject.bits, known.get(test) ?? MAYBE] as const),
    { context },
  );
}

/** One key has one kind of value: the documented one, else the question's, else the first that is tested. */
function valueFamily(tests: readonly ConditionTest[], type: KeyType | undefined): ValueFamily | undefined {
  if (type !== undefined) return FAMILY_OF_TYPE[type];
  const asked = tests.filter(({ subject }) => subject.role !== "statement");
  return [...asked, ...tests]
    .map(({ condition }) => FAMILY_OF_OPERATOR[condition.operator.family])
    .find((each) => each !== undefined);
}

function isDecided({ condition }: ConditionTest, family: ValueFamily | undefined): boolean {
  const { operator } = condition;
  if (operator.family === "null") return true;
  if (family === undefined) return false;
  if (FAMILY_OF_OPERATOR[operator.family] === family) return true;
  // The value of a boolean key is the text "true" or "false".
  return family === "bool" && operator.family === "string";
}

function valueCells(
  key: string,
  tests: readonly ConditionTest[],
  family: ValueFamily | undefined,
  workspace: Workspace,
): readonly ValueCell[] {
  const asking = tests.filter(({ condition }) => condition.operator.family !== "null");
  const cells = ((): readonly ValueCell[] => {
    switch (family) {
      case "numeric":
        return numberCells(asking, key);
      case "date":
        return dateCells(asking);
      case "bool":
        return booleanCells(asking);
      case "ip":
        return addressCells(asking);
      default:
        return textCells(asking, workspace);
    }
  })();
  if (asking.length === tests.length) return cells;
  return cells.map(({ value, outcomes }) => ({
    value,
    outcomes: tests.map((test) => {
      const index = asking.indexOf(test);
      return index < 0 ? nullOutcome(test.condition, false) : (outcomes[index] ?? MAYBE);
    }),
  }));
}

function recordDoubts(
  tests: readonly ConditionTest[],
  decided: readonly ConditionTest[],
  undecided: ReadonlySet<ConditionTest>,
  multivalued: boolean,
  { doubts }: Workspace,
): void {
  for (const test of tests) {
    const { bits, label } = test.subject;
    const { operator, values, writtenKey: written } = test.condition;
    for (const { opaque } of values) if (opaque !== undefined) doubts.add(bits, `${label}: ${opaque}`);
    if (operator.family === "unknown") doubts.add(bits, `${label}: the condition ${written} is not known`);
    else if (!decided.includes(test))
      doubts.add(bits, `${label}: ${operator.name} on ${written} is not modelled`);
    else if (multivalued && operator.quantifier === undefined && operator.family !== "null") {
      doubts.add(
        bits,
        `${label}: ${operator.name} without ForAnyValue or ForAllValues on ${written}, which has several values`,
      );
    } else if (undecided.has(test)) {
      doubts.add(
        bits,
        `${label}: whether ${operator.name} on ${written} holds depends on values that are not known`,
      );
    }
  }
}
