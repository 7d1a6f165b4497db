import { control } from "../control";
import { all, fail, pass, unknown } from "../judgement";
import { buckets, judgeAbsence, settingOf } from "../support/buckets";

export const bucketOwnerEnforced = control({
  id: "RKG-ACCESS-02",
  title: "Buckets have no ACLs: their owner owns every object",
  severity: "medium",
  subject: "bucket",
  rationale:
    "An ACL is a second door to a face image that no policy shows, and an uploader from elsewhere would own what it wrote. With BucketOwnerEnforced only policies decide.",
  remediation: {
    text: "Set the object ownership of the bucket to BucketOwnerEnforced.",
    terraform: `resource "aws_s3_bucket_ownership_controls" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // owner enforced`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.12" },
    { framework: "AWS Config", id: "s3-bucket-acl-prohibited" },
    { framework: "NIST 800-53 r5", id: "AC-3" },
    { framework: "NIST 800-53 r5", id: "AC-6" },
    { framework: "ISO 27001:2022", id: "A.8.3", suggested: true },
    { framework: "Prowler", id: "s3_bucket_acl_prohibited" },
    { framework: "Checkov", id: "CKV2_AWS_65" },
  ],
  subjects: buckets,
  judge(bucket, context) {
    const setting = settingOf(bucket, context, "aws_s3_bucket_ownership_controls", "rule");
    if (setting.holders.length === 0)
      return judgeAbsence(bucket, setting, fail("The bucket does not say who owns its objects.", bucket));
    return all(
      setting.holders.map((rule) => {
        const ownership = rule.get("object_ownership");
        if (ownership.string === "BucketOwnerEnforced")
          return pass("The owner owns every object.", ownership);
        return ownership.string === undefined && ownership.state === "configured"
          ? unknown("The object ownership is known only after apply.", ownership)
          : fail("The object ownership is not BucketOwnerEnforced, so ACLs count.", ownership);
      }),
    );
  },
});
