import { companionsOf, linkedFrom } from "../../configuration/links/companions";
import type { Attribute, Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { buckets } from "../support/buckets";
import { inOneRegion, regionOf } from "../support/regions";

/** What writes objects, each with a lock of its own. */
const OBJECT_TYPES = ["aws_s3_object", "aws_s3_object_copy", "aws_s3_bucket_object"] as const;

const HOLDS = "The bucket neither replicates out of its region nor locks in compliance mode.";

export const residency = control({
  id: "RKG-RETAIN-06",
  title: "No bucket replicates out of its region, and none is locked against erasure",
  severity: "medium",
  subject: "bucket",
  rationale:
    "A replica in another region takes faces to where nobody agreed they may be. Under a compliance-mode lock nobody can erase an image before its time, not AWS and not when a member asks for it.",
  remediation: {
    text: "Replicate within the region only, and lock in governance mode, if at all. Waive the control where a law asks for either.",
    terraform: `resource "aws_s3_bucket_object_lock_configuration" "faces" {
  bucket = aws_s3_bucket.faces.bucket
  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 30
    }
  }
}`,
    typescript: `new EncryptedBucket(this, "Faces", { bucketName, key, accessLogBucket }); // neither replicates nor locks`,
  },
  mappings: [
    { framework: "GDPR", id: "Art. 17", suggested: true },
    { framework: "GDPR", id: "Art. 44", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "NIST 800-53 r5", id: "SI-12", suggested: true },
  ],
  differs:
    "Replication (CKV_AWS_144) and object lock (S3.15, CKV_AWS_143, s3_bucket_object_lock) are good marks with general scanners. With faces they defeat residency and erasure.",
  subjects: buckets,
  judge: (bucket, context) =>
    all([
      pass(HOLDS, bucket),
      ...settings(bucket, context, "aws_s3_bucket_replication_configuration", (replication) =>
        judgeRules(replication.get("rule"), bucket, context),
      ),
      ...judgeRules(bucket.get("replication_configuration").get("rules"), bucket, context),
      ...settings(bucket, context, "aws_s3_bucket_object_lock_configuration", (lock) => [
        judgeMode(lock.get("rule").get("default_retention").get("mode")),
      ]),
      judgeMode(bucket.get("object_lock_configuration").get("rule").get("default_retention").get("mode")),
      ...OBJECT_TYPES.flatMap((type) =>
        settings(bucket, context, type, (object) => [judgeMode(object.get("object_lock_mode"))]),
      ),
    ]),
});

/** What every companion says; of one that may belong to another bucket, only that it may. */
function settings(
  bucket: Resource,
  { configuration }: ReviewContext,
  type: string,
  judge: (companion: Resource) => readonly Judgement[],
): readonly Judgement[] {
  const { sure, possible } = companionsOf(configuration, bucket, type, "bucket");
  const more = sure.length === 0 ? configuration.mayHoldMore(type) : undefined;
  return [
    ...sure.flatMap(judge),
    ...possible.flatMap((companion) =>
      judge(companion).map((judged) =>
        judged.verdict === "pass"
          ? judged
          : {
              ...judged,
              verdict: "unknown" as const,
              reason: `It is not known whether ${companion.address} belongs to ${bucket.address}. If it does: ${judged.reason}`,
            },
      ),
    ),
    ...(more === undefined
      ? []
      : [unknown(`No ${type} is found for ${bucket.address}, but ${more}.`, bucket)]),
  ];
}

function judgeRules(rules: Attribute, bucket: Resource, context: ReviewContext): readonly Judgement[] {
  if (rules.state === "absent" || rules.state === "computed") return [];
  return (
    rules.blocks?.map((rule) => judgeRule(rule, bucket, context)) ?? [
      unknown("Where the bucket replicates to is not known here; review a plan.", rules),
    ]
  );
}

function judgeRule(rule: Attribute, bucket: Resource, { configuration }: ReviewContext): Judgement {
  const status = rule.get("status");
  if (status.string === "Disabled") return pass(HOLDS, status);
  const destination = rule.get("destination").get("bucket");
  const { sure } = linkedFrom(configuration, destination, "aws_s3_bucket");
  const lookedUp = destination.references
    .flatMap(({ resources }) => resources)
    .filter(({ mode, type }) => mode === "data" && type === "aws_s3_bucket");
  const within = [
    ...sure.map((target) => inOneRegion(bucket, target)),
    ...lookedUp.map((data) => isLookedUpIn(regionOf(bucket), data)),
  ];
  if (within.length > 0 && within.every((each) => each === true))
    return pass("The bucket replicates within its region.", destination);
  const known = within.includes(false) && status.string === "Enabled";
  return known
    ? fail("The bucket replicates to another region.", destination)
    : unknown(
        "The bucket replicates, or may, to a bucket whose region is not known here: manage both in one configuration with the region in the provider, or waive.",
        destination,
      );
}

/** Where a data source found the bucket, which need not be where it looked: only what it read says so. */
function isLookedUpIn(region: string | undefined, data: Resource): boolean | undefined {
  const found = data.get("bucket_region").string ?? data.get("region").string;
  return region === undefined || found === undefined ? undefined : found === region;
}

function judgeMode(mode: Attribute): Judgement {
  if (mode.string === "COMPLIANCE")
    return fail("Objects are locked in compliance mode: nobody can erase them before their time.", mode);
  return mode.state === "configured"
    ? unknown("The mode of the object lock is not known here; review a plan.", mode)
    : pass(HOLDS, mode);
}
