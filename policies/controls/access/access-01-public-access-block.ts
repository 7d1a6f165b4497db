import { control } from "../control";
import { all, fail, pass, unknown } from "../judgement";
import { buckets, judgeAbsence, settingOf } from "../support/buckets";

const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

export const publicAccessBlock = control({
  id: "RKG-ACCESS-01",
  title: "Buckets block public access in all four ways",
  severity: "critical",
  subject: "bucket",
  rationale:
    "A public bucket of faces is a leak that nobody can take back: a face cannot be changed like a password. The block holds even where a policy or an ACL is later written wrongly.",
  remediation: {
    text: "Give the bucket a public access block with all four switches on.",
    terraform: `resource "aws_s3_bucket_public_access_block" "faces" {
  bucket                  = aws_s3_bucket.faces.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // all four are on`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.8" },
    { framework: "AWS Config", id: "s3-bucket-level-public-access-prohibited" },
    { framework: "CIS AWS Foundations 3.0", id: "2.1.4" },
    { framework: "NIST 800-53 r5", id: "AC-3" },
    { framework: "NIST 800-53 r5", id: "AC-6" },
    { framework: "NIST 800-53 r5", id: "AC-21" },
    { framework: "NIST 800-53 r5", id: "SC-7" },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
    { framework: "Prowler", id: "s3_bucket_level_public_access_block" },
    { framework: "Checkov", id: "CKV2_AWS_6" },
    { framework: "Checkov", id: "CKV_AWS_53" },
    { framework: "Checkov", id: "CKV_AWS_54" },
    { framework: "Checkov", id: "CKV_AWS_55" },
    { framework: "Checkov", id: "CKV_AWS_56" },
    { framework: "Trivy", id: "AWS-0086" },
    { framework: "Trivy", id: "AWS-0087" },
    { framework: "Trivy", id: "AWS-0091" },
    { framework: "Trivy", id: "AWS-0093" },
    { framework: "Trivy", id: "AWS-0094" },
  ],
  differs:
    "A block of the whole account does not count: it stands in another place, and may go without anybody looking at the bucket.",
  subjects: buckets,
  judge(bucket, context) {
    const settings = BLOCKS.map((name) => ({
      name,
      ...settingOf(bucket, context, "aws_s3_bucket_public_access_block", name),
    }));
    return all(
      settings.map((setting) => {
        const { name, holders } = setting;
        if (holders.length === 0)
          return judgeAbsence(bucket, setting, fail("The bucket has no public access block.", bucket));
        return all(
          holders.map((block) => {
            if (block.boolean === true) return pass("All four public access blocks are on.", block);
            return block.state === "configured"
              ? unknown(`Whether ${name} is on is known only after apply.`, block)
              : fail(`${name} is off.`, block);
          }),
        );
      }),
    );
  },
});
