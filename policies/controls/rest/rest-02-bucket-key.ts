import { control } from "../control";
import { all, fail, notApplicable, pass, unknown } from "../judgement";
import { dataBuckets, judgeAbsence, settingOf } from "../support/buckets";

export const bucketKey = control({
  id: "RKG-REST-02",
  title: "Buckets use an S3 Bucket Key",
  severity: "low",
  subject: "bucket",
  rationale:
    "Without it S3 asks KMS for every object: up to a hundred times the requests, which at a busy desk end in throttled reads of the member's picture.",
  remediation: {
    text: "Turn on `bucket_key_enabled` in the bucket's default encryption.",
    terraform: `resource "aws_s3_bucket_server_side_encryption_configuration" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.faces.arn
    }
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // always on`,
  },
  mappings: [{ framework: "ISO 27001:2022", id: "A.8.24", suggested: true }],
  subjects: dataBuckets,
  judge(bucket, context) {
    const setting = settingOf(bucket, context, "aws_s3_bucket_server_side_encryption_configuration", "rule", [
      "server_side_encryption_configuration",
      "rule",
    ]);
    if (setting.holders.length === 0) {
      return judgeAbsence(
        bucket,
        setting,
        notApplicable("The bucket has no default encryption of its own: RKG-REST-01 says so.", bucket),
      );
    }
    return all(
      setting.holders.map((rule) => {
        const enabled = rule.get("bucket_key_enabled");
        if (enabled.boolean === true) return pass("The bucket key is on.", enabled);
        return enabled.state === "configured"
          ? unknown("Whether the bucket key is on is known only after apply.", enabled)
          : fail("The bucket key is off.", enabled);
      }),
    );
  },
});
