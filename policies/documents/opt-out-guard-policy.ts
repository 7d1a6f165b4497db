import { toOneOrMore } from "./one-or-more";
import type { IdentityPolicy, IdentityStatement } from "./policy-document";

export interface OptOutGuardOptions {
  /**
   * Roles that may still change opt-out policies from a member account, for example a delegated administrator's pipeline. The
   * management account needs none: service control policies do not bind it.
   */
  readonly exemptPrincipalArns?: readonly string[] | undefined;
}

/**
 * A service control policy that keeps member accounts from undoing the opt-out: no detaching, deleting, changing or disabling of
 * opt-out policies, and no leaving the organization.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
export function optOutGuardPolicy(options: OptOutGuardOptions = {}): IdentityPolicy {
  const exempt = toOneOrMore(options.exemptPrincipalArns ?? []);
  const exemption = exempt === undefined ? {} : { ArnNotLike: { "aws:PrincipalArn": exempt } };
  const keepOptOut: IdentityStatement = {
    Sid: "KeepAiServicesOptOut",
    Effect: "Deny",
    Action: [
      "organizations:AttachPolicy",
      "organizations:DeletePolicy",
      "organizations:DetachPolicy",
      "organizations:DisablePolicyType",
      "organizations:UpdatePolicy",
    ],
    Resource: "*",
    Condition: { StringEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" }, ...exemption },
  };
  const stay: IdentityStatement = {
    Sid: "StayInOrganization",
    Effect: "Deny",
    Action: "organizations:LeaveOrganization",
    Resource: "*",
  };
  return { Version: "2012-10-17", Statement: [keepOptOut, stay] };
}
