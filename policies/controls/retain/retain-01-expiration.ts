import type { Attribute } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement } from "../judgement";
import { dataBuckets, judgeAbsence } from "../support/buckets";
import {
  covers,
  daysWithin,
  judgeCovered,
  lifecycleOf,
  rulesUnknown,
  type Sureness,
} from "../support/lifecycle";

const DAY = 86_400_000;

export const expiration = control({
  id: "RKG-RETAIN-01",
  title: "Face images expire within the limit that the settings set",
  severity: "medium",
  subject: "bucket",
  rationale:
    "Biometric data may be kept no longer than its purpose lasts. A rule of the bucket deletes what everybody has forgotten.",
  remediation: {
    text: "Add an enabled lifecycle rule without a prefix or tag that expires objects after at most the limit (1,095 days unless the settings say otherwise).",
    terraform: `resource "aws_s3_bucket_lifecycle_configuration" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = 1095
    }
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket, retentionDays: 1095 });`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.13" },
    { framework: "AWS Config", id: "s3-lifecycle-policy-check" },
    { framework: "Prowler", id: "s3_bucket_lifecycle_enabled" },
    { framework: "Checkov", id: "CKV2_AWS_61" },
    { framework: "ISO 27001:2022", id: "A.8.10" },
    { framework: "NIST 800-53 r5", id: "SI-12", suggested: true },
    { framework: "GDPR", id: "Art. 5(1)(e)", suggested: true },
  ],
  differs:
    "General scanners are content with any lifecycle rule. Here the rules together must reach every object, in time: a prefix, a tag, a disabled rule or a move to Glacier expires nothing of the rest.",
  noSubject: "The configuration has no bucket of images: one that only receives access logs is not judged.",
  subjects: dataBuckets,
  judge(bucket, context) {
    const setting = lifecycleOf(bucket, context);
    if (setting.holders.length === 0)
      return judgeAbsence(
        bucket,
        setting,
        fail("The bucket has no lifecycle: images are kept for ever.", bucket),
      );
    return all(setting.holders.map((holder) => judgeRules(holder, context)));
  },
});

function judgeRules(holder: Attribute, context: ReviewContext): Judgement {
  const limit = context.maximumRetentionDays;
  const rules = holder.blocks;
  if (rules === undefined) return rulesUnknown(holder);
  const covered = covers(rules, (rule) => expiresWithin(rule.get("expiration"), limit, context.today));
  return judgeCovered(`image expires within ${limit} days`, covered, holder);
}

/** A date that has passed expires everything at once; until one that comes, nobody knows how old what is there will be. */
function expiresWithin(expires: Attribute, limit: number, today: string): Sureness {
  const byDays = daysWithin(expires.get("days"), limit);
  if (byDays !== "no") return byDays;
  const date = expires.get("date");
  if (date.state === "configured") return "unknown";
  const days = (Date.parse(date.string ?? "") - Date.parse(today)) / DAY;
  if (days <= 0) return "yes";
  return days <= limit ? "unknown" : "no";
}
