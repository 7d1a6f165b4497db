import type { PrincipalElement, PrincipalEntry } from "../../grammar/policy";
import type { Encoding } from "../../symbols/encoding";
import { cellOf, type Dimension, type RequestPart } from "../cell";
import { type ConditionTest, nullOutcome } from "../conditions/condition-test";
import { addValues, readingOf, textOutcome } from "../conditions/texts";
import { anyOf, MAYBE, NO, not, type Outcome, YES } from "../outcome";
import { accountDigits, anyCharacter, anything, literal, type Pattern, withoutColons } from "../pattern";
import type { PatternCell } from "../pattern-cells";
import { PatternSet } from "../pattern-set";
import type { Subject } from "../subject";
import type { Workspace } from "../workspace";
import { outcomeAt } from "./fixed-value";
import { principalTests } from "./principal-keys";

/** The numbers of the patterns, over principal ARNs, that an entry of a principal element stands for. */
interface EntryPatterns {
  readonly entry: PrincipalEntry;
  /** The principals that the entry names: all of an account, or one user or role. */
  readonly named: number | undefined;
  /** The account itself (`...:root`), where the entry delegates to an account. */
  readonly root?: number | undefined;
  /** All principals of the account that the entry touches. */
  readonly account: number | undefined;
}

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
  return set.cells({ required: [shapes], examples: EXAMPLES }).flatMap((cell) => {
    const account = cell.word.split(":")[4] ?? "";
    // kms:CallerAccount is there in requests to KMS; elsewhere it is absent.
    return (usesCaller ? [true, false] : [false]).map((withCaller) => {
      const outcomes: (readonly [bigint, Outcome])[] = [];
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

function recordDoubts({ bits, label, matcher: { principals } }: Subject, { doubts }: Workspace): void {
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

function entryPatterns(entry: PrincipalEntry, set: PatternSet, asked: boolean): EntryPatterns {
  if (entry.type === "account") {
    const source = {
      source: "account",
      parts: [...(entry.partition?.parts ?? []), "|", ...entry.account.parts],
    };
    const add = (name: string, tail: Pattern): number | undefined =>
      set.add(source, name, (encoded) => accountPattern(encoded, tail), asked);
    const named = add("account", [anything]);
    return { entry, named, root: asked ? undefined : add("root", literal("root")), account: named };
  }
  if (entry.type === "arn") {
    const account = set.add(
      entry.arn,
      "account of",
      (encoded) => {
        const [, partition = "", , , owner = ""] = encoded.split(":");
        return accountPattern(`${partition}|${owner}`, [anything]);
      },
      asked,
    );
    return { entry, named: set.add(entry.arn, "principal", literal, asked), account };
  }
  return { entry, named: undefined, account: undefined };
}

/** `partition|account`, the partition empty where any is meant. */
function accountPattern(encoded: string, tail: Pattern): Pattern {
  const [partition = "", account = ""] = encoded.split("|");
  const start = partition === "" ? [...literal("arn:"), withoutColons] : literal(`arn:${partition}`);
  const service = tail.length === 1 ? [withoutColons] : literal("iam");
  return [...start, ...literal(":"), ...service, ...literal(`::${account}:`), ...tail];
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

/**
 * Which principals exist: partition, twelve digits, root or a named user or role; and federated users, whose ARN is of STS. References
 * may stand in each place.
 */
function principalShapes(encoding: Encoding): readonly Pattern[] {
  const oneOf = (symbols: string): readonly Pattern[] =>
    symbols === "" ? [] : [[{ only: symbols, repeat: false }]];
  const partitions = [[...literal("aws"), withoutColons], ...oneOf(encoding.characters("name"))];
  const accounts = [accountDigits, ...oneOf(encoding.characters("digits", "any"))];
  const names: readonly (readonly [service: string, name: Pattern])[] = [
    ["iam", literal("root")],
    ["iam", [...literal("user/"), anyCharacter, anything]],
    ["iam", [...literal("role/"), anyCharacter, anything]],
    ["sts", [...literal("federated-user/"), anyCharacter, anything]],
  ];
  return partitions.flatMap((partition) =>
    accounts.flatMap((account) =>
      names.map(([service, name]) => [
        ...literal("arn:"),
        ...partition,
        ...literal(`:${service}::`),
        ...account,
        ...literal(":"),
        ...name,
      ]),
    ),
  );
}

function elementOutcome(
  subject: Subject,
  element: PrincipalElement,
  listed: readonly EntryPatterns[],
  cell: PatternCell,
  set: PatternSet,
): Outcome {
  const named = anyOf(listed.map(({ entry, named: number }) => entryOutcome(entry, number, cell, set)));
  if (!element.negated) return named;
  return subject.role !== "statement" ? not(named) : notPrincipalOutcome(subject, listed, cell, set, named);
}

function entryOutcome(
  entry: PrincipalEntry,
  number: number | undefined,
  cell: PatternCell,
  set: PatternSet,
): Outcome {
  switch (entry.type) {
    case "everyone":
      return YES;
    case "service":
    case "any-service":
      return NO;
    case "unmodelled":
      return MAYBE;
    default:
      return set.outcome(number, cell);
  }
}

/**
 * `NotPrincipal` matches everyone whose account it does not touch. Within such an account, a Deny spares for sure only a root or a
 * user listed together with the account; for roles AWS asks for the session as well, and says no more than that otherwise it "might"
 * deny them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function notPrincipalOutcome(
  subject: Subject,
  listed: readonly EntryPatterns[],
  cell: PatternCell,
  set: PatternSet,
  named: Outcome,
): Outcome {
  if (listed.some(({ entry }) => entry.type === "everyone")) return NO;
  const touched = anyOf(
    listed.map(({ entry, account }) =>
      entry.type === "unmodelled" ? MAYBE : account === undefined ? NO : set.outcome(account, cell),
    ),
  );
  if (touched === NO) return YES;
  if (!subject.denies || named !== YES) return MAYBE;
  const accountListed = listed.some(
    ({ entry, account }) => entry.type === "account" && set.outcome(account, cell) === YES,
  );
  const exact = listed.some(
    ({ entry, named: number, root }) =>
      (root !== undefined && set.outcome(root, cell) === YES) ||
      (entry.type === "arn" &&
        cell.word.split(":")[5]?.startsWith("user/") === true &&
        set.outcome(number, cell) === YES),
  );
  return accountListed && exact ? NO : MAYBE;
}

/** Whether the principal is named itself, not only its account. */
function directOutcome(listed: readonly EntryPatterns[], cell: PatternCell, set: PatternSet): Outcome {
  return anyOf(
    listed.map(({ entry, named, root }) =>
      entryOutcome(entry, entry.type === "account" ? root : named, cell, set),
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
