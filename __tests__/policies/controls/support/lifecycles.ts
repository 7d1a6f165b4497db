import { BUCKETS, ref } from "./bucket-policies";
import type { Case, Stack } from "./judges";

export type Rule = Readonly<Record<string, unknown>>;

/** A bucket with rules in a companion. */
export const lifecycle = (rule: unknown, bucket = ref("aws_s3_bucket.faces.id")): Stack => ({
  resource: { ...BUCKETS, aws_s3_bucket_lifecycle_configuration: { faces: { bucket, rule } } },
});

/** A bucket with rules in its own block, as providers before 4 had them. */
export const ownLifecycle = (...lifecycle_rule: readonly Rule[]): Stack => ({
  resource: { aws_s3_bucket: { faces: { bucket: "faces", lifecycle_rule } } },
});

export const LOG_BUCKET: Stack = {
  resource: { aws_s3_bucket: { logs: { bucket: "logs", tags: { "guardrails:role": "access-logs" } } } },
};

export const casesOf = (verdict: Case["verdict"], cases: Readonly<Record<string, Stack>>): readonly Case[] =>
  Object.entries(cases).map(([name, given]) => ({ name, verdict, given }));

/** Rules that together reach every object, with what the rule does. */
export const reachingAll = (does: Rule): Readonly<Record<string, readonly Rule[]>> => ({
  "one rule without a filter": [{ status: "Enabled", ...does }],
  "an empty filter": [{ status: "Enabled", filter: {}, ...does }],
  "an empty prefix": [{ status: "Enabled", filter: [{ prefix: "" }], ...does }],
  "an empty prefix, as it was written once": [{ status: "Enabled", prefix: "", ...does }],
  "an empty `and`": [{ status: "Enabled", filter: { and: { prefix: "", tags: {} } }, ...does }],
  "no tags": [{ status: "Enabled", filter: { tag: [] }, ...does }],
  "beside rules for less": [
    { status: "Enabled", filter: { prefix: "probes/" }, ...does },
    { status: "Disabled", ...does },
    { status: "Enabled", ...does },
  ],
});

/** Rules that leave some object out. */
export const reachingSome = (does: Rule): Readonly<Record<string, readonly Rule[]>> => ({
  "a disabled rule": [{ status: "Disabled", ...does }],
  "a rule without a status": [{ ...does }],
  "a status in lower case": [{ status: "enabled", ...does }],
  "a prefix": [{ status: "Enabled", filter: { prefix: "members/" }, ...does }],
  "a prefix, as it was written once": [{ status: "Enabled", prefix: "members/", ...does }],
  "two prefixes": [
    { status: "Enabled", filter: { prefix: "members/" }, ...does },
    { status: "Enabled", filter: { prefix: "probes/" }, ...does },
  ],
  "a prefix that a variable begins": [{ status: "Enabled", filter: { prefix: `${ref("var.p")}/` }, ...does }],
  "a prefix beside an unknown tag": [
    { status: "Enabled", filter: { and: { prefix: "members/", tags: ref("var.tags") } }, ...does },
  ],
  "a tag": [{ status: "Enabled", filter: { tag: { key: "kind", value: "probe" } }, ...does }],
  "tags in `and`": [{ status: "Enabled", filter: [{ and: [{ tags: { kind: "probe" } }] }], ...does }],
  "large objects": [{ status: "Enabled", filter: { object_size_greater_than: 1 }, ...does }],
  "small objects": [{ status: "Enabled", filter: { object_size_less_than: "1000000" }, ...does }],
});

/** Rules of which a value that is not known decides. */
export const reachingPerhaps = (does: Rule): Readonly<Record<string, readonly Rule[]>> => ({
  "the status is a variable": [{ status: ref("var.status"), ...does }],
  "the prefix is a variable": [{ status: "Enabled", filter: { prefix: ref("var.prefix") }, ...does }],
  "the filter is a variable": [{ status: "Enabled", filter: ref("var.filter"), ...does }],
  "a tag is made by a dynamic block": [
    { status: "Enabled", filter: { dynamic: { tag: { for_each: ref("var.tags"), content: {} } } }, ...does },
  ],
  "the tags are a variable": [{ status: "Enabled", filter: { and: { tags: ref("var.tags") } }, ...does }],
  "a size is a variable": [
    { status: "Enabled", filter: { object_size_less_than: ref("var.size") }, ...does },
  ],
});

export const inCompanions = (
  rules: Readonly<Record<string, readonly Rule[]>>,
): Readonly<Record<string, Stack>> =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, lifecycle(rule)]));
