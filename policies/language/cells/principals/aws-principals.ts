import { cellOf, type Dimension, type RequestPart } from "../cell";
import { type ConditionTest, nullOutcome } from "../conditions/condition-test";
import { addValues, readingOf, textOutcome } from "../conditions/texts";
import { MAYBE, type Outcome } from "../outcome";
import { anything, literal, withoutColons } from "../pattern";
import type { PatternCell } from "../pattern-cells";
import { PatternSet } from "../pattern-set";
import type { Subject } from "../subject";
import type { Workspace } from "../workspace";
import { outcomeAt } from "./fixed-value";
import { directOutcome, type EntryPatterns, elementOutcome, entryPatterns } from "./principal-elements";
import { principalTests } from "./principal-keys";
import { isServiceLinked, principalShapes, reachOutcome, serviceLinkedRole } from "./principal-shapes";

/**
 * Users, roles and account roots, as classes of ARNs. A role stands for its sessions too: their `aws:PrincipalArn` is the role's.
 * The account in the ARN decides `aws:PrincipalAccount` and `kms:CallerAccount`, which are patterns on that part of it.
 */
export function awsPrincipals(workspace: Workspace): Dimension {
  const { subjects, encoding, budget } = workspace;
  for (const subject of subjects) recordDoubts(subject, workspace);
  const set = new PatternSet(encoding, budget);
  const entries = new Map(
    subjects.flatMap((subject): [Subject, readonly EntryPatterns[]][] => {
      const { principals } = subject.matcher;
      if (principals === undefined) return [];
      return [
        [subject, principals.entries.map((entry) => entryPatterns(entry, set, subject.role !== "statement"))],
      ];
    }),
  );
  const tests = principalTests(subjects);
  for (const { subject, condition } of tests) {
    if (
      condition.values.every(
        ({ parts, opaque }) => opaque === undefined && parts.every((part) => typeof part === "string"),
      )
    )
      continue;
    const { operator, writtenKey } = condition;
    const reason = `whether ${operator.name} on ${writtenKey} holds depends on values that are not known`;
    workspace.doubts.add(subject.bits, `${subject.label}: ${reason}`);
  }
  const arnTests = tests.filter(
    ({ condition }) => condition.key === "aws:principalarn" && isText(condition.operator.family),
  );
  const arnNumbers = new Map(arnTests.map((test) => [test, addValues(test, set)]));
  const accountTests = tests.filter(
    ({ condition }) => ACCOUNT_KEYS.has(condition.key) && condition.operator.family === "string",
  );
  const accountNumbers = new Map(accountTests.map((test) => [test, addAccountValues(test, set)]));
  const shapes = principalShapes(encoding).map((shape, index) => set.addConfiningShape(String(index), shape));
  const usesCaller = tests.some(({ condition }) => condition.key === "kms:calleraccount");
  const textOf = (test: ConditionTest, cell: PatternCell): Outcome => {
    const numbers = arnNumbers.get(test) ?? accountNumbers.get(test);
    return numbers === undefined ? MAYBE : textOutcome(test, numbers, cell, set);
  };
  const linked = subjects.some(({ reach }) => reach.sparesServiceLinked)
    ? set.addShape("service-linked", serviceLinkedRole)
    : undefined;
  const cells = set.cells({ required: [shapes], examples: EXAMPLES });
  const asked = workspace.serviceLinked ? cells : cells.filter((cell) => !isServiceLinked(cell, linked));
  return asked.flatMap((cell) => {
    const account = cell.word.split(":")[4] ?? "";
    // kms:CallerAccount is there in requests to KMS; elsewhere it is absent.
    return (usesCaller ? [true, false] : [false]).map((withCaller) => {
      const outcomes = subjects.map(
        (subject) => [subject.bits, reachOutcome(subject, cell, linked, set)] as const,
      );
      for (const subject of subjects) {
        const listed = entries.get(subject);
        const { principals } = subject.matcher;
        if (listed === undefined || principals === undefined) continue;
        outcomes.push([subject.bits, elementOutcome(subject, principals, listed, cell, set)]);
        if (subject.directBit !== undefined) {
          outcomes.push([subject.directBit, principals.negated ? MAYBE : directOutcome(listed, cell, set)]);
        }
      }
      for (const test of tests) {
        const outcome = testOutcome(test, cell, withCaller, textOf, workspace);
        outcomes.push([test.subject.bits, outcome]);
      }
      return cellOf(workspace.all, outcomes, awsPart(cell.word, account, tests, withCaller));
    });
  });
}

function recordDoubts({ bits, label, reach, matcher: { principals } }: Subject, { doubts }: Workspace): void {
  if (!reach.certain)
    doubts.add(bits, `${label}: whether it binds a principal depends on whose account it is`);
  for (const entry of principals?.entries ?? []) {
    if (entry.type === "unmodelled") doubts.add(bits, `${label}: ${entry.reason}`);
    const text = entry.type === "account" ? entry.account : entry.type === "arn" ? entry.arn : undefined;
    if (text?.parts.some((part) => typeof part !== "string")) {
      doubts.add(bits, `${label}: which principal ${text.source} is depends on the value of a reference`);
    }
  }
  if (principals?.negated === true)
    doubts.add(bits, `${label}: whom NotPrincipal spares within a listed account is not certain`);
}

const ACCOUNT_KEYS: ReadonlySet<string> = new Set(["aws:principalaccount", "kms:calleraccount"]);
const EXAMPLES = ["arn:aws:iam::999900001111:role/example", "arn:aws:iam::999900001111:user/example"];
const isText = (family: string): boolean => family === "string" || family === "arn";

function testOutcome(
  test: ConditionTest,
  cell: PatternCell,
  withCaller: boolean,
  textOf: (test: ConditionTest, cell: PatternCell) => Outcome,
  workspace: Workspace,
): Outcome {
  const { key, operator } = test.condition;
  if (key === "aws:principalisawsservice") return outcomeAt(test, "false", workspace);
  if (key === "aws:principalservicename" || (key === "kms:calleraccount" && !withCaller)) {
    return outcomeAt(test, undefined, workspace);
  }
  return operator.family === "null" ? nullOutcome(test.condition, false) : textOf(test, cell);
}

/** The account patterns of a condition, placed in the account part of a principal's ARN. */
function addAccountValues(test: ConditionTest, set: PatternSet): readonly (number | undefined)[] {
  const { name, compile } = readingOf(test);
  return test.condition.values.map((value) =>
    set.add(
      value,
      `account ${name}`,
      (encoded) => {
        const account = compile(encoded)?.map((element) =>
          element.only === undefined ? { ...element, except: `${element.except ?? ""}:` } : element,
        );
        if (account === undefined) return undefined;
        return [
          ...literal("arn:"),
          withoutColons,
          ...literal(":"),
          withoutColons,
          ...literal("::"),
          ...account,
          ...literal(":"),
          anything,
        ];
      },
      test.subject.role !== "statement",
    ),
  );
}

function awsPart(
  arn: string,
  account: string,
  tests: readonly ConditionTest[],
  withCaller: boolean,
): RequestPart {
  const values: Readonly<Record<string, string | undefined>> = {
    "aws:principalarn": arn,
    "aws:principalaccount": account,
    "kms:calleraccount": withCaller ? account : undefined,
    "aws:principalisawsservice": "false",
  };
  return { principal: { type: "aws", arn, account }, context: contextOf(tests, values) };
}

/** The values of the keys that are tested, as they were written. */
export function contextOf(
  tests: readonly ConditionTest[],
  values: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const context: Record<string, string> = {};
  const named = new Set<string>();
  for (const { condition } of tests) {
    const value = values[condition.key];
    if (value === undefined || named.has(condition.key)) continue;
    named.add(condition.key);
    context[condition.writtenKey] = value;
  }
  return context;
}
