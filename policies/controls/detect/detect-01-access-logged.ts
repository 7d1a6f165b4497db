import { linkTo } from "../../configuration/links/link";
import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { any, fail, type Judgement, pass, unknown } from "../judgement";
import { loggingOf } from "../support/access-logging";
import { dataBuckets } from "../support/buckets";
import { dataEventsOf, most, type Recorded } from "../support/data-events";
import { sameAccount, sameRegion } from "../support/places";

export const accessLogged = control({
  id: "RKG-DETECT-01",
  title: "Access to buckets is logged",
  severity: "medium",
  subject: "bucket",
  rationale:
    "Who read which member's face, and when, is the first question after a leak. Without a log of every access there is no answer.",
  remediation: {
    text: "Log the bucket's access to a bucket of its own, or record its data events, reads and writes, in a trail.",
    terraform: `resource "aws_s3_bucket_logging" "faces" {
  bucket        = aws_s3_bucket.faces.bucket
  target_bucket = aws_s3_bucket.access_logs.bucket
  target_prefix = "faces/"
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket: new AccessLogBucket(this, "AccessLogs", { bucketName: logs }) });`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.9" },
    { framework: "AWS Config", id: "s3-bucket-logging-enabled" },
    { framework: "AWS Config", id: "cloudtrail-s3-dataevents-enabled" },
    { framework: "CIS AWS Foundations 3.0", id: "3.8" },
    { framework: "CIS AWS Foundations 3.0", id: "3.9" },
    { framework: "NIST 800-53 r5", id: "AU-2" },
    { framework: "NIST 800-53 r5", id: "AU-3" },
    { framework: "NIST 800-53 r5", id: "AU-12" },
    { framework: "NIST 800-53 r5", id: "AC-6(9)" },
    { framework: "ISO 27001:2022", id: "A.8.15" },
    { framework: "GDPR", id: "Art. 30" },
    { framework: "Prowler", id: "s3_bucket_server_access_logging_enabled" },
    { framework: "Checkov", id: "CKV_AWS_18" },
    { framework: "Trivy", id: "AWS-0089" },
  ],
  differs:
    "General scanners ask for server access logging only. A trail that records every read and write of the bucket's objects is taken as well; one that records part of them is not.",
  subjects: dataBuckets,
  judge: (bucket, context) => {
    const judged = [...judgeLogging(bucket, context), ...judgeTrails(bucket, context)];
    return judged.length === 0 ? fail("No access to the bucket is logged.", bucket) : any(judged);
  },
});

function judgeLogging(bucket: Resource, context: ReviewContext): readonly Judgement[] {
  const { targets, doubt } = loggingOf(bucket, context);
  if (targets.length === 0)
    return doubt === undefined
      ? []
      : [unknown(`No access log is found for ${bucket.address}, but ${doubt}.`, bucket)];
  return targets.map((target) => {
    if (target.state === "absent" || target.state === "computed" || target.string === "")
      return fail("The access log goes nowhere.", target);
    return linkTo(target, bucket) === "yes"
      ? fail(
          "The bucket logs into itself: every log that is written is logged again, and whoever may delete its objects may delete the log.",
          target,
        )
      : pass("Access is logged to another bucket.", target);
  });
}

const RECORDERS = [
  { type: "aws_cloudtrail", on: "enable_logging", everyRegion: "is_multi_region_trail", default: false },
  {
    type: "aws_cloudtrail_event_data_store",
    on: undefined,
    everyRegion: "multi_region_enabled",
    default: true,
  },
] as const;

/** Several trails may record it together: one the reads, one the writes. */
function judgeTrails(bucket: Resource, { configuration }: ReviewContext): readonly Judgement[] {
  const reads: Recorded[] = [];
  const writes: Recorded[] = [];
  const sources: Resource[] = [];
  for (const recorder of RECORDERS) {
    for (const trail of configuration.ofType(recorder.type)) {
      const events = dataEventsOf(trail, bucket);
      if (events.reads === "no" && events.writes === "no") continue;
      const sees = seesBucket(trail, recorder, bucket);
      if (sees === "no") continue;
      const seen = (recorded: Recorded): Recorded =>
        sees === "yes" || recorded === "no" ? recorded : "maybe";
      reads.push(seen(events.reads));
      writes.push(seen(events.writes));
      sources.push(trail);
    }
  }
  if (sources.length === 0) return [];
  const both = [most(reads), most(writes)];
  if (!both.includes("no") && !both.includes("maybe"))
    return [pass("A trail records every read and write of its objects.", ...sources)];
  if (!both.includes("no"))
    return [
      unknown(
        "A trail may record the bucket's objects, but part of what decides that is not known.",
        ...sources,
      ),
    ];
  return [fail("A trail records only the reads or only the writes of its objects.", ...sources)];
}

function seesBucket(
  trail: Resource,
  recorder: (typeof RECORDERS)[number],
  bucket: Resource,
): "yes" | "no" | "maybe" {
  const on = recorder.on === undefined ? undefined : trail.get(recorder.on);
  if (on?.boolean === false || sameAccount(trail, bucket) === "no") return "no";
  const everywhere = trail.get(recorder.everyRegion);
  const inEvery = everywhere.boolean ?? (everywhere.state === "configured" ? undefined : recorder.default);
  const region = inEvery === true ? "yes" : sameRegion(trail, bucket);
  if (inEvery === undefined && region !== "yes") return "maybe";
  const open =
    (on?.state === "configured" && on.boolean === undefined) || sameAccount(trail, bucket) === "maybe";
  return open && region === "yes" ? "maybe" : region;
}
