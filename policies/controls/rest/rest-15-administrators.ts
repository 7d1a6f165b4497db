import type { Policy, Statement } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, type Judgement, notApplicable, unknown } from "../judgement";
import { judgeAnswer } from "../support/attachments";
import { isForAccounts, judgeKeyPolicies, namedBy, partAllowsOnly, reaches } from "../support/key-policies";
import { keys } from "../support/key-settings";
import type { PolicyDocument } from "../support/policy-questions";

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"];
/** Whoever may do one of these administers the key. */
const ADMINISTRATION = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"];

export const administrators = control({
  id: "RKG-REST-15",
  title: "Administrators of a key cannot use it",
  severity: "medium",
  subject: "key",
  rationale:
    "Who looks after the key need not see faces. Two roles mean that one stolen credential is not enough; `kms:Create*`, as the console writes it, holds `kms:CreateGrant`, which hands the use to anybody.",
  remediation: {
    text: "Write the administrators' actions out, without `kms:*` and `kms:Create*`, and give use to other roles.",
    terraform: `data "aws_iam_policy_document" "key" {
  statement {
    actions = [
      "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation",
      "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion",
    ]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/key-administrator"]
    }
  }
}`,
    typescript: `new CustomerManagedKey(this, "Key", { aliases: ["face-images"], administratorArns: [administratorRoleArn] });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-5", suggested: true },
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.2", suggested: true },
  ],
  subjects: keys,
  judge: (key, context) =>
    judgeKeyPolicies(
      key,
      context,
      notApplicable("The key has the default policy, which names no administrator beside the account.", key),
      (document, policy) => judgeAdministrators(document, policy, context),
    ),
});

function judgeAdministrators(document: PolicyDocument, policy: Policy, context: ReviewContext): Judgement {
  const { attribute } = document;
  const allows = policy.statements.filter(({ effect }) => effect !== "Deny");
  const may = allows.filter((statement) => !isForAccounts(statement) && administers(statement) !== false);
  if (may.length === 0) {
    return notApplicable("The key's policy names no administrator beside the account itself.", attribute);
  }
  const sure = may.filter((statement) => statement.effect === "Allow" && administers(statement) === true);

  if (sure.length === 0) {
    return unknown(
      "Who administers the key is not known, as parts of its policy are not: review the plan, or the stack that knows them together with this one.",
      attribute,
    );
  }
  const words = {
    holds: "No administrator of the key may use it.",
    breaks: "An administrator of the key may use it, or hand its use on.",
  };
  const named = [...new Set(sure.flatMap((statement) => namedBy(statement)))];
  return all([
    judgeAnswer(
      partAllowsOnly(document, withDenies(policy, may), { NotAction: USE }, context),
      document,
      words,
    ),
    ...(named.length === 0
      ? []
      : [
          judgeAnswer(
            partAllowsOnly(
              document,
              withDenies(
                policy,
                allows.filter((statement) => !isDelegation(statement)),
              ),
              [{ NotAction: USE }, { Condition: { ArnNotEquals: { "aws:PrincipalArn": named } } }],
              context,
            ),
            document,
            words,
          ),
        ]),
  ]);
}

const withDenies = ({ kind, statements }: Policy, allows: readonly Statement[]): Policy => ({
  kind,
  statements: statements.filter((statement) => statement.effect === "Deny" || allows.includes(statement)),
});

function administers(statement: Statement): boolean | undefined {
  const reached = ADMINISTRATION.map((action) => reaches(statement, action));
  if (reached.includes(true)) return true;
  return reached.includes(undefined) ? undefined : false;
}

/** The statement of the root: IAM decides who of the account it is for. One that names somebody in a condition is for them. */
const isDelegation = (statement: Statement): boolean =>
  isForAccounts(statement) && !statement.conditions.some(({ key }) => key === "aws:principalarn");
