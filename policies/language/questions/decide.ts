import { actionNamed } from "../catalogue/catalogue";
import { type Budget, BudgetExceeded } from "../cells/budget";
import type { Cell } from "../cells/cell";
import { dimensionsByPrincipal, type PrincipalKind } from "../cells/dimensions";
import { fold, type Polarity } from "../cells/fold";
import { type Workspace, workspaceFor } from "../cells/workspace";
import { namesPrincipal } from "../evaluator/match-principal";
import { matches } from "../evaluator/matches";
import { isReached } from "../evaluator/reach";
import { every } from "../evaluator/tri";
import type { PolicyKind } from "../grammar/policy";
import type { Encoding } from "../symbols/encoding";
import type { Answer } from "./answer";
import type { Ballot } from "./ballot";
import type { PolicySet } from "./policy-set";
import { policiesOf } from "./policy-set";
import type { Request, RequestPrincipal } from "./request";
import { InvalidScopeError } from "./scope";

export interface Question {
  /** Shared by the parts of one question, so that many parts cost no more than one. */
  readonly budget: Budget;
  readonly set: PolicySet;
  readonly ballot: Ballot;
  readonly polarity: Polarity;
  /**
   * Whether a request with these bits breaks the claim. What is set speaks for or against as the polarity says; `certain` tells
   * whether undeclared circumstances are to be read against the violation, or for it.
   */
  readonly isViolated: (bits: bigint, certain: boolean, principal: PrincipalKind) => boolean;
}

/** Answers a question: computes the cells, asks the question of each, and replays what refutes it. */
export function decide(question: Question): Answer {
  const { ballot, polarity } = question;
  const workspace = workspaceFor(ballot, question.budget);
  let cells: readonly Cell[];
  try {
    cells = cellsOf(question, workspace);
  } catch (error) {
    if (error instanceof BudgetExceeded) return { verdict: "unknown", reasons: [error.message] };
    throw error;
  }
  if (cells.length === 0 && ballot.scopes !== 0n) {
    throw new InvalidScopeError("no request can be in the scope: its conditions exclude each other");
  }
  const broken = cells.find((cell) => question.isViolated(certainly(cell, polarity), true, kindOf(cell)));
  if (broken !== undefined) return replayed(question, requestOf(broken), workspace);
  const doubtful = cells.filter((cell) => question.isViolated(possibly(cell, polarity), false, kindOf(cell)));
  if (doubtful.length === 0) return { verdict: "proved" };
  return { verdict: "unknown", reasons: reasonsFor(doubtful, workspace) };
}

function cellsOf({ set, polarity }: Question, workspace: Workspace): readonly Cell[] {
  const kinds = policiesOf(set).map(({ kind }) => kind);
  const policyKind = new Set(kinds).size === 1 ? kinds[0] : undefined;
  return dimensionsByPrincipal(workspace, principalsJudgedBy(set, kinds), policyKind).flatMap((dimensions) =>
    fold(dimensions, workspace.all, polarity, workspace.budget),
  );
}

/**
 * Without a resource policy, a question with an identity policy is about those who hold it. With one, anybody may ask, and identity
 * policies say nothing of services and anonymous callers; unless the set declares that it is about the account's own identities.
 */
function principalsJudgedBy(
  { identity = [], resource = [], sameAccount }: PolicySet,
  kinds: readonly PolicyKind[],
): readonly PrincipalKind[] {
  const bound = identity.length > 0 && (resource.length === 0 || sameAccount === true);
  return bound || kinds.every((kind) => kind === "scp") ? ["aws"] : ["anonymous", "aws", "service"];
}

const kindOf = ({ part }: Cell): PrincipalKind => part.principal?.type ?? "anonymous";

/** The bits as they are at least: where the cell is undecided, against a violation. */
const certainly = ({ sure, possible }: Cell, { whenSet, whenClear }: Polarity): bigint =>
  (sure & whenSet) | (possible & whenClear);

/** The bits as they may be: where the cell is undecided, for a violation. */
const possibly = ({ sure, possible }: Cell, { whenSet, whenClear }: Polarity): bigint =>
  (possible & whenSet) | (sure & whenClear);

function requestOf({ part }: Cell): Request {
  return {
    action: part.action ?? "",
    ...(part.resource === undefined ? {} : { resource: part.resource }),
    principal: part.principal ?? { type: "anonymous" },
    context: part.context ?? {},
  };
}

/** A witness counts only if the concrete evaluator, which shares no code with the cells, finds the same violation. */
function replayed(
  { ballot, polarity, isViolated }: Question,
  request: Request,
  { encoding }: Workspace,
): Answer {
  let sure = 0n;
  let possible = 0n;
  const mark = (bit: bigint, matched: boolean | undefined): void => {
    if (matched === true) sure |= bit;
    if (matched !== false) possible |= bit;
  };
  for (const { matcher, bit, directBit, reach, denies, role, doubtful } of ballot.subjects) {
    const reached = isReached(reach, request);
    const purpose = role === "statement" ? (denies ? "deny" : "allow") : "scope";
    const matched = every(
      [reached, reached !== false && matches(matcher, request, encoding.encode, purpose)],
      (each) => each,
    );
    mark(bit, doubtful && matched === true ? undefined : matched);
    if (directBit === undefined) continue;
    const direct = matched === false ? false : namesPrincipal(matcher, request, encoding.encode);
    mark(directBit, matched === undefined && direct === true ? undefined : direct);
  }
  if (isViolated(certainly({ sure, possible, part: {} }, polarity), true, request.principal.type)) {
    const witness = readable(request, encoding);
    return isRealResource(witness)
      ? { verdict: "refuted", witness }
      : {
          verdict: "unknown",
          reasons: [
            `whether ${witness.action} can meet ${witness.resource ?? ""} depends on the values of references`,
          ],
        };
  }
  return {
    verdict: "unknown",
    reasons: [
      `this is a bug in policies/language, please report it: the witness ${JSON.stringify(readable(request, encoding))} does not replay`,
    ],
  };
}

/**
 * Whether some resource of the action has the form of this one, with references as plain words in it. The cells take a reference for
 * more than a word; a witness must not rest on that.
 */
function isRealResource({ action, resource }: Request): boolean {
  const formats = actionNamed(action)?.resources;
  if (formats === undefined || resource === undefined || !resource.includes("${")) return true;
  const words = resource.replace(/\$\{[^}]*\}/g, "x");
  return formats.some((format) => format === "*" || new RegExp(`^${formPattern(format)}$`).test(words));
}

const formPattern = (format: string): string =>
  format
    .split(/(<[^>]*>)/)
    .map((piece) => {
      if (piece === "<BucketName>") return "[^:/]+";
      if (piece.startsWith("<"))
        return piece === "<Partition>" || piece === "<Region>" || piece === "<Account>" ? "[^:]*" : ".+";
      return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");

function readable({ action, resource, principal, context }: Request, encoding: Encoding): Request {
  const decode = (text: string): string => encoding.decode(text);
  return {
    action: decode(action),
    ...(resource === undefined ? {} : { resource: decode(resource) }),
    principal: readablePrincipal(principal, decode),
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [
        key,
        typeof value === "string" ? decode(value) : value.map(decode),
      ]),
    ),
  };
}

function readablePrincipal(principal: RequestPrincipal, decode: (text: string) => string): RequestPrincipal {
  switch (principal.type) {
    case "aws":
      return { type: "aws", arn: decode(principal.arn), account: decode(principal.account) };
    case "service":
      return { type: "service", name: decode(principal.name) };
    default:
      return principal;
  }
}

function reasonsFor(doubtful: readonly Cell[], { doubts }: Workspace): readonly string[] {
  const bits = doubtful.reduce((undecided, { sure, possible }) => undecided | (possible & ~sure), 0n);
  const reasons = [...new Set(doubts.of(bits))];
  return reasons.length > 0
    ? reasons
    : ["it depends on circumstances that are not declared: whose account it is, or further policies"];
}
