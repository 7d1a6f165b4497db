import type { Policy } from "../grammar/policy";
import type { Ballot } from "./ballot";
import type { PolicySet } from "./policy-set";

/** What a request's grant depends on, beside the set of policies. */
export interface Granting {
  /** The bits that are set. */
  readonly bits: bigint;
  /**
   * How to read what is not declared: whether principal and resource share an account, what the policies of the other side say, and
   * whether the identity policies that a delegation to an account relies on allow.
   */
  readonly generous: boolean;
  /** Whether the principal is of an account; services and anonymous callers have no policies of their own. */
  readonly byAccount: boolean;
}

/**
 * Whether the policies together grant a request on which no Deny matches.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function isGranted(set: PolicySet, ballot: Ballot, granting: Granting): boolean {
  const { bits, generous, byAccount } = granting;
  const { bitsOf, byIdentityAlone } = ballot;
  const allows = (policies: readonly Policy[]): boolean =>
    policies.some((policy) => ((bitsOf.get(policy)?.allow ?? 0n) & bits) !== 0n);
  const allowsDirectly = (policies: readonly Policy[]): boolean =>
    policies.some((policy) => ((bitsOf.get(policy)?.direct ?? 0n) & bits) !== 0n);
  const { identity = [], resource = [], serviceControl = [], endpoint = [], sameAccount } = set;
  if (byAccount && !serviceControl.every(allows)) return false;
  if (endpoint.length > 0 && !allows(endpoint)) return false;
  // SCPs, RCPs and endpoint policies limit: what they let through, another policy must grant.
  if (identity.length === 0 && resource.length === 0)
    return generous && serviceControl.length + endpoint.length > 0;
  if (!byAccount) return allowsDirectly(resource);
  if (resource.length === 0) {
    const needsResource = sameAccount === false || (bits & byIdentityAlone) !== 0n;
    return allows(identity) && (generous || !needsResource);
  }
  if (identity.length === 0) {
    // An allow for an account passes the decision on to the account's own policies; so does any, across accounts.
    return generous ? allows(resource) : sameAccount !== false && allowsDirectly(resource);
  }
  const bothAllow = allows(identity) && allows(resource);
  if (!(sameAccount ?? generous)) return bothAllow;
  const identitySuffices = !resource.some(({ kind }) => kind === "key" || kind === "trust");
  return allowsDirectly(resource) || bothAllow || (identitySuffices && allows(identity));
}

export class MixedResourcesError extends Error {
  override readonly name = "MixedResourcesError";
}

/** A request touches one resource: a bucket's policy and a key's policy never judge the same one. */
export function checkOneResource({ resource = [] }: PolicySet): void {
  const kinds = new Set(resource.map(({ kind }) => kind));
  if (kinds.size > 1) {
    throw new MixedResourcesError(
      `ask about one resource at a time, got policies of kind ${[...kinds].join(" and ")}`,
    );
  }
}
