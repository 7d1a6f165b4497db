import type { PrincipalElement, PrincipalEntry } from "../../grammar/policy";
import { anyOf, MAYBE, NO, not, type Outcome, YES } from "../outcome";
import { anything, literal, type Pattern, withoutColons } from "../pattern";
import type { PatternCell } from "../pattern-cells";
import type { PatternSet } from "../pattern-set";
import type { Subject } from "../subject";

/** The numbers of the patterns, over principal ARNs, that an entry of a principal element stands for. */
export interface EntryPatterns {
  readonly entry: PrincipalEntry;
  /** The principals that the entry names: all of an account, or one user or role. */
  readonly named: number | undefined;
  /** The account itself (`...:root`), where the entry delegates to an account. */
  readonly root?: number | undefined;
  /** All principals of the account that the entry touches. */
  readonly account: number | undefined;
}

export function entryPatterns(entry: PrincipalEntry, set: PatternSet, asked: boolean): EntryPatterns {
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

export function elementOutcome(
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
export function directOutcome(listed: readonly EntryPatterns[], cell: PatternCell, set: PatternSet): Outcome {
  return anyOf(
    listed.map(({ entry, named, root }) =>
      entryOutcome(entry, entry.type === "account" ? root : named, cell, set),
    ),
  );
}
