import { ACCOUNT, judges } from "../support/judges";
import {
  ADMIN,
  allow,
  companionOf,
  deny,
  document,
  keyOf,
  keyWith,
  READER,
  ROOT,
  root,
} from "./key-policies";

const ADMINISTRATION = ["kms:PutKeyPolicy", "kms:Get*", "kms:ScheduleKeyDeletion", "kms:DisableKey"];
const admin = allow({ AWS: ADMIN }, ADMINISTRATION);
/** As the console writes it. */
const CONSOLE = [
  "kms:Create*",
  "kms:Describe*",
  "kms:Enable*",
  "kms:List*",
  "kms:Put*",
  "kms:Update*",
  "kms:Revoke*",
  "kms:Disable*",
  "kms:Get*",
  "kms:Delete*",
];
const use = allow({ AWS: READER }, [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
  "kms:DescribeKey",
]);

judges("RKG-REST-15", [
  {
    name: "an administrator, and somebody else who uses",
    verdict: "pass",
    given: keyWith(root, admin, use),
    evidence: "aws_kms_key.faces policy",
  },
  {
    name: "a policy of its own resource",
    verdict: "pass",
    given: companionOf("${aws_kms_key.faces.key_id}", root, admin),
    evidence: "aws_kms_key_policy.faces policy",
  },
  {
    name: "an aws_iam_policy_document",
    verdict: "pass",
    given: keyOf("${data.aws_iam_policy_document.key.json}", {
      data: {
        aws_iam_policy_document: {
          key: {
            statement: [
              {
                actions: ADMINISTRATION,
                resources: ["*"],
                principals: [{ type: "AWS", identifiers: [ADMIN] }],
              },
            ],
          },
        },
      },
    }),
  },
  {
    name: "all actions, less those of use",
    verdict: "pass",
    given: keyWith(
      allow({ AWS: ADMIN }, undefined, undefined, {
        NotAction: ["kms:*crypt*", "kms:GenerateDataKey*", "kms:CreateGrant"],
      }),
    ),
  },
  {
    name: "what the console gives, less what a Deny takes away",
    verdict: "pass",
    given: keyWith(allow({ AWS: ADMIN }, CONSOLE), deny("kms:CreateGrant", undefined, { AWS: ADMIN })),
  },
  {
    name: "what the console gives: kms:Create* holds kms:CreateGrant",
    verdict: "fail",
    given: keyWith(root, allow({ AWS: ADMIN }, CONSOLE)),
    evidence: "aws_kms_key.faces policy",
    witness: { action: "kms:CreateGrant" },
  },
  { name: "everything", verdict: "fail", given: keyWith(root, allow({ AWS: ADMIN }, "kms:*")) },
  {
    name: "everything, in other letters",
    verdict: "fail",
    given: keyWith(root, allow({ AWS: ADMIN }, "KMS:*")),
  },
  {
    name: "NotAction",
    verdict: "fail",
    given: keyWith(allow({ AWS: ADMIN }, undefined, undefined, { NotAction: "kms:Encrypt" })),
  },
  {
    name: "use in a statement of its own",
    verdict: "fail",
    given: keyWith(root, admin, allow({ AWS: [READER, ADMIN] }, "kms:Decrypt")),
    witness: { action: "kms:Decrypt", principal: { arn: ADMIN } },
  },
  {
    name: "use by a condition on who it is",
    verdict: "fail",
    given: keyWith(
      root,
      admin,
      allow({ AWS: ROOT }, "kms:Decrypt", { ArnEquals: { "aws:PrincipalArn": ADMIN } }),
    ),
    witness: { principal: { arn: ADMIN } },
  },
  {
    name: "use by everybody of the account",
    verdict: "fail",
    given: keyWith(admin, allow("*", "kms:Decrypt", { StringEquals: { "kms:CallerAccount": ACCOUNT } })),
  },
  {
    name: "everybody administers and uses",
    verdict: "fail",
    given: keyWith(allow("*", "kms:*", { StringEquals: { "kms:CallerAccount": ACCOUNT } })),
  },
  {
    name: "two administrators, one of whom uses",
    verdict: "fail",
    given: keyWith(admin, allow({ AWS: READER }, ["kms:DisableKey", "kms:ReEncryptTo"])),
  },
  { name: "AWS refuses the policy", verdict: "fail", given: keyOf("{") },
  { name: "a variable for the policy", verdict: "unknown", given: keyOf("${var.policy}") },
  {
    name: "a variable for an action",
    verdict: "unknown",
    given: keyOf(document(root, allow({ AWS: ADMIN }, "kms:${var.action}"))),
  },
  {
    name: "a variable for a user",
    verdict: "unknown",
    given: keyOf(document(root, admin, allow({ AWS: "${var.reader}" }, "kms:Decrypt"))),
  },
  {
    name: "a policy that a module may hold",
    verdict: "unknown",
    given: { resource: { aws_kms_key: { faces: {} } }, module: { policy: { source: "./policy" } } },
  },
  {
    name: "the default policy",
    verdict: "not-applicable",
    given: { resource: { aws_kms_key: { faces: {} } } },
  },
  { name: "the root alone", verdict: "not-applicable", given: keyWith(root, use) },
  { name: "no key", verdict: "not-applicable", given: {} },
]);
