import type { Declarations } from "../symbols/reference";
import type { Answer } from "./answer";
import { ballotFor } from "./ballot";
import { decide } from "./decide";
import { checkOneResource, isGranted } from "./grant";
import { type Policies, policySetOf } from "./policy-set";
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
  const ballot = ballotFor(set, { envelopes: readScopes(envelope, declarations) });
  const { deny, allow, direct, envelopes } = ballot;
  const delegationCounts = (set.identity ?? []).length === 0;
  return decide({
    set,
    ballot,
    polarity: {
      whenSet: allow | direct,
      whenClear: deny | envelopes,
      matters: (possible) => (possible & allow) !== 0n,
    },
    isViolated: (bits, certain) =>
      (bits & deny) === 0n &&
      (bits & envelopes) === 0n &&
      isGranted(set, ballot, bits, delegationCounts || !certain),
  });
}

/**
 * Is every request of the scope allowed: granted by the policies together, and denied by none of them?
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
  const { deny, allow, direct, scopes } = ballot;
  return decide({
    set,
    ballot,
    polarity: {
      whenSet: scopes | deny,
      whenClear: allow | direct,
      matters: (possible) => (possible & scopes) !== 0n,
    },
    isViolated: (bits, certain) =>
      (bits & scopes) !== 0n && ((bits & deny) !== 0n || !isGranted(set, ballot, bits, certain)),
  });
}
