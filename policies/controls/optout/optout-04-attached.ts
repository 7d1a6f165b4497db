import { companionsOf } from "../../configuration/links/companions";
import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { any, fail, type Judgement, pass, unknown } from "../judgement";
import { optOutPolicies } from "../support/opt-out-policies";
import { reachOf, targetIn } from "../support/organization-targets";
import { rekognitionAccounts } from "../support/rekognition-accounts";

export const attached = control<Resource>({
  id: "RKG-OPTOUT-04",
  title: "The opt-out policy is attached to the root, or to a unit or account in scope",
  severity: "high",
  subject: "opt-out policy",
  rationale: "A policy that is attached nowhere, or somewhere else, opts nobody out.",
  remediation: {
    text: "Attach the policy to the organization's root, so that every account of today and of the future has it.",
    terraform: `resource "aws_organizations_policy_attachment" "opt_out" {
  policy_id = aws_organizations_policy.opt_out.id
  target_id = data.aws_organizations_organization.this.roots[0].id
}`,
    typescript: `new AiServicesOptOutPolicy(this, "OptOut", { targetIds: ["r-abcd"] });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SA-9", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
  ],
  differs: "Prowler does not look at where the policy is attached.",
  subjects: optOutPolicies,
  judge(policy, context) {
    const { configuration } = context;
    const type = "aws_organizations_policy_attachment";
    const { sure, possible } = companionsOf(configuration, policy, type, "policy_id");
    const judged = [
      ...sure.map((attachment) => judgeAttachment(attachment, context)),
      ...possible.map((attachment) =>
        unknown(`Whether ${attachment.address} attaches it is not known.`, attachment.get("policy_id")),
      ),
    ];
    const doubt = configuration.mayHoldMore(type);
    if (doubt !== undefined) judged.push(unknown(`No attachment in scope is found, but ${doubt}.`, policy));
    return judged.length === 0 ? fail("It is attached nowhere.", policy) : any(judged);
  },
});

function judgeAttachment(attachment: Resource, context: ReviewContext): Judgement {
  const attribute = attachment.get("target_id");
  const target = targetIn(attribute, context);
  switch (target.kind) {
    case "root":
      return pass("It is attached to the root, so to every account.", attribute);
    case "invalid":
      return fail(
        `It is attached to ${JSON.stringify(target.text)}, which is no root, unit or account.`,
        attribute,
      );
    case "unknown":
      return unknown(`What it is attached to is not known: ${target.reason}.`, attribute);
    case "unit":
    case "account": {
      const reaches = rekognitionAccounts(context).map((account) => reachOf(target, account, context));
      const named = `${target.kind === "unit" ? "the organizational unit" : "account"} ${target.id}`;
      if (reaches.includes("in")) return pass(`It is attached to ${named}, which is in scope.`, attribute);
      if (reaches.includes("assumed")) {
        return pass(
          `It is attached to ${named}: that the accounts in scope are in it is taken for granted, as nothing here says otherwise.`,
          attribute,
        );
      }
      return reaches.includes("maybe")
        ? unknown(
            `It is attached to ${named}. Whether Rekognition is used there is not known: review it together with the workload, and set \`allowed_account_ids\` of its provider, or give --account.`,
            attribute,
          )
        : fail(`It is attached to ${named}, but Rekognition is used elsewhere.`, attribute);
    }
  }
}
