import { judges, KEY_ARN } from "../support/judges";
import { allow, attachments, document, granted, rolePolicy } from "./support/grants";

const keys = "arn:aws:kms:eu-west-1:111122223333:key";
const via = { Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } };

judges("RKG-ACCESS-06", [
  { name: "it names the key", verdict: "pass", given: granted(allow("kms:Decrypt", KEY_ARN)) },
  {
    name: "it refers to the key",
    verdict: "pass",
    given: {
      resource: {
        aws_kms_key: { faces: {} },
        aws_iam_role_policy: {
          verify: {
            policy: document(allow(["kms:Decrypt", "kms:GenerateDataKey*"], "${aws_kms_key.faces.arn}")),
          },
        },
      },
    },
  },
  {
    name: "it refers to a key of another state",
    verdict: "pass",
    given: granted(allow("kms:*", "${data.terraform_remote_state.keys.outputs.key_arn}")),
  },
  {
    name: "it names the key in a region and account that are references",
    verdict: "pass",
    given: granted(allow("kms:Decrypt", "arn:aws:kms:${var.region}:${var.account}:key/${var.key_id}")),
  },
  { name: "it describes every key", verdict: "pass", given: granted(allow(["kms:Describe*", "kms:List*"])) },
  { name: "it is on every bucket, not key", verdict: "pass", given: granted(allow("*", "arn:aws:s3:::*")) },
  {
    name: "it takes keys by how they begin",
    verdict: "pass",
    given: granted(allow("kms:Decrypt", `${keys}/mrk-*`)),
  },
  {
    name: "another statement denies it everywhere",
    verdict: "pass",
    given: granted(allow("*"), { Effect: "Deny", Action: "kms:*", Resource: "*" }),
  },
  {
    name: "all but KMS is allowed",
    verdict: "pass",
    given: granted({ Effect: "Allow", NotAction: "kms:*", Resource: "*" }),
  },
  {
    name: "no key is left",
    verdict: "pass",
    given: granted({ Effect: "Allow", Action: "kms:*", NotResource: "arn:aws:kms:*:*:key/*" }),
  },
  {
    name: "an AWS policy allows none",
    verdict: "pass",
    given: {
      resource: {
        aws_iam_role: {
          verify: { managed_policy_arns: ["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"] },
        },
      },
    },
  },
  ...[
    "kms:Decrypt",
    "kms:De*",
    "kms:*",
    "*",
    "KMS:decrypt",
    "kms:GenerateDataKey",
    "kms:ReEncrypt*",
    "kms:?ecrypt",
  ].map((action) => ({
    name: `it allows ${action} on everything`,
    verdict: "fail" as const,
    given: granted(allow(action)),
    evidence: "aws_iam_role_policy.verify policy",
  })),
  ...[
    "arn:aws:kms:*:*:key/*",
    "arn:aws:kms:*:*:*",
    "arn:aws:*",
    `${keys}/*`,
    `${keys}/????????-*`,
    "arn:aws:kms:${data.aws_region.now.name}:${data.aws_caller_identity.now.account_id}:key/*",
    "arn:${data.aws_partition.now.partition}:kms:*:*:key/*",
    "arn:aws-cn:kms:cn-north-1:111122223333:key/*",
  ].map((resource) => ({
    name: `it decrypts on ${resource}`,
    verdict: "fail" as const,
    given: granted(allow("kms:Decrypt", resource)),
    reason: /kms:Decrypt on every key/,
  })),
  {
    name: "it decrypts with keys by every way to begin",
    verdict: "fail",
    given: granted(
      allow(
        "kms:Decrypt",
        [..."0123456789abcdef"].map((digit) => `${keys}/${digit}*`),
      ),
    ),
  },
  {
    name: "it decrypts with every key through S3",
    verdict: "fail",
    given: granted({ ...allow("kms:Decrypt"), ...via }),
  },
  {
    name: "it leaves one key out",
    verdict: "fail",
    given: granted({ Effect: "Allow", Action: "kms:Decrypt", NotResource: KEY_ARN }),
  },
  {
    name: "it leaves the keys of one region out",
    verdict: "fail",
    given: granted({ Effect: "Allow", Action: "kms:Decrypt", NotResource: `${keys}/*` }),
  },
  {
    name: "it allows all but IAM",
    verdict: "fail",
    given: granted({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
  },
  {
    name: "a Deny takes one key away",
    verdict: "fail",
    given: granted(allow("kms:Decrypt"), { Effect: "Deny", Action: "kms:*", Resource: KEY_ARN }),
  },
  {
    name: "a Deny holds but through S3",
    verdict: "fail",
    given: granted(allow("kms:Decrypt"), {
      Effect: "Deny",
      Action: "kms:*",
      Resource: "*",
      Condition: { StringNotEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    }),
  },
  {
    name: "it is no valid policy",
    verdict: "fail",
    given: rolePolicy("{"),
  },
  ...attachments("arn:aws:iam::aws:policy/PowerUserAccess").map(([how, given]) => ({
    name: `PowerUserAccess is given ${how}`,
    verdict: "fail" as const,
    given,
  })),
  {
    name: "a variable holds the key",
    verdict: "unknown",
    given: granted(allow("kms:Decrypt", "${var.key_arn}")),
  },
  {
    name: "an expression holds the keys",
    verdict: "unknown",
    given: granted(allow("kms:Decrypt", '${join(",", var.keys)}')),
  },
  {
    name: "a variable may deny it",
    verdict: "unknown",
    given: granted(allow("kms:Decrypt"), { Effect: "Deny", Action: "${var.action}", Resource: "*" }),
  },
  {
    name: "a variable decides whether it is denied or allowed",
    verdict: "unknown",
    given: granted({ ...allow("kms:Decrypt"), Effect: "${var.effect}" }),
  },
  { name: "a variable holds the policy", verdict: "unknown", given: rolePolicy("${var.policy}") },
  {
    name: "it only attaches what is judged by itself",
    verdict: "not-applicable",
    subject: "aws_iam_role.verify",
    given: {
      resource: {
        aws_iam_policy: { read: { policy: document(allow("kms:Decrypt", KEY_ARN)) } },
        aws_iam_role: { verify: { managed_policy_arns: ["${aws_iam_policy.read.arn}"] } },
      },
    },
  },
  { name: "there is no policy", verdict: "not-applicable", given: {} },
]);
