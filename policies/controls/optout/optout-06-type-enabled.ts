import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { isServiceControlPolicy, SCP_TYPE } from "../support/opt-out-guard";
import { OPT_OUT_TYPE } from "../support/opt-out-policies";
import { enabledTypes } from "../support/policy-types";

export const typeEnabled = control<Resource>({
  id: "RKG-OPTOUT-06",
  title: "The organization has opt-out policies enabled, and disables no type in use",
  severity: "medium",
  subject: "organization",
  rationale:
    "Terraform disables every policy type that `enabled_policy_types` does not list, and disabling a type detaches all its policies: the opt-out, or the guard that protects it.",
  remediation: {
    text: "List AISERVICES_OPT_OUT_POLICY in `enabled_policy_types`, beside every type that is enabled already (`aws organizations list-roots` tells them).",
    terraform: `resource "aws_organizations_organization" "this" {
  feature_set          = "ALL"
  enabled_policy_types = ["AISERVICES_OPT_OUT_POLICY", "SERVICE_CONTROL_POLICY"]
}`,
    typescript: `new OrganizationsOrganization(this, "Organization", {
  featureSet: "ALL",
  enabledPolicyTypes: ["AISERVICES_OPT_OUT_POLICY", "SERVICE_CONTROL_POLICY"],
}); // AiServicesOptOutPolicy never owns the organization: it only checks it`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SA-9", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
  ],
  subjects: ({ configuration }) => configuration.ofType("aws_organizations_organization"),
  noSubject: "The configuration does not own the organization.",
  judge: (organization, context) =>
    all([judgeFeatures(organization), judgeTypes(organization, context), judgeChange(organization, context)]),
});

function judgeFeatures(organization: Resource): Judgement {
  const features = organization.get("feature_set");
  if (features.string === undefined && features.state === "configured")
    return unknown("Whether the organization has all features is known only after apply.", features);
  return features.string === undefined || features.string === "ALL"
    ? pass("Opt-out policies are enabled.", features)
    : fail("The organization only shares its bill: policies need `feature_set` ALL.", features);
}

function judgeTypes(organization: Resource, { configuration }: ReviewContext): Judgement {
  const list = organization.get("enabled_policy_types");
  const { types, open } = enabledTypes(organization);
  const used = configuration
    .ofType("aws_organizations_policy")
    .flatMap((policy) => (isServiceControlPolicy(policy) ? SCP_TYPE : (policy.get("type").string ?? [])));
  const missing = [...new Set([OPT_OUT_TYPE, ...used])].filter((type) => !types.has(type));
  if (missing.length === 0) return pass("Opt-out policies are enabled.", list);
  return open
    ? unknown(`Whether ${missing.join(", ")} is enabled is known only after apply.`, list)
    : fail(`It does not enable ${missing.join(", ")}, so policies of that type have no effect.`, list);
}

/** What a plan would disable. */
function judgeChange(organization: Resource, { configuration }: ReviewContext): Judgement {
  const list = organization.get("enabled_policy_types");
  const before = configuration.changes.find(({ address }) => address === organization.address)?.before;
  if (before === undefined) return pass("Opt-out policies are enabled.", list);
  const { types, open } = enabledTypes(organization);
  const gone = [...enabledTypes(before).types].filter((type) => !types.has(type));
  if (gone.length === 0 || open) return pass("Opt-out policies are enabled.", list);
  return unknown(
    `The change disables ${gone.join(", ")}, which detaches every policy of that type. Whether any is in use outside this configuration is not known: list the type, or waive this once it is sure that none is.`,
    list,
  );
}
