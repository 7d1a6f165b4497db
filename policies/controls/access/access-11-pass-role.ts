import type { Policy, Statement } from "../../language";
import { control } from "../control";
import { all, fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import { allowing, takesEvery } from "../support/broad-grants";
import { grantHolders, judgeGrants } from "../support/identity-grants";
import { judgeManaged } from "../support/managed-policies";
import type { PolicyDocument } from "../support/policy-questions";
import { ANY_PARTITION, NAMES, OPEN } from "../support/wildcard-samples";

const PASS_ROLE = "iam:PassRole";
/** Roles, in paths and without. */
const ROLES = NAMES.map((name) => `arn:${ANY_PARTITION}:iam::${OPEN}:role/${name}`);

/** Whether a statement names the service in a condition that a request without one does not meet. */
function namesService({ conditions }: Statement): "yes" | "no" | "maybe" {
  const grants = conditions
    .filter(
      ({ key, operator }) =>
        key === "iam:passedtoservice" &&
        operator.family === "string" &&
        !operator.negated &&
        !operator.ifExists &&
        operator.quantifier !== "all",
    )
    .map(({ values, operator }) => {
      if (values.length === 0) return "no";
      const open = values.some(
        ({ source, opaque }) =>
          opaque === undefined &&
          operator.comparison === "like" &&
          /^[*?.]*(?:amazonaws\.com[*?]*|com[*?]*)?$/.test(source),
      );
      if (open) return "no";
      const known = values.every(
        ({ parts, opaque }) => opaque === undefined && parts.some((part) => typeof part === "string"),
      );
      return known ? "yes" : "maybe";
    });
  // Conditions of a statement hold together: one that names the service is enough.
  return grants.includes("yes") ? "yes" : grants.includes("maybe") ? "maybe" : "no";
}

function judgeStatement(statement: Statement, isSure: boolean, { attribute }: PolicyDocument): Judgement {
  const everyRole = takesEvery([statement], ROLES);
  const service = namesService(statement);
  if (everyRole === "no" && service === "yes")
    return pass("iam:PassRole names roles and the service they pass to.", attribute);
  if (isSure && everyRole === "yes") return fail("iam:PassRole is allowed for every role.", attribute);
  if (isSure && service === "no")
    return fail(
      "iam:PassRole does not name the service that the role passes to: `iam:PassedToService` in StringEquals.",
      attribute,
    );
  return unknown(
    "Whether iam:PassRole names roles and the service they pass to depends on parts that are not known: review with --synth cdktf.out.",
    attribute,
  );
}

function judgeDocument(policy: Policy, document: PolicyDocument): Judgement {
  const { sure, possible } = allowing(policy, PASS_ROLE);
  if (sure.length + possible.length === 0)
    return notApplicable("The policy does not allow iam:PassRole.", document.attribute);
  const together = takesEvery(sure, ROLES);
  return all([
    ...sure.map((statement) => judgeStatement(statement, true, document)),
    ...possible.map((statement) => judgeStatement(statement, false, document)),
    ...(sure.length > 1 && together === "yes"
      ? [fail("iam:PassRole is allowed for every role.", document.attribute)]
      : []),
  ]);
}

export const passRole = control({
  id: "RKG-ACCESS-11",
  title: "iam:PassRole names roles and the service they pass to",
  severity: "medium",
  subject: "role",
  rationale:
    "Whoever may pass any role to any service can start a function with the role that reads face images, and so read them without holding the permission.",
  remediation: {
    text: "Name the roles by ARN and the service with a condition on `iam:PassedToService`.",
    terraform: `data "aws_iam_policy_document" "pass" {
  statement {
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.stream_processor.arn]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["rekognition.amazonaws.com"]
    }
  }
}`,
    typescript: `role.addStatements({
  effect: "Allow",
  actions: ["iam:PassRole"],
  resources: [streamProcessorRole.roleArn],
  conditions: { StringEquals: { "iam:PassedToService": "rekognition.amazonaws.com" } },
});`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.2", suggested: true },
  ],
  differs: "A condition with IfExists names no service where the request names none.",
  subjects: grantHolders,
  judge: (holder, context) =>
    judgeGrants(holder, context, {
      document: judgeDocument,
      managed: (managed) =>
        judgeManaged(managed, "pass-role", {
          breaks: "allows iam:PassRole for every role",
          holds: "does not allow iam:PassRole for every role",
        }),
    }),
});
