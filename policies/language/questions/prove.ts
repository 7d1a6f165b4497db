import { Budget } from "../cells/budget";
import type { RequestMatcher } from "../grammar/policy";
import type { Declarations } from "../symbols/reference";
import type { Answer } from "./answer";
import { ballotFor } from "./ballot";
import { decide } from "./decide";
import { checkOneResource, isGranted } from "./grant";
import { type Policies, type PolicySet, policySetOf } from "./policy-set";
import { readScopes, type Scopes } from "./scope";

export interface ProveOptions {
  /** Known values of Terraform references in the scope; give the policies' own to `parsePolicy`. */
  readonly declarations?: Declarations;
}

/**
 * Is every request of the scope explicitly denied? Only a Deny counts: what no policy here allows, another policy may.
 * @throws InvalidScopeError if no request can be in the scope
 */
export function proveDenied(
  policies: Policies,
  scope: Scopes,
  { declarations = {} }: ProveOptions = {},
): Answer {
  const set = policySetOf(policies);
  const ballot = ballotFor(set, { scopes: readScopes(scope, declarations), denyOnly: true });
  const { deny, scopes } = ballot;
  return decide({
    budget: new Budget(),
    set,
    ballot,
    polarity: { whenSet: scopes, whenClear: deny, matters: (possible) => (possible & scopes) !== 0n },
    isViolated: (bits) => (bits & scopes) !== 0n && (bits & deny) === 0n,
  });
}

/** Is every request that the policies allow (an Allow matches and no Deny) inside the envelope? */
export function proveAllowsOnly(
  policies: Policies,
  envelope: Scopes,
  { declarations = {} }: ProveOptions = {},
): Answer {
  const set = policySetOf(policies);
  checkOneResource(set);
  const envelopes = readScopes(envelope, declarations);
  const budget = new Budget();
  const parts = allowByAllow(set);
  return parts === undefined
    ? allowsOnly(set, envelopes, false, budget)
    : allAnswers(parts, budget, (part) => allowsOnly(part, envelopes, true, budget));
}

function allowsOnly(
  set: PolicySet,
  inside: readonly RequestMatcher[],
  allowedOnly: boolean,
  budget: Budget,
): Answer {
  const ballot = ballotFor(set, { envelopes: inside, allowedOnly });
  const { deny, allow, direct, envelopes, byIdentityAlone } = ballot;
  const delegationCounts = (set.identity ?? []).length === 0;
  return decide({
    budget,
    set,
    ballot,
    polarity: {
      whenSet: allow | direct,
      whenClear: deny | envelopes | byIdentityAlone,
      matters: (possible) => (possible & allow) !== 0n,
    },
    isViolated: (bits, certain, principal) =>
      (bits & deny) === 0n &&
      (bits & envelopes) === 0n &&
      isGranted(set, ballot, {
        bits,
        generous: delegationCounts || !certain,
        byAccount: principal === "aws",
      }),
  });
}

/**
 * Where any one Allow grants, each can be asked about alone, with all Denies: many small questions instead of one that multiplies them.
 * Undefined where several policies must allow together.
 */
function allowByAllow(set: PolicySet): readonly PolicySet[] | undefined {
  const { identity = [], resource = [], serviceControl = [], endpoint = [] } = set;
  if (serviceControl.length > 0 || endpoint.length > 0 || (identity.length > 0 && resource.length > 0))
    return undefined;
  const policies = [...identity, ...resource];
  return policies.flatMap((policy) =>
    policy.statements
      .filter(({ effect }) => effect !== "Deny")
      .map((statement): PolicySet => {
        const denies = policies.flatMap(({ statements }) =>
          statements.filter(({ effect }) => effect !== "Allow"),
        );
        const alone = [
          { kind: policy.kind, statements: [statement, ...denies.filter((each) => each !== statement)] },
        ];
        return { ...set, ...(identity.length > 0 ? { identity: alone } : { resource: alone }) };
      }),
  );
}

/** Refuted by any refuted part, proved if all are. */
function allAnswers<T>(parts: readonly T[], budget: Budget, ask: (part: T) => Answer): Answer {
  const reasons = new Set<string>();
  for (const part of parts) {
    if (budget.isSpent) break;
    const answer = ask(part);
    if (answer.verdict === "refuted") return answer;
    if (answer.verdict === "unknown") for (const reason of answer.reasons) reasons.add(reason);
  }
  return reasons.size === 0 ? { verdict: "proved" } : { verdict: "unknown", reasons: [...reasons] };
}

/**
 * Is every request of the scope allowed: granted by the policies together, and denied by none of them?
 *
 * One policy alone answers for itself: an identity policy, or what a resource policy grants to a principal that it names; what the
 * other side says is not asked. A set that declares `sameAccount` answers for the request: across accounts both sides must allow, and
 * for keys and roles the resource's side. SCPs, RCPs and endpoint policies grant nothing.
 * @throws InvalidScopeError if no request can be in the scope
 */
export function proveAllowed(
  policies: Policies,
  scope: Scopes,
  { declarations = {} }: ProveOptions = {},
): Answer {
  const set = policySetOf(policies);
  checkOneResource(set);
  const ballot = ballotFor(set, { scopes: readScopes(scope, declarations) });
  const { deny, allow, direct, scopes, byIdentityAlone } = ballot;
  return decide({
    budget: new Budget(),
    set,
    ballot,
    polarity: {
      whenSet: scopes | deny | byIdentityAlone,
      whenClear: allow | direct,
      matters: (possible) => (possible & scopes) !== 0n,
    },
    isViolated: (bits, certain, principal) =>
      (bits & scopes) !== 0n &&
      ((bits & deny) !== 0n ||
        !isGranted(set, ballot, { bits, generous: certain, byAccount: principal === "aws" })),
  });
}
