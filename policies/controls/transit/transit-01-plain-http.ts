import { control } from "../control";
import { fail } from "../judgement";
import { judgeDenies } from "../support/attachments";
import { buckets, everythingIn } from "../support/buckets";

export const plainHttp = control({
  id: "RKG-TRANSIT-01",
  title: "Buckets deny every request without TLS",
  severity: "high",
  subject: "bucket",
  rationale:
    "A face image read over plain HTTP can be copied on the way. S3 listens on plain HTTP too, so the bucket's policy must refuse it, to everybody and for everything.",
  remediation: {
    text: "Deny `s3:*` on the bucket and its objects to everybody where `aws:SecureTransport` is false, with no other condition in the statement.",
    terraform: `data "aws_iam_policy_document" "faces" {
  statement {
    sid       = "DenyPlainHttp"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.faces.arn, "\${aws_s3_bucket.faces.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // its policy denies plain HTTP`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.5" },
    { framework: "AWS Config", id: "s3-bucket-ssl-requests-only" },
    { framework: "CIS AWS Foundations 3.0", id: "2.1.1" },
    { framework: "NIST 800-53 r5", id: "SC-8" },
    { framework: "NIST 800-53 r5", id: "AC-17(2)" },
    { framework: "GDPR", id: "Art. 32" },
    { framework: "Prowler", id: "s3_bucket_secure_transport_policy" },
    { framework: "Checkov", id: "CKV_AWS_379" },
  ],
  differs:
    "General scanners look for one statement of one shape. Here the policy is judged by what it denies: several statements may do it together, and one more condition in the statement is a hole.",
  subjects: buckets,
  judge: (bucket, context) =>
    judgeDenies(
      bucket,
      context,
      {
        Action: "s3:*",
        Resource: everythingIn(bucket),
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        holds: "Every request without TLS is denied.",
        breaks: "A request without TLS is not denied.",
        absent: fail("The bucket has no policy, so plain HTTP is not refused.", bucket),
      },
    ),
});
