import { judges } from "../support/judges";
import { allow, attachments, document, granted, rolePolicy } from "./support/grants";

judges("RKG-ACCESS-07", [
  {
    name: "it names the bucket",
    verdict: "pass",
    given: granted(allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::faces/*")),
  },
  {
    name: "it refers to the bucket, in an aws_iam_policy_document",
    verdict: "pass",
    given: {
      data: {
        aws_iam_policy_document: {
          read: {
            statement: [{ actions: ["s3:GetObject"], resources: ["${aws_s3_bucket.faces.arn}/members/*"] }],
          },
        },
      },
      resource: {
        aws_s3_bucket: { faces: {} },
        aws_iam_role_policy: { verify: { policy: "${data.aws_iam_policy_document.read.json}" } },
      },
    },
  },
  {
    name: "the bucket's name is a variable",
    verdict: "pass",
    given: granted(allow("s3:*", ["arn:aws:s3:::${var.bucket}", "arn:aws:s3:::${var.bucket}/*"])),
  },
  {
    name: "it takes buckets by how they begin",
    verdict: "pass",
    given: granted(allow("s3:*", "arn:aws:s3:::faces-*")),
  },
  {
    name: "it lists every bucket",
    verdict: "pass",
    given: granted(allow(["s3:List*", "s3:GetBucketLocation"])),
  },
  { name: "it is on keys", verdict: "pass", given: granted(allow("*", "arn:aws:kms:*:*:key/*")) },
  {
    name: "no object is left",
    verdict: "pass",
    given: granted({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::*/*" }),
  },
  ...[
    "s3:GetObject",
    "s3:Get*",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:*",
    "*",
    "S3:getobject",
    "s3:GetObjectVersion",
  ].map((action) => ({
    name: `it allows ${action} on everything`,
    verdict: "fail" as const,
    given: granted(allow(action)),
    evidence: "aws_iam_role_policy.verify policy",
  })),
  ...[
    "arn:aws:s3:::*",
    "arn:aws:s3:::*/*",
    "arn:aws:s3:::*/members/*",
    "arn:aws:s3:::*.jpg",
    "arn:aws:s3:::???*",
    "arn:*:s3:::*/*",
    "arn:aws:s3:*:*:*",
  ].map((resource) => ({
    name: `it reads ${resource}`,
    verdict: "fail" as const,
    given: granted(allow("s3:GetObject", resource)),
    reason: /s3:GetObject on every bucket/,
  })),
  {
    name: "it reads every bucket of the account",
    verdict: "fail",
    given: granted({
      ...allow("s3:GetObject"),
      Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
    }),
  },
  {
    name: "it leaves one bucket out",
    verdict: "fail",
    given: granted({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::secret/*" }),
  },
  {
    name: "it leaves a prefix of every bucket out",
    verdict: "fail",
    given: granted({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::*/secret/*" }),
  },
  {
    name: "an inline policy of a role allows it",
    verdict: "fail",
    given: {
      resource: { aws_iam_role: { verify: { inline_policy: { policy: document(allow("s3:GetObject")) } } } },
    },
  },
  ...attachments("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess").map(([how, given]) => ({
    name: `AmazonS3ReadOnlyAccess is given ${how}`,
    verdict: "fail" as const,
    given,
  })),
  {
    name: "a variable holds the ARN",
    verdict: "unknown",
    given: granted(allow("s3:GetObject", "${var.arn}")),
  },
  { name: "a variable holds the policy", verdict: "unknown", given: rolePolicy("${var.policy}") },
  {
    name: "a variable holds what is left out",
    verdict: "unknown",
    given: granted({ Effect: "Allow", Action: "s3:GetObject", NotResource: "${var.arn}" }),
  },
  {
    name: "a policy variable of IAM is in the ARN",
    verdict: "unknown",
    given: granted(allow("s3:GetObject", "arn:aws:s3:::$${aws:username}/*")),
  },
  {
    name: "a managed policy elsewhere decides",
    verdict: "unknown",
    given: {
      resource: { aws_iam_role: { verify: { managed_policy_arns: ["arn:aws:iam::111122223333:policy/x"] } } },
    },
  },
  {
    name: "a role carries nothing",
    verdict: "not-applicable",
    given: { resource: { aws_iam_role: { verify: { name: "verify" } } } },
  },
]);
