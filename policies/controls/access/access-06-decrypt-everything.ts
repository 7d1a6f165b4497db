import { control } from "../control";
import { grantHolders, judgeGrants } from "../support/identity-grants";
import { judgeBreadth } from "../support/judge-breadth";
import { judgeManaged } from "../support/managed-policies";
import { ANY_PARTITION, KEY_IDS, OPEN } from "../support/wildcard-samples";

const ACTIONS = [
  "kms:Decrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:GenerateDataKeyPair",
  "kms:GenerateDataKeyPairWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];
const KEYS = KEY_IDS.map((id) => `arn:${ANY_PARTITION}:kms:${OPEN}:${OPEN}:key/${id}`);
const QUESTIONS = ACTIONS.map((action) => ({ action, samples: KEYS, every: "key" }));

export const decryptEverything = control({
  id: "RKG-ACCESS-06",
  title: "Nobody may decrypt with every key",
  severity: "high",
  subject: "role, policy",
  rationale:
    "The key is the last lock of a face image. A permission on every key opens this one too, and every one that comes later.",
  remediation: {
    text: "Name the keys. A condition such as `kms:ViaService` is good beside the ARN, and does not replace it.",
    terraform: `data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.faces.arn]
    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.eu-west-1.amazonaws.com"]
    }
  }
}`,
    typescript: `key.grantDecrypt(role, "s3");`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "KMS.1" },
    { framework: "AWS Security Hub", id: "KMS.2" },
    { framework: "AWS Config", id: "iam-customer-policy-blocked-kms-actions" },
    { framework: "AWS Config", id: "iam-inline-policy-blocked-kms-actions" },
    { framework: "NIST 800-53 r5", id: "AC-2" },
    { framework: "NIST 800-53 r5", id: "AC-3" },
    { framework: "NIST 800-53 r5", id: "AC-5" },
    { framework: "NIST 800-53 r5", id: "AC-6" },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  differs:
    "Every key of one region or account is every key here too, and so is a NotResource that leaves out a few. As in KMS.1 and KMS.2, conditions do not count.",
  subjects: grantHolders,
  judge: (holder, context) =>
    judgeGrants(holder, context, {
      document: (policy, document) =>
        judgeBreadth(policy, document, QUESTIONS, "The policy allows no decryption with every key."),
      managed: (managed) =>
        judgeManaged(managed, "keys", {
          breaks: "allows decryption with every key",
          holds: "allows no decryption with every key",
        }),
    }),
});
