import { control } from "../control";
import { grantHolders, judgeGrants } from "../support/identity-grants";
import { judgeBreadth } from "../support/judge-breadth";
import { judgeManaged } from "../support/managed-policies";
import { ANY_PARTITION, NAMES, REST } from "../support/wildcard-samples";

const ACTIONS = [
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
];
const OBJECTS = NAMES.map((name) => `arn:${ANY_PARTITION}:s3:::${name}/${REST}`);
const QUESTIONS = ACTIONS.map((action) => ({ action, samples: OBJECTS, every: "bucket" }));

export const everyBucket = control({
  id: "RKG-ACCESS-07",
  title: "Nobody may read, write or delete objects in every bucket",
  severity: "high",
  subject: "role, policy",
  rationale:
    "A permission on every bucket reaches the face images too, though nobody asked for them: a report that reads its own bucket could copy every member's picture.",
  remediation: {
    text: "Name the bucket and, where it is known, the prefix.",
    terraform: `data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.faces.arn}/members/*"]
  }
}`,
    typescript: `faces.grantRead(role, { prefixes: ["members/"] });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-3", suggested: true },
    { framework: "NIST 800-53 r5", id: "AC-6", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
    { framework: "GDPR", id: "Art. 25", suggested: true },
  ],
  differs:
    "A prefix in every bucket (`arn:aws:s3:::*/members/*`) is every bucket, and so is a NotResource that leaves out a few. Conditions do not count.",
  subjects: grantHolders,
  judge: (holder, context) =>
    judgeGrants(holder, context, {
      document: (policy, document) =>
        judgeBreadth(
          policy,
          document,
          QUESTIONS,
          "The policy allows no access to the objects of every bucket.",
        ),
      managed: (managed) =>
        judgeManaged(managed, "objects", {
          breaks: "allows access to the objects of every bucket",
          holds: "allows no access to the objects of every bucket",
        }),
    }),
});
