import { control } from "../control";
import { fail } from "../judgement";
import { judgeDenies } from "../support/attachments";
import { buckets, everythingIn } from "../support/buckets";

export const oldTls = control({
  id: "RKG-TRANSIT-02",
  title: "Buckets deny every request under TLS 1.2",
  severity: "medium",
  subject: "bucket",
  rationale:
    "TLS 1.0 and 1.1 can be broken by whoever listens. What S3 accepts is AWS's choice; the bucket's policy makes it yours, also where an old proxy or endpoint stands between.",
  remediation: {
    text: "Deny `s3:*` on the bucket and its objects to everybody where `s3:TlsVersion` is less than 1.2, in a statement of its own: plain HTTP has no TLS version.",
    terraform: `data "aws_iam_policy_document" "faces" {
  statement {
    sid       = "DenyTlsBelow12"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.faces.arn, "\${aws_s3_bucket.faces.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "NumericLessThan"
      variable = "s3:TlsVersion"
      values   = ["1.2"]
    }
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // its policy denies TLS under 1.2`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-8", suggested: true },
    { framework: "NIST 800-53 r5", id: "SC-13", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  differs:
    "General scanners do not ask for it, or take `aws:SecureTransport` and `s3:TlsVersion` in one statement, which denies nothing.",
  subjects: buckets,
  judge: (bucket, context) =>
    judgeDenies(
      bucket,
      context,
      {
        Action: "s3:*",
        Resource: everythingIn(bucket),
        Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
      },
      {
        holds: "Every request under TLS 1.2 is denied.",
        breaks: "A request under TLS 1.2 is not denied.",
        absent: fail("The bucket has no policy, so old TLS is not refused.", bucket),
      },
    ),
});
