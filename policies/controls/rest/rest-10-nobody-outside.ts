import { companionsOf } from "../../configuration/links/companions";
import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { ACCOUNT_UNKNOWN, accountOf } from "../support/accounts";
import { judgeAnswer } from "../support/attachments";
import { judgeKeyPolicies } from "../support/key-policies";
import { keys } from "../support/key-settings";
import { judgeForAccount } from "../support/own-accounts";
import { ownRequests } from "../support/own-principals";

export const nobodyOutside = control({
  id: "RKG-REST-10",
  title: "Nobody outside the account may use a key",
  severity: "critical",
  subject: "key",
  rationale:
    "Whoever may decrypt with the key has the last thing that is missing once images are copied away. A service without a source to confine it acts for every customer of AWS: the confused deputy.",
  remediation: {
    text: "Name principals of the account only, or add `kms:CallerAccount` or `aws:PrincipalOrgID`. Confine services by `aws:SourceAccount`, `aws:SourceArn` or the encryption context.",
    terraform: `data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
  }
}`,
    typescript: `new CustomerManagedKey(this, "Key", { aliases: ["face-images"] }); // each use is confined to the account`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "KMS.5" },
    { framework: "AWS Config", id: "kms-key-policy-no-public-access" },
    { framework: "NIST 800-53 r5", id: "AC-3", suggested: true },
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
    { framework: "Prowler", id: "kms_key_not_publicly_accessible" },
    { framework: "Checkov", id: "CKV_AWS_33" },
  ],
  differs:
    "General scanners look for `*` as principal. Here `*` may be right where a condition confines it, and a named principal of another account, a service without a source, or a grant is not.",
  subjects: keys,
  judge: (key, context) =>
    all([
      judgeKeyPolicies(
        key,
        context,
        pass("The key has the default policy, which is for its own account.", key),
        (document, policy) =>
          judgeForAccount(key, policy, context, (account) =>
            judgeAnswer(
              context.policies.allowsOnly(document, ownRequests(policy, account, context)),
              document,
              {
                holds: "Its policy allows nobody outside the account anything.",
                breaks:
                  "Its policy allows somebody who is not of the account, or a service that nothing confines to it.",
              },
            ),
          ),
      ),
      ...companionsOf(context.configuration, key, "aws_kms_grant", "key_id").sure.map((grant) =>
        judgeGrant(grant, key, context),
      ),
    ]),
});

/** A grant lets somebody use the key beside its policy. */
function judgeGrant(grant: Resource, key: Resource, context: ReviewContext): Judgement {
  const grantee = grant.get("grantee_principal");
  const account = accountOf(key, context);
  if (grantee.string !== undefined) {
    const owner = grantee.string.startsWith("arn:") ? grantee.string.split(":")[4] : account;
    if (owner === account && account !== undefined)
      return pass("The grant is to somebody of the account.", grantee);
    return account === undefined || !/^\d{12}$/.test(account)
      ? unknown(ACCOUNT_UNKNOWN, grantee)
      : fail(`The grant lets ${grantee.string} use the key, who is not of the account.`, grantee);
  }
  const granted = grantee.references.flatMap(({ resources }) => resources);
  if (
    granted.length > 0 &&
    granted.every((each) => each.mode === "managed" && accountOf(each, context) === account)
  )
    return pass("The grant is to somebody of the account.", grantee);
  return unknown(
    "To whom the grant is, is not known: review the plan, or write the ARN in the configuration.",
    grantee,
  );
}
