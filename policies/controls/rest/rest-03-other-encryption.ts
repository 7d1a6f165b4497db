import type { Resource } from "../../configuration/resource";
import type { Scope } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, notApplicable, unknown } from "../judgement";
import { judgeDenies } from "../support/attachments";
import { bucketArn, dataBuckets } from "../support/buckets";
import { defaultKeyOf } from "../support/default-encryption";
import { SSE_ALGORITHM, SSE_KEY_ID } from "../support/encryption-headers";

const KMS = ["aws:kms", "aws:kms:dsse"];

export const otherEncryption = control({
  id: "RKG-REST-03",
  title: "Buckets refuse uploads that name another encryption",
  severity: "medium",
  subject: "bucket",
  rationale:
    "Headers of an upload override the default encryption. A face image that is stored under another key, or under none of yours, is out of reach of your key's policy, for everybody who may read the bucket.",
  remediation: {
    text: "Deny `s3:PutObject` to everybody where the header names another algorithm, another key, or `aws:kms` without a key id. Ask that the header is there (`Null` false), so that uploads without headers stay allowed.",
    terraform: `data "aws_iam_policy_document" "faces" {
  statement {
    effect    = "Deny"
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.faces.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Null"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = ["false"]
    }
    condition {
      test     = "ArnNotEquals"
      variable = "s3:x-amz-server-side-encryption-aws-kms-key-id"
      values   = [aws_kms_key.faces.arn]
    }
  }
  # Two more: Null(s3:x-amz-server-side-encryption) = false and StringNotEquals to ["aws:kms", "aws:kms:dsse"];
  # StringEquals to them and Null(s3:x-amz-server-side-encryption-aws-kms-key-id) = true.
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // its policy denies all three`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-28(1)", suggested: true },
    { framework: "NIST 800-53 r5", id: "SC-13", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  differs: "General scanners look at the default encryption only, which every upload may override.",
  subjects: dataBuckets,
  judge(bucket, context) {
    const key = defaultKeyOf(bucket, context);
    if (key.kind === "none") {
      return notApplicable(
        "The bucket's default encryption has no customer managed key to insist on: RKG-REST-01 says so.",
        bucket,
      );
    }
    const fixed = [
      judgeUploads(bucket, context, "another algorithm", {
        Null: { [SSE_ALGORITHM]: "false" },
        StringNotEquals: { [SSE_ALGORITHM]: KMS },
      }),
      judgeUploads(bucket, context, "KMS without a key id, which is the key of AWS", {
        StringEquals: { [SSE_ALGORITHM]: KMS },
        Null: { [SSE_KEY_ID]: "true" },
      }),
    ];
    if (key.kind === "unknown") {
      return all([
        ...fixed,
        unknown(`Which key the bucket encrypts with is not known: ${key.reason}.`, bucket),
      ]);
    }
    const otherKey =
      key.arn === undefined
        ? unknown(
            "The ARN of the key that the bucket encrypts with is not known: name it by its ARN.",
            key.attribute,
          )
        : judgeUploads(bucket, context, "another key", {
            // S3 refuses a key id beside any other algorithm.
            StringEquals: { [SSE_ALGORITHM]: KMS },
            Null: { [SSE_KEY_ID]: "false" },
            ArnNotEquals: { [SSE_KEY_ID]: key.arn },
          });
    return all([...fixed, otherKey]);
  },
});

const judgeUploads = (
  bucket: Resource,
  context: ReviewContext,
  what: string,
  Condition: Scope["Condition"] & object,
): Judgement =>
  judgeDenies(
    bucket,
    context,
    { Action: "s3:PutObject", Resource: `${bucketArn(bucket)}/*`, Condition },
    {
      holds: `Every upload that names ${what} is denied.`,
      breaks: `An upload that names ${what} is not denied.`,
      absent: fail("The bucket has no policy, so an upload may name any encryption.", bucket),
    },
  );
