import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { fail, type Judgement, pass, unknown } from "../judgement";
import { exemptIn, guardAnswer, guardsOf } from "../support/opt-out-guard";
import { optOutPolicies } from "../support/opt-out-policies";

/** The tag of an opt-out policy by which its owner says who else guards it. */
const GUARDED_BY = "guardrails:guarded-by";

export const guarded = control<Resource>({
  id: "RKG-OPTOUT-08",
  title: "A service control policy keeps member accounts from undoing the opt-out",
  severity: "medium",
  subject: "opt-out policy",
  rationale:
    "A delegated administrator can detach, delete or change the policy, and an account that leaves the organization leaves its opt-out behind.",
  remediation: {
    text: `Attach a service control policy that denies detaching, deleting and changing opt-out policies, and leaving the organization. Where somebody else sees to that, name them in the tag \`${GUARDED_BY}\` of the opt-out policy.`,
    terraform: `data "aws_iam_policy_document" "guard" {
  statement {
    effect = "Deny"
    actions = [
      "organizations:AttachPolicy", "organizations:DeletePolicy", "organizations:DetachPolicy",
      "organizations:DisablePolicyType", "organizations:UpdatePolicy",
    ]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "organizations:PolicyType"
      values   = ["AISERVICES_OPT_OUT_POLICY"]
    }
  }
  statement {
    effect    = "Deny"
    actions   = ["organizations:LeaveOrganization"]
    resources = ["*"]
  }
}`,
    typescript: `new AiServicesOptOutPolicy(this, "OptOut", { targetIds: ["r-abcd"] }); // brings its guard`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-3", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
  ],
  subjects: optOutPolicies,
  judge(policy, context) {
    const tag = policy.get("tags").get(GUARDED_BY);
    if (/\S/.test(tag.string ?? ""))
      return pass(`Its tag says who guards it: ${tag.sensitive ? "a sensitive value" : tag.string}.`, tag);
    return judgeGuards(policy, context);
  },
});

function judgeGuards(policy: Resource, context: ReviewContext): Judgement {
  const { sure, doubt } = guardsOf(context);
  const unguarded = (reason: string): Judgement =>
    doubt === undefined ? fail(reason, policy) : unknown(`${reason} But ${doubt}.`, policy);
  if (sure.length === 0) return unguarded("No service control policy in scope guards it.");
  const seen = sure.map(({ attribute }) => attribute);
  const answer = guardAnswer(sure, context);
  switch (answer.verdict) {
    case "proved": {
      const exempt = exemptIn(sure);
      const but =
        exempt.length === 0 ? "" : ` Roles that the policy names may be exempt: ${exempt.join(", ")}.`;
      return pass(`Member accounts can neither undo it nor leave the organization.${but}`, ...seen);
    }
    case "refuted": {
      const judged = unguarded("The service control policies in scope do not deny every undoing of it.");
      return { ...judged, evidence: seen.map(({ evidence }) => evidence), witness: answer.witness };
    }
    case "unknown":
      return unknown(`Whether it is guarded cannot be decided: ${answer.reasons.join("; ")}.`, ...seen);
  }
}
