import type { Attribute } from "../../configuration/resource";
import { control } from "../control";
import { all, any, fail, type Judgement, pass, unknown } from "../judgement";
import { judgeDenies } from "../support/attachments";
import { bucketArn, dataBuckets, judgeAbsence } from "../support/buckets";
import { encryptionRules } from "../support/default-encryption";
import { SSE_CUSTOMER_ALGORITHM } from "../support/encryption-headers";

export const customerProvidedKeys = control({
  id: "RKG-REST-04",
  title: "Buckets refuse keys that the uploader brings (SSE-C)",
  severity: "medium",
  subject: "bucket",
  rationale:
    "An image under a key that only the uploader has can be read neither by Rekognition nor by you, and who decrypts it leaves no trace in KMS. Ransomware encrypts buckets in this way.",
  remediation: {
    text: 'Block it with `blocked_encryption_types = ["SSE-C"]` in the bucket\'s default encryption (provider 6.22 or newer), or deny every upload that carries the header.',
    terraform: `resource "aws_s3_bucket_server_side_encryption_configuration" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  rule {
    blocked_encryption_types = ["SSE-C"]
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.faces.arn
    }
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // blocked, and denied by its policy`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-12", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
  ],
  differs:
    "S3 blocks SSE-C by itself in buckets made since April 2026. Nothing in a configuration shows when a bucket was made, so the setting must be there.",
  subjects: dataBuckets,
  judge(bucket, context) {
    const setting = encryptionRules(bucket, context);
    const blocked =
      setting.holders.length === 0
        ? judgeAbsence(bucket, setting, fail("The bucket does not block SSE-C.", bucket))
        : all(setting.holders.map((rule) => judgeBlocked(rule.get("blocked_encryption_types"))));
    if (blocked.verdict === "pass") return blocked;
    const denied = judgeDenies(
      bucket,
      context,
      {
        Action: "s3:PutObject",
        Resource: `${bucketArn(bucket)}/*`,
        Condition: { Null: { [SSE_CUSTOMER_ALGORITHM]: "false" } },
      },
      {
        holds: "Every upload with a key of the uploader's own is denied.",
        breaks: "An upload with a key of the uploader's own is not denied.",
        absent: fail("The bucket has no policy that denies it.", bucket),
      },
    );
    return any([blocked, denied]);
  },
});

function judgeBlocked(types: Attribute): Judgement {
  const listed = types.blocks;
  if (listed?.some(({ string }) => string === "SSE-C")) return pass("The bucket blocks SSE-C.", types);
  return types.state === "configured" || listed?.some(({ state }) => state === "configured")
    ? unknown(
        "Which encryption types the bucket blocks is not known: review the plan, or write the list in the configuration.",
        types,
      )
    : fail("The bucket does not block SSE-C.", types);
}
