import type { Policy } from "../grammar/policy";

/**
 * The policies that together judge a request. A set of one policy that declares nothing answers for that policy: what it grants, not
 * whether the other side agrees. SCPs are attached to the principal that asks; they bind no service-linked role, and with a resource
 * policy beside them, and `sameAccount` not declared, not surely anybody.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface PolicySet {
  /** Attached to the principal; any of them may allow. */
  readonly identity?: readonly Policy[];
  /** The policy of the resource: a bucket, queue or topic policy, a key policy, or a role's trust policy. */
  readonly resource?: readonly Policy[];
  /** Service control policies, by level from the root to the account: every level must allow. */
  readonly serviceControl?: readonly (readonly Policy[])[];
  /** Resource control policies: they only deny. */
  readonly resourceControl?: readonly Policy[];
  /** The policy of the VPC endpoint that the request passes. */
  readonly endpoint?: readonly Policy[];
  /**
   * Whether principal and resource are of one account: then either side may allow; otherwise both must. `true` also says that a question
   * with identity policies is about the identities of that account, not about services and anonymous callers, whom a resource policy may
   * let in as well; leave it out to ask about all of them. Where it is left out, what one side alone grants to somebody of an account is
   * not certain.
   */
  readonly sameAccount?: boolean;
}

/** One policy; several, each taken by its kind (the SCPs among them as attached to one entity); or a set that says more. */
export type Policies = Policy | readonly Policy[] | PolicySet;

export function policySetOf(policies: Policies): PolicySet {
  if (!isPolicy(policies) && !isPolicyList(policies)) return policies;
  const list = isPolicy(policies) ? [policies] : policies;
  const ofKind = (...kinds: readonly Policy["kind"][]): readonly Policy[] =>
    list.filter(({ kind }) => kinds.includes(kind));
  const scps = ofKind("scp");
  return {
    identity: ofKind("identity"),
    resource: ofKind("resource", "key", "trust"),
    serviceControl: scps.length > 0 ? [scps] : [],
    resourceControl: ofKind("rcp"),
    endpoint: ofKind("endpoint"),
  };
}

const isPolicyList = (policies: Policies): policies is readonly Policy[] => Array.isArray(policies);
const isPolicy = (policies: Policies): policies is Policy => "kind" in policies;

export const policiesOf = (set: PolicySet): readonly Policy[] => [
  ...(set.identity ?? []),
  ...(set.resource ?? []),
  ...(set.serviceControl ?? []).flat(),
  ...(set.resourceControl ?? []),
  ...(set.endpoint ?? []),
];
