import { CONTROLS } from "../../../../policies/controls";
import { review } from "../../../../policies/review/review";
import { BUCKETS, ref } from "../support/bucket-policies";
import { configured, judges } from "../support/judges";
import {
  casesOf,
  inCompanions,
  LOG_BUCKET,
  lifecycle,
  ownLifecycle,
  reachingAll,
  reachingPerhaps,
  reachingSome,
} from "../support/lifecycles";

const YEAR = { expiration: { days: 365 } };
const rule = (expiration: unknown) => lifecycle([{ status: "Enabled", expiration }]);
const ofSize = (filter: object) => ({ status: "Enabled", filter, ...YEAR });

judges("RKG-RETAIN-01", [
  ...casesOf("pass", {
    ...inCompanions(reachingAll(YEAR)),
    "on the last day of the limit": rule({ days: 1095 }),
    "as text": rule([{ days: "365" }]),
    "by a date that has passed": rule({ date: "2026-11-25T00:00:00Z" }),
    "named by its literal name": lifecycle([{ status: "Enabled", ...YEAR }], "faces"),
    "in the bucket's own block": ownLifecycle({ enabled: true, ...YEAR }),
    "by rules for small and for large objects": lifecycle([
      ofSize({ object_size_greater_than: 999 }),
      ofSize({ object_size_less_than: 1000 }),
    ]),
    "by sizes that overlap, in `and`": lifecycle([
      ofSize({ object_size_less_than: 5000 }),
      ofSize({ and: { object_size_greater_than: 100, object_size_less_than: 200 } }),
      ofSize({ and: [{ object_size_greater_than: 3000, prefix: "" }] }),
    ]),
    "of everything but empty objects": lifecycle([ofSize({ object_size_greater_than: 0 })]),
    "with another rule whose days are a variable": lifecycle([
      { status: "Enabled", ...YEAR },
      { status: "Enabled", expiration: { days: ref("var.days") } },
    ]),
  }),
  ...casesOf("fail", {
    ...inCompanions(reachingSome(YEAR)),
    "one day over the limit": rule({ days: 1096 }),
    "no days": rule({ days: 0 }),
    "delete markers only": rule({ expired_object_delete_marker: true }),
    "a move to Glacier only": lifecycle([
      { status: "Enabled", transition: [{ days: 30, storage_class: "GLACIER" }] },
    ]),
    "old versions only": lifecycle([
      { status: "Enabled", noncurrent_version_expiration: { noncurrent_days: 30 } },
    ]),
    "a date far ahead": rule({ date: "2036-01-01T00:00:00Z" }),
    "no date": rule({ date: "soon" }),
    "an empty list of rules": lifecycle([]),
    "no lifecycle": { resource: BUCKETS },
    "sizes with a gap": lifecycle([
      ofSize({ object_size_greater_than: 1000 }),
      ofSize({ object_size_less_than: 1000 }),
    ]),
    "a disabled rule in the bucket's own block": ownLifecycle({ enabled: false, ...YEAR }),
    "tags in the bucket's own block": ownLifecycle({ enabled: true, tags: { kind: "probe" }, ...YEAR }),
    "the lifecycle of another bucket": lifecycle([{ status: "Enabled", ...YEAR }], "other"),
    "a companion without it, which replaces the bucket's own block": {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces", lifecycle_rule: [{ enabled: true, ...YEAR }] } },
        aws_s3_bucket_lifecycle_configuration: {
          faces: { bucket: "faces", rule: [{ status: "Disabled", ...YEAR }] },
        },
      },
    },
    "one of two companions, of which either may win": {
      resource: {
        ...BUCKETS,
        aws_s3_bucket_lifecycle_configuration: {
          one: { bucket: "faces", rule: [{ status: "Enabled", ...YEAR }] },
          other: { bucket: "faces", rule: [{ status: "Enabled", expiration: { days: 5000 } }] },
        },
      },
    },
  }),
  ...casesOf("unknown", {
    ...inCompanions(reachingPerhaps(YEAR)),
    "the days are a variable": rule({ days: ref("var.days") }),
    "the date is a variable": rule({ date: ref("var.date") }),
    "a date within the limit: what is there may be older": rule({ date: "2027-01-01T00:00:00Z" }),
    "the rules are a variable": lifecycle(ref("var.rules")),
    "whether the bucket's own rule is on is a variable": ownLifecycle({ enabled: ref("var.on"), ...YEAR }),
    "a variable names the bucket": lifecycle([{ status: "Enabled", ...YEAR }], ref("var.bucket")),
    "it may be in a module": { resource: BUCKETS, module: { lifecycle: { source: "./lifecycle" } } },
  }),
  {
    name: "tells where",
    verdict: "fail",
    given: rule({ days: 5000 }),
    evidence: "aws_s3_bucket_lifecycle_configuration.faces rule",
    reason: /1095 days/,
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
  {
    name: "only a bucket of access logs",
    verdict: "not-applicable",
    given: LOG_BUCKET,
    reason: /access logs/,
  },
]);

it("goes by the limit of the settings", () => {
  const controls = CONTROLS.filter(({ id }) => id === "RKG-RETAIN-01");
  const verdictFor = (maximumRetentionDays: number) =>
    review(configured(rule({ days: 365 })), { controls, today: "2026-11-25", maximumRetentionDays })
      .results[0]?.verdict;
  expect([verdictFor(365), verdictFor(364)]).toEqual(["pass", "fail"]);
});
