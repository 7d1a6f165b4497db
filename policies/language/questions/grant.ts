import type { Policy } from "../grammar/policy";
import type { Ballot } from "./ballot";
import type { PolicySet } from "./policy-set";

/**
 * Whether the policies together grant a request on which no Deny matches, given the bits that are set.
 * @param generous how to read what is not declared: whether principal and resource share an account, and whether the identity policies
 *   that a delegation to an account relies on allow
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export function isGranted(set: PolicySet, { bitsOf }: Ballot, bits: bigint, generous: boolean): boolean {
  const allows = (policies: readonly Policy[]): boolean =>
    policies.some((policy) => ((bitsOf.get(policy)?.allow ?? 0n) & bits) !== 0n);
  const allowsDirectly = (policies: readonly Policy[]): boolean =>
    policies.some((policy) => ((bitsOf.get(policy)?.direct ?? 0n) & bits) !== 0n);
  const { identity = [], resource = [], serviceControl = [], endpoint = [] } = set;
  if (!serviceControl.every(allows)) return false;
  if (endpoint.length > 0 && !allows(endpoint)) return false;
  if (identity.length === 0 && resource.length === 0) return serviceControl.length + endpoint.length > 0;
  if (resource.length === 0) return allows(identity);
  // An allow for an account passes the decision on to the account's own policies.
  if (identity.length === 0) return generous ? allows(resource) : allowsDirectly(resource);
  const decidesAlone = resource.some(({ kind }) => kind === "key" || kind === "trust");
  if (decidesAlone) return allowsDirectly(resource) || (allows(resource) && allows(identity));
  const sameAccount = set.sameAccount ?? generous;
  return sameAccount ? allows(identity) || allowsDirectly(resource) : allows(identity) && allows(resource);
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
