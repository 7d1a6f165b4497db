import type { Attribute } from "../../configuration/resource";
import { control } from "../control";
import { all, fail, type Judgement } from "../judgement";
import { buckets, judgeAbsence } from "../support/buckets";
import {
  covers,
  daysWithin,
  judgeCovered,
  lifecycleOf,
  rulesUnknown,
  type Sureness,
} from "../support/lifecycle";

/** How long what is deleted can be brought back, in days. */
const NONCURRENT_DAYS = 30;
/** How long an upload may be underway, in days. */
const UPLOAD_DAYS = 7;

export const erasure = control({
  id: "RKG-RETAIN-02",
  title: "What is deleted is erased: old versions within 30 days, incomplete uploads within 7",
  severity: "medium",
  subject: "bucket",
  rationale:
    "In a versioned bucket a deleted image is still there, only hidden, and so are the parts of an upload that broke off. A member who asks for erasure is told so only when they are gone.",
  remediation: {
    text: "Add an enabled lifecycle rule for every object that expires noncurrent versions after at most 30 days, keeps no newest ones, and aborts incomplete uploads after at most 7.",
    terraform: `rule {
  id     = "erase"
  status = "Enabled"
  filter {}
  noncurrent_version_expiration {
    noncurrent_days = 30
  }
  abort_incomplete_multipart_upload {
    days_after_initiation = 7
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", {
  bucketName, key, accessLogBucket, noncurrentRetentionDays: 30, incompleteUploadDays: 7,
});`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.10" },
    { framework: "AWS Config", id: "s3-version-lifecycle-policy-check" },
    { framework: "ISO 27001:2022", id: "A.8.10" },
    { framework: "GDPR", id: "Art. 17", suggested: true },
  ],
  differs:
    "General scanners want versions kept. Here they are a safety net of 30 days: `newer_noncurrent_versions` keeps them for ever, and fails.",
  subjects: buckets,
  judge(bucket, context) {
    const setting = lifecycleOf(bucket, context);
    if (setting.holders.length === 0)
      return judgeAbsence(
        bucket,
        setting,
        fail("The bucket has no lifecycle: old versions and broken uploads are kept for ever.", bucket),
      );
    return all(setting.holders.map(judgeRules));
  },
});

function judgeRules(holder: Attribute): Judgement {
  const rules = holder.blocks;
  if (rules === undefined) return rulesUnknown(holder);
  return all([
    judgeCovered(`old version expires within ${NONCURRENT_DAYS} days`, covers(rules, erasesVersions), holder),
    judgeCovered(
      `incomplete upload is aborted within ${UPLOAD_DAYS} days`,
      covers(rules, abortsUploads, false),
      holder,
    ),
  ]);
}

/** `noncurrent_days` of a companion, `days` of a bucket's own rule. */
function erasesVersions(rule: Attribute): Sureness {
  const expires = rule.get("noncurrent_version_expiration");
  const [days, ownDays] = [expires.get("noncurrent_days"), expires.get("days")];
  const keeps = expires.get("newer_noncurrent_versions");
  const erased = daysWithin(days.state === "absent" ? ownDays : days, NONCURRENT_DAYS);
  if (erased === "no" || (keeps.number ?? 0) > 0) return "no";
  return keeps.state === "configured" ? "unknown" : erased;
}

function abortsUploads(rule: Attribute): Sureness {
  const days = rule.get("abort_incomplete_multipart_upload").get("days_after_initiation");
  const ownDays = rule.get("abort_incomplete_multipart_upload_days");
  return daysWithin(days.state === "absent" ? ownDays : days, UPLOAD_DAYS);
}
