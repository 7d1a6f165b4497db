import { BUCKETS, ref } from "../support/bucket-policies";
import { judges } from "../support/judges";
import {
  casesOf,
  inCompanions,
  LOG_BUCKET,
  lifecycle,
  ownLifecycle,
  type Rule,
  reachingAll,
  reachingPerhaps,
  reachingSome,
} from "../support/lifecycles";

const VERSIONS = { noncurrent_version_expiration: { noncurrent_days: 30 } };
const UPLOADS = { abort_incomplete_multipart_upload: { days_after_initiation: 7 } };
const BOTH = { ...VERSIONS, ...UPLOADS };
const OWN = { noncurrent_version_expiration: { days: 30 }, abort_incomplete_multipart_upload_days: 7 };
const rules = (...given: readonly Rule[]) => lifecycle(given.map((rule) => ({ status: "Enabled", ...rule })));

judges("RKG-RETAIN-02", [
  ...casesOf("pass", {
    ...inCompanions(reachingAll(BOTH)),
    "in two rules": rules(VERSIONS, UPLOADS),
    "in blocks of lists, as text": rules({
      noncurrent_version_expiration: [{ noncurrent_days: "1" }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: "1" }],
    }),
    "in the bucket's own block": ownLifecycle({ enabled: true, ...OWN }),
    "old versions by size, uploads for all": rules(
      { ...VERSIONS, filter: { object_size_greater_than: 999 } },
      { ...VERSIONS, filter: { object_size_less_than: 1000 } },
      UPLOADS,
    ),
    "none of the newest is kept": rules({
      noncurrent_version_expiration: { noncurrent_days: 30, newer_noncurrent_versions: 0 },
      ...UPLOADS,
    }),
  }),
  ...casesOf("fail", {
    ...inCompanions(reachingSome(BOTH)),
    "old versions only": rules(VERSIONS),
    "uploads only": rules(UPLOADS),
    "versions after 31 days": rules({ noncurrent_version_expiration: { noncurrent_days: 31 }, ...UPLOADS }),
    "uploads after 8 days": rules({
      ...VERSIONS,
      abort_incomplete_multipart_upload: { days_after_initiation: 8 },
    }),
    "the newest old version is kept for ever": rules({
      noncurrent_version_expiration: { noncurrent_days: 1, newer_noncurrent_versions: 1 },
      ...UPLOADS,
    }),
    "old versions are moved only": rules({
      noncurrent_version_transition: [{ noncurrent_days: 1, storage_class: "GLACIER" }],
      ...UPLOADS,
    }),
    "uploads by size, which they have not": rules(
      VERSIONS,
      { ...UPLOADS, filter: { object_size_greater_than: 999 } },
      { ...UPLOADS, filter: { object_size_less_than: 1000 } },
    ),
    "the bucket's own rule is off": ownLifecycle({ enabled: false, ...OWN }),
    "no lifecycle": { resource: BUCKETS },
    "a bucket of access logs": LOG_BUCKET,
  }),
  ...casesOf("unknown", {
    ...inCompanions(reachingPerhaps(BOTH)),
    "the days of versions are a variable": rules({
      noncurrent_version_expiration: { noncurrent_days: ref("var.days") },
      ...UPLOADS,
    }),
    "how many versions are kept is a variable": rules({
      noncurrent_version_expiration: { noncurrent_days: 30, newer_noncurrent_versions: ref("var.kept") },
      ...UPLOADS,
    }),
    "the days of uploads are a variable": rules({
      ...VERSIONS,
      abort_incomplete_multipart_upload: { days_after_initiation: ref("var.days") },
    }),
    "the rules are a variable": lifecycle(ref("var.rules")),
    "a variable names the bucket": lifecycle([{ status: "Enabled", ...BOTH }], ref("var.bucket")),
  }),
  {
    name: "tells which of the two is missing",
    verdict: "fail",
    given: rules(VERSIONS),
    reason: /^Not every incomplete upload is aborted within 7 days/,
    evidence: "aws_s3_bucket_lifecycle_configuration.faces rule",
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
