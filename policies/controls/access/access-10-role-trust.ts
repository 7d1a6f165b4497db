import type { Resource } from "../../configuration/resource";
import type { Scopes } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, unknown } from "../judgement";
import { ACCOUNT_UNKNOWN, accountOf } from "../support/accounts";
import { judgeAnswer, judgeFaults } from "../support/attachments";

const REKOGNITION = "rekognition.amazonaws.com";
const NOBODY = "000000000000";

const inside = (account: string): Scopes => [
  { Principal: { AWS: account } },
  { Principal: { Service: "*" } },
];

/** Everybody but Rekognition, and Rekognition where it works for the account. */
const confined = (account: string): Scopes => [
  { NotPrincipal: { Service: REKOGNITION } },
  {
    Principal: { Service: REKOGNITION },
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": `arn:*:rekognition:*:${account}:*` },
    },
  },
];

/** Everybody but Rekognition, and Rekognition where the role asks for whom. */
const BOUND: Scopes = [
  { NotPrincipal: { Service: REKOGNITION } },
  {
    Principal: { Service: REKOGNITION },
    Condition: { Null: { "aws:SourceAccount": "false", "aws:SourceArn": "false" } },
  },
];

function judgeTrust(role: Resource, context: ReviewContext): Judgement {
  const { policies } = context;
  const attribute = role.get("assume_role_policy");
  const document = policies.documentIn(role, attribute, "trust");
  if (document.document === undefined || document.document === "")
    return fail("The role does not say whom it trusts.", role);
  const faulty = judgeFaults(document, policies.faultsOf(document));
  if (faulty !== undefined) return faulty;
  const account = accountOf(role, context);
  const judged = all([
    judgeAnswer(policies.allowsOnly(document, inside(account ?? NOBODY)), document, {
      holds: "The role trusts only services and principals of the account.",
      breaks: "The role trusts somebody outside the account.",
    }),
    judgeAnswer(policies.allowsOnly(document, confined(account ?? NOBODY)), document, {
      holds: "Rekognition may take the role for the account only, if at all.",
      breaks:
        "Rekognition may take the role for others: confine it by `aws:SourceAccount` and by an `aws:SourceArn` of the account.",
    }),
  ]);
  if (account !== undefined || judged.verdict !== "fail" || judged.witness?.principal.type === "anonymous")
    return judged;
  const bound = judgeAnswer(policies.allowsOnly(document, BOUND), document, {
    holds: ACCOUNT_UNKNOWN,
    breaks: "Rekognition may take the role for whatever account.",
  });
  return bound.verdict === "fail" ? bound : unknown(ACCOUNT_UNKNOWN, attribute);
}

export const roleTrust = control({
  id: "RKG-ACCESS-10",
  title: "Roles trust only services and principals of the account",
  severity: "medium",
  subject: "role",
  rationale:
    "Whoever may take a role has its access to face images. Rekognition takes a role for whoever names it in a request, so the role must say for which account and which of its resources.",
  remediation: {
    text: "Name principals of the account. Where Rekognition takes the role, add conditions on `aws:SourceAccount` and `aws:SourceArn`.",
    terraform: `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["rekognition.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:rekognition:eu-west-1:111122223333:streamprocessor/*"]
    }
  }
}`,
    typescript: `new LeastPrivilegeRole(this, "Role", { roleName, trustPolicy }); // trustPolicy with the same conditions`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-3", suggested: true },
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
  ],
  subjects: ({ configuration }) => configuration.ofType("aws_iam_role"),
  judge: judgeTrust,
});
