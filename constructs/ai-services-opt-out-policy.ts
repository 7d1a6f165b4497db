import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  type AiServiceKey,
  type OptOutLock,
  optOutGuardPolicy,
  optOutPolicy,
  renderOptOutPolicy,
  renderPolicy,
} from "../policies/documents";
import { validateOptOutPolicy } from "../policies/language/opt-out/validate";
import { defined } from "./defined";
import * as awsNames from "./validation/aws-names";
import { addSizeValidation } from "./validation/policy-size";
import { distinct, listOf, matching, oneOf, reasoned, required, show } from "./validation/prop-rules";
import { type PropFault, throwFaults } from "./validation/validation-error";

/** What a service is told: opt out, or in with the reason for it. */
export type OptOutChoice = "optOut" | { readonly optIn: true; readonly reason: string };

export interface AiServicesOptOutPolicyProps {
  /** Ids that the policy is attached to: the root (`r-…`, so every account), organizational units (`ou-…`) or accounts. */
  readonly targetIds: readonly [string, ...string[]];
  /**
   * What each service is told. `default` is every service of today and of the future.
   *
   * @default { default: "optOut", rekognition: "optOut" }
   */
  readonly services?: Readonly<Partial<Record<AiServiceKey, OptOutChoice>>> | undefined;
  /**
   * What policies attached further down may change: `all` locks everything, at all three levels. Less needs a reason.
   *
   * @default "all"
   */
  readonly lock?: "all" | { readonly level: Exclude<OptOutLock, "all">; readonly reason: string } | undefined;
  /**
   * A service control policy on the same targets that keeps member accounts from undoing the opt-out or leaving the organization.
   * Where somebody else sees to that, name who and how; a tag on the policy, `guardrails:guarded-by`, then says so.
   *
   * @default {}
   */
  readonly guard?: OptOutGuardProps | { readonly guardedBy: string; readonly reason: string } | undefined;
  /**
   * 1 to 128 characters; the guard's has `-guard` behind.
   *
   * @default "ai-services-opt-out"
   */
  readonly policyName?: string | undefined;
  /**
   * Checks in the plan that the organization has the policy types enabled: without them, attaching fails halfway through an apply.
   * Enabling is the organization's own affair (`aws organizations enable-policy-type`): Terraform's only way to do it would take
   * over the whole organization resource, and disable every type that it does not list.
   *
   * @default - checked
   */
  readonly assumePolicyTypesEnabled?: { readonly reason: string } | undefined;
  /**
   * Leaves the policies in AWS when Terraform destroys them.
   *
   * @default false
   */
  readonly skipDestroy?: boolean | undefined;
  /**
   * A provider with credentials of the management account, or of a delegated administrator.
   *
   * @default - the stack's provider
   */
  readonly provider?: TerraformProvider | undefined;
  /** @default - no tags of its own */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** How the guard is made. */
export interface OptOutGuardProps {
  /**
   * Roles that may still change opt-out policies from a member account, by their whole names; `*` may stand for the account.
   *
   * @default - nobody but the management account, which service control policies do not bind
   */
  readonly exempt?:
    | { readonly principalArns: readonly [string, ...string[]]; readonly reason: string }
    | undefined;
}

/**
 * The opt-out of AI services: a policy of AWS Organizations by which no service may keep or use content to improve itself, attached
 * and locked, with a guard. It never owns the organization.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out.html
 */
export class AiServicesOptOutPolicy extends Construct {
  readonly policy: OrganizationsPolicy;
  readonly attachments: readonly OrganizationsPolicyAttachment[];
  /** Undefined where somebody else guards. */
  readonly guard: OrganizationsPolicy | undefined;
  readonly guardAttachments: readonly OrganizationsPolicyAttachment[];
  /** Undefined where the policy types are assumed to be enabled. */
  readonly organization: DataAwsOrganizationsOrganization | undefined;
  /** The text that is deployed. */
  readonly content: string;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: AiServicesOptOutPolicyProps) {
    throwFaults(scope, id, propFaults(props));
    super(scope, id);
    const content = renderOptOutPolicy(documentOf(props));
    this.content = content;
    const name = props.policyName ?? "ai-services-opt-out";
    this.organization =
      props.assumePolicyTypesEnabled === undefined
        ? new DataAwsOrganizationsOrganization(this, "Organization", defined({ provider: props.provider }))
        : undefined;
    const guardedBy = isGuardedElsewhere(props.guard)
      ? { [GUARDED_BY_TAG]: props.guard.guardedBy }
      : undefined;
    const make = (part: string, type: PolicyType, policyName: string, description: string, text: string) => {
      const policy = new OrganizationsPolicy(
        this,
        `${part}Policy`,
        defined({
          name: policyName,
          description,
          type,
          content: text,
          skipDestroy: props.skipDestroy ?? false,
          provider: props.provider,
          tags: guardedBy === undefined ? props.tags : { ...props.tags, ...guardedBy },
          lifecycle: this.organization && { precondition: [policyTypeEnabled(this.organization, type)] },
        }),
      );
      const attachments = props.targetIds.map(
        (targetId, index) =>
          new OrganizationsPolicyAttachment(
            this,
            `${part}Attachment${index === 0 ? "" : index + 1}`,
            defined({
              policyId: policy.id,
              targetId,
              skipDestroy: props.skipDestroy ?? false,
              provider: props.provider,
            }),
          ),
      );
      return { policy, attachments };
    };
    const optOut = make(
      "OptOut",
      "AISERVICES_OPT_OUT_POLICY",
      name,
      "AI services neither keep nor use content to improve themselves",
      content,
    );
    this.policy = optOut.policy;
    this.attachments = optOut.attachments;
    if (isGuardedElsewhere(props.guard)) {
      this.guardAttachments = [];
      return;
    }
    const guardText = renderPolicy(
      optOutGuardPolicy({ exemptPrincipalArns: props.guard?.exempt?.principalArns }),
    );
    const guard = make(
      "Guard",
      "SERVICE_CONTROL_POLICY",
      `${name}-guard`,
      "Member accounts cannot undo the opt-out of AI services",
      guardText,
    );
    this.guard = guard.policy;
    this.guardAttachments = guard.attachments;
    addSizeValidation(this, "the guard", () => guardText, "service control");
  }
}

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging.html */
const TAG_VALUE = /^(?=.*\S)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;

/** By which a review sees that somebody else guards the policy (RKG-OPTOUT-08). */
const GUARDED_BY_TAG = "guardrails:guarded-by";

type PolicyType = "AISERVICES_OPT_OUT_POLICY" | "SERVICE_CONTROL_POLICY";

function policyTypeEnabled(organization: DataAwsOrganizationsOrganization, type: PolicyType) {
  return {
    condition: `\${contains(${organization.fqn}.enabled_policy_types, "${type}")}`,
    errorMessage: `The organization has the policy type ${type} not enabled, or these credentials may not see it. In the management account run: aws organizations enable-policy-type --root-id <r-…> --policy-type ${type}`,
  };
}

const DEFAULT_SERVICES: AiServicesOptOutPolicyProps["services"] & object = {
  default: "optOut",
  rekognition: "optOut",
};

function documentOf({ services = DEFAULT_SERVICES, lock = "all" }: AiServicesOptOutPolicyProps) {
  const values = Object.entries(services).map(([service, choice]) => [
    service,
    typeof choice === "object" ? "optIn" : choice,
  ]);
  return optOutPolicy(Object.fromEntries(values), lock === "all" ? lock : lock.level);
}

function propFaults(props: AiServicesOptOutPolicyProps): readonly PropFault[] {
  const { guard, lock } = props;
  const choices = [
    ...Object.entries(props.services ?? {}).flatMap(([service, choice]) =>
      choiceFaults(`services.${service}`, choice),
    ),
    ...(lock === undefined || lock === "all"
      ? []
      : [
          ...oneOf("lock.level", lock?.level, ["service", "none"]),
          ...required("lock.level", lock?.level),
          ...reasoned("lock", lock),
        ]),
  ];
  return [
    ...listOf("targetIds", props.targetIds, awsNames.organizationTarget, 1),
    ...distinct("targetIds", props.targetIds),
    ...choices,
    ...(choices.length > 0 ? [] : documentFaults(props)),
    ...matching("policyName", props.policyName, /^[\s\S]{1,122}$/, "a name of 1 to 122 characters"),
    ...(isGuardedElsewhere(guard)
      ? [
          ...reasoned("guard", guard),
          ...matching(
            "guard.guardedBy",
            guard.guardedBy,
            TAG_VALUE,
            "who guards the opt-out, as the value of a tag: 1 to 256 letters, digits, spaces and _.:/=+-@",
          ),
        ]
      : [
          ...reasoned("guard.exempt", guard?.exempt),
          ...listOf("guard.exempt.principalArns", guard?.exempt?.principalArns, exemptArn),
        ]),
    ...reasoned("assumePolicyTypesEnabled", props.assumePolicyTypesEnabled),
  ];
}

const exemptArn = (prop: string, arn: string): readonly PropFault[] =>
  matching(
    prop,
    arn,
    /^arn:aws(-us-gov)?:iam::(\d{12}|\*):role\/[\w+=,.@/-]+$/,
    "the ARN of a role by its whole name, with * at most for the account",
  );

/** Opting in takes a reason, also for a caller without types. */
function choiceFaults(prop: string, choice: OptOutChoice | undefined): readonly PropFault[] {
  if (choice === undefined || choice === "optOut") return [];
  if (typeof choice === "object" && choice?.optIn === true) return reasoned(prop, choice);
  return [{ prop, message: `must be "optOut", or { optIn: true, reason }, got: ${show(choice)}` }];
}

function documentFaults(props: AiServicesOptOutPolicyProps): readonly PropFault[] {
  const faults = validateOptOutPolicy(renderOptOutPolicy(documentOf(props)));
  if (faults.length > 0) {
    return faults.map(({ path, message }) => ({
      prop: "services",
      message: `makes an invalid document: ${path} ${message}`,
    }));
  }
  const { default: everyService, rekognition } = props.services ?? DEFAULT_SERVICES;
  return everyService === undefined && rekognition === undefined
    ? [{ prop: "services", message: "must name default or rekognition: nothing else opts face images out" }]
    : [];
}

function isGuardedElsewhere(
  guard: AiServicesOptOutPolicyProps["guard"],
): guard is { readonly guardedBy: string; readonly reason: string } {
  return guard !== undefined && "guardedBy" in guard;
}
