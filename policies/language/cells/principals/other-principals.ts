import type { PrincipalEntry } from "../../grammar/policy";
import { SERVICE_DOMAINS } from "../../grammar/service-names";
import { type Cell, cellOf, type Dimension, type RequestPart } from "../cell";
import type { ConditionTest } from "../conditions/condition-test";
import { addValues, textOutcome } from "../conditions/texts";
import { anyOf, MAYBE, NO, not, type Outcome, YES } from "../outcome";
import { anything, literal } from "../pattern";
import type { PatternCell } from "../pattern-cells";
import { PatternSet } from "../pattern-set";
import type { Workspace } from "../workspace";
import { contextOf } from "./aws-principals";
import { outcomeAt } from "./fixed-value";
import { principalTests } from "./principal-keys";

type Values = Readonly<Record<string, string | undefined>>;

/** An account that no policy names: where AWS does not say which value a key has, it has none that belongs to someone. */
const NOBODYS_ACCOUNT = "000000000000";

/** Callers without credentials. `aws:PrincipalAccount` is documented as `anonymous` for them, and was absent before. */
export function anonymousPrincipals(workspace: Workspace): Dimension {
  const variants: readonly Values[] = [{ "aws:principalaccount": "anonymous" }, {}];
  const tests = principalTests(workspace.subjects);
  return variants.map((values) =>
    fixedCell(workspace, tests, values, { principal: { type: "anonymous" } }, (entry) =>
      entry.type === "everyone" ? YES : entry.type === "unmodelled" ? MAYBE : NO,
    ),
  );
}

/** AWS services that call with their own principal, as classes of names. */
export function servicePrincipals(workspace: Workspace): Dimension {
  const { subjects } = workspace;
  const set = new PatternSet(workspace.encoding, workspace.budget);
  const numbers = new Map<PrincipalEntry, number | undefined>();
  for (const { matcher, role } of subjects) {
    for (const entry of matcher.principals?.entries ?? []) {
      if (entry.type === "service")
        numbers.set(entry, set.add(entry.name, "literal", literal, role !== "statement"));
    }
  }
  const tests = principalTests(subjects);
  const nameTests = tests.filter(
    ({ condition }) => condition.key === "aws:principalservicename" && condition.operator.family === "string",
  );
  const nameNumbers = new Map(nameTests.map((test) => [test, addValues(test, set)]));
  const shapes = SERVICE_DOMAINS.map((domain) =>
    set.addConfiningShape(domain, [{ except: ".", repeat: false }, anything, ...literal(`.${domain}`)]),
  );
  return set.cells({ required: [shapes], examples: ["example.amazonaws.com"] }).flatMap((cell) =>
    SERVICE_VARIANTS.map((variant) => {
      const values = {
        ...variant,
        "aws:principalisawsservice": "true",
        "aws:principalservicename": cell.word,
      };
      const part: RequestPart = { principal: { type: "service", name: cell.word } };
      const nameOutcome = (test: ConditionTest): Outcome | undefined => {
        const listed = nameNumbers.get(test);
        return listed === undefined ? undefined : textOutcome(test, listed, cell, set);
      };
      return fixedCell(
        workspace,
        tests,
        values,
        part,
        (entry) => serviceOutcome(entry, numbers, cell, set),
        nameOutcome,
      );
    }),
  );
}

/** Whether a service principal's request carries an account or ARN is not documented: both are tried. */
const SERVICE_VARIANTS: readonly Values[] = [
  {},
  {
    "aws:principalaccount": NOBODYS_ACCOUNT,
    "kms:calleraccount": NOBODYS_ACCOUNT,
    "aws:principalarn": `arn:aws:iam::${NOBODYS_ACCOUNT}:root`,
  },
  { "aws:principalaccount": NOBODYS_ACCOUNT },
  { "kms:calleraccount": NOBODYS_ACCOUNT },
];

function serviceOutcome(
  entry: PrincipalEntry,
  numbers: ReadonlyMap<PrincipalEntry, number | undefined>,
  cell: PatternCell,
  set: PatternSet,
): Outcome {
  switch (entry.type) {
    case "everyone":
    case "any-service":
      return YES;
    case "service":
      return set.outcome(numbers.get(entry), cell);
    case "unmodelled":
      return MAYBE;
    default:
      return NO;
  }
}

function fixedCell(
  workspace: Workspace,
  tests: readonly ConditionTest[],
  values: Values,
  part: RequestPart,
  entryOutcome: (entry: PrincipalEntry) => Outcome,
  special: (test: ConditionTest) => Outcome | undefined = () => undefined,
): Cell {
  const outcomes: (readonly [bigint, Outcome])[] = [];
  for (const { matcher, bits, reach } of workspace.subjects) {
    if (reach.who === "aws") outcomes.push([bits, NO]);
    const { principals } = matcher;
    if (principals === undefined) continue;
    const named = anyOf(principals.entries.map(entryOutcome));
    outcomes.push([bits, principals.negated ? not(named) : named]);
  }
  for (const test of tests) {
    outcomes.push([
      test.subject.bits,
      special(test) ?? outcomeAt(test, values[test.condition.key], workspace),
    ]);
  }
  return cellOf(workspace.all, outcomes, { ...part, context: contextOf(tests, values) });
}
