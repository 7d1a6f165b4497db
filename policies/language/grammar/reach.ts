import type { PolicyKind } from "./policy";

/** Whom, and which requests, the policy of a statement judges at all. */
export interface Reach {
  readonly who: "everyone" | "aws";
  /** Whether it is attached to the principal for sure: the account of a principal that a resource policy names may be a foreign one. */
  readonly certain: boolean;
  /** Policies of the organization do not bind service-linked roles. */
  readonly sparesServiceLinked: boolean;
  /** The services whose requests it is known to judge, in lower case; undefined where it is all. */
  readonly services?: readonly string[];
}

export const EVERYONE: Reach = { who: "everyone", certain: true, sparesServiceLinked: false };

/**
 * Identity policies judge their holders. Service control policies bind the principals of member accounts, other than service-linked
 * roles. Resource control policies judge requests to the services that support them; AWS adds to the list, so the rest is not certain.
 *
 * @param isMember whether the principal is one that the service control policies are attached to
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function reachOf(kind: PolicyKind, isMember: boolean): Reach {
  switch (kind) {
    case "identity":
      return { ...EVERYONE, who: "aws" };
    case "scp":
      return { who: "aws", certain: isMember, sparesServiceLinked: true };
    case "rcp":
      return { ...EVERYONE, sparesServiceLinked: true, services: RCP_SERVICES };
    default:
      return EVERYONE;
  }
}

const RCP_SERVICES = ["s3", "sts", "kms", "sqs", "secretsmanager"];
