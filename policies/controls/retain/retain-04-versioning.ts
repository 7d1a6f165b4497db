import type { Attribute } from "../../configuration/resource";
import { control } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { buckets, judgeAbsence, settingOf } from "../support/buckets";

export const versioning = control({
  id: "RKG-RETAIN-04",
  title: "Buckets are versioned",
  severity: "medium",
  subject: "bucket",
  rationale:
    "A picture that is overwritten or deleted by mistake, or by an attacker, decides who is let in. For 30 days the version before can be brought back.",
  remediation: {
    text: "Turn versioning on. RKG-RETAIN-02 sees to it that old versions go.",
    terraform: `resource "aws_s3_bucket_versioning" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  versioning_configuration {
    status = "Enabled"
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // always on`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.14" },
    { framework: "AWS Config", id: "s3-bucket-versioning-enabled" },
    { framework: "NIST 800-53 r5", id: "CP-9" },
    { framework: "NIST 800-53 r5", id: "CP-10" },
    { framework: "NIST 800-53 r5", id: "SI-12" },
    { framework: "Prowler", id: "s3_bucket_object_versioning" },
    { framework: "Checkov", id: "CKV_AWS_21" },
    { framework: "Trivy", id: "AWS-0090" },
  ],
  subjects: buckets,
  judge(bucket, context) {
    const setting = settingOf(bucket, context, "aws_s3_bucket_versioning", "versioning_configuration", [
      "versioning",
    ]);
    if (setting.holders.length > 0) return all(setting.holders.map(judgeVersioning));
    const locked = bucket.get("object_lock_enabled");
    if (locked.boolean === true)
      return pass("The bucket has object lock, with which AWS turns versioning on for good.", locked);
    return judgeAbsence(bucket, setting, fail("The bucket is not versioned.", bucket));
  },
});

/** `status` in a companion, `enabled` in the bucket's own block. */
function judgeVersioning(block: Attribute): Judgement {
  const [status, enabled] = [block.get("status"), block.get("enabled")];
  const written = status.state === "absent" && enabled.state !== "absent" ? enabled : status;
  if (status.string === "Enabled" || enabled.boolean === true)
    return pass("The bucket is versioned.", written);
  return written.state === "configured"
    ? unknown("Whether the bucket is versioned is not known here; review a plan.", written)
    : fail("The bucket is not versioned.", written);
}
