import { judges, type Stack } from "../support/judges";

const buckets = {
  faces: { bucket: "faces" },
  logs: { bucket: "logs", tags: { "guardrails:role": "access-logs" } },
};
const withBuckets = (resource: Stack["resource"], more: Stack = {}): Stack => ({
  ...more,
  resource: { aws_s3_bucket: buckets, ...resource },
});
const logging = (body: Readonly<Record<string, unknown>>): Stack =>
  withBuckets({
    aws_s3_bucket_logging: {
      faces: { bucket: "${aws_s3_bucket.faces.bucket}", target_bucket: "logs", ...body },
    },
  });
const trail = (body: Readonly<Record<string, unknown>>, more: Stack = {}): Stack =>
  withBuckets({ aws_cloudtrail: { trail: body } }, more);
const basic = (values: unknown, more: object = {}, body: object = {}): Stack =>
  trail({
    event_selector: [{ data_resource: [{ type: "AWS::S3::Object", values }], ...more }],
    ...body,
  });
const advanced = (fields: readonly object[], body: object = {}): Stack =>
  trail({
    advanced_event_selector: [
      {
        field_selector: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          ...fields,
        ],
      },
    ],
    ...body,
  });
const provider = (...bodies: readonly object[]) => ({ aws: bodies });

judges("RKG-DETECT-01", [
  {
    name: "it is logged to another bucket",
    verdict: "pass",
    given: logging({}),
    evidence: "aws_s3_bucket_logging.faces target_bucket",
  },
  ...["faces", "${aws_s3_bucket.faces.id}", "${aws_s3_bucket_versioning.faces.bucket}"].map((bucket) => ({
    name: `it is logged, the bucket named as ${bucket}`,
    verdict: "pass" as const,
    given: withBuckets({
      aws_s3_bucket_versioning: { faces: { bucket: "${aws_s3_bucket.faces.id}" } },
      aws_s3_bucket_logging: { faces: { bucket, target_bucket: "${aws_s3_bucket.logs.id}" } },
    }),
  })),
  {
    name: "it is logged by the bucket's own block",
    verdict: "pass",
    given: {
      resource: { aws_s3_bucket: { faces: { bucket: "faces", logging: { target_bucket: "logs" } } } },
    },
    evidence: "aws_s3_bucket.faces logging.target_bucket",
  },
  {
    name: "it is logged to a bucket that a variable names",
    verdict: "pass",
    given: logging({ target_bucket: "${var.logs}" }),
  },
  ...["arn:aws:s3:::faces/", "arn:aws:s3", "arn:aws:s3:::", "${aws_s3_bucket.faces.arn}/"].map((arn) => ({
    name: `a trail records ${arn}`,
    verdict: "pass" as const,
    given: basic([arn]),
    evidence: "aws_cloudtrail.trail",
  })),
  {
    name: "a trail records a bucket whose name is not known, by reference",
    verdict: "pass",
    given: {
      resource: {
        aws_s3_bucket: { faces: { bucket: "${var.name}" } },
        aws_cloudtrail: {
          trail: {
            event_selector: {
              data_resource: { type: "AWS::S3::Object", values: ["arn:aws:s3:::${aws_s3_bucket.faces.id}/"] },
            },
          },
        },
      },
    },
  },
  {
    name: "a trail records reads and writes",
    verdict: "pass",
    given: basic(["arn:aws:s3"], { read_write_type: "All" }),
  },
  { name: "a trail is on", verdict: "pass", given: basic(["arn:aws:s3"], {}, { enable_logging: true }) },
  {
    name: "one trail records the reads, another the writes",
    verdict: "pass",
    given: withBuckets({
      aws_cloudtrail: Object.fromEntries(
        ["ReadOnly", "WriteOnly"].map((read_write_type) => [
          read_write_type,
          {
            event_selector: {
              read_write_type,
              data_resource: { type: "AWS::S3::Object", values: ["arn:aws:s3:::faces/"] },
            },
          },
        ]),
      ),
    }),
  },
  { name: "an advanced selector records every object", verdict: "pass", given: advanced([]) },
  {
    name: "an advanced selector records this bucket",
    verdict: "pass",
    given: advanced([
      { field: "resources.ARN", starts_with: ["arn:aws:s3:::other/", "arn:aws:s3:::faces/"] },
    ]),
  },
  {
    name: "an advanced selector leaves out another bucket",
    verdict: "pass",
    given: advanced([{ field: "resources.ARN", not_starts_with: ["arn:aws:s3:::other/"] }]),
  },
  {
    name: "an event data store records every object",
    verdict: "pass",
    given: withBuckets({
      aws_cloudtrail_event_data_store: {
        store: {
          advanced_event_selector: {
            field_selector: [
              { field: "eventCategory", equals: ["Data"] },
              { field: "resources.type", equals: ["AWS::S3::Object"] },
            ],
          },
        },
      },
    }),
  },
  {
    name: "a trail of every Region sees it from another",
    verdict: "pass",
    given: basic(["arn:aws:s3"], {}, { is_multi_region_trail: true, region: "us-east-1" }),
  },
  { name: "nothing logs it", verdict: "fail", given: withBuckets({}), subject: "aws_s3_bucket.faces" },
  { name: "the access log of another bucket", verdict: "fail", given: logging({ bucket: "other" }) },
  { name: "the log goes nowhere", verdict: "fail", given: logging({ target_bucket: "" }), reason: /nowhere/ },
  { name: "there is no target", verdict: "fail", given: logging({ target_bucket: null }) },
  {
    name: "it logs into itself",
    verdict: "fail",
    given: logging({ target_bucket: "${aws_s3_bucket.faces.id}" }),
    reason: /into itself/,
  },
  {
    name: "it logs into itself by its own block",
    verdict: "fail",
    given: {
      resource: { aws_s3_bucket: { faces: { bucket: "faces", logging: { target_bucket: "faces" } } } },
    },
  },
  { name: "a trail records management events only", verdict: "fail", given: trail({}) },
  {
    name: "a trail records data of functions",
    verdict: "fail",
    given: trail({
      event_selector: { data_resource: { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] } },
    }),
  },
  { name: "a trail records another bucket", verdict: "fail", given: basic(["arn:aws:s3:::other/"]) },
  {
    name: "a trail records a bucket whose name begins alike",
    verdict: "fail",
    given: basic(["arn:aws:s3:::faces-2/"]),
  },
  { name: "a trail records part of it", verdict: "fail", given: basic(["arn:aws:s3:::faces/members/"]) },
  { name: "a trail records nothing", verdict: "fail", given: basic([]) },
  {
    name: "a selector names no data",
    verdict: "fail",
    given: trail({ event_selector: [{ read_write_type: "All" }] }),
  },
  {
    name: "a trail records writes only",
    verdict: "fail",
    given: basic(["arn:aws:s3"], { read_write_type: "WriteOnly" }),
    reason: /only/,
  },
  {
    name: "a trail records reads only",
    verdict: "fail",
    given: basic(["arn:aws:s3"], { read_write_type: "ReadOnly" }),
  },
  { name: "a trail is off", verdict: "fail", given: basic(["arn:aws:s3"], {}, { enable_logging: false }) },
  {
    name: "a trail is of another Region",
    verdict: "fail",
    given: basic(["arn:aws:s3"], {}, { region: "us-east-1" }),
  },
  {
    name: "a trail is of another account",
    verdict: "fail",
    given: {
      ...basic(["arn:aws:s3"], {}, { provider: "aws.other", is_multi_region_trail: true }),
      provider: provider(
        { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
        { alias: "other", region: "eu-west-1", allowed_account_ids: ["444455556666"] },
      ),
    },
  },
  {
    name: "an advanced selector leaves this bucket out",
    verdict: "fail",
    given: advanced([{ field: "resources.ARN", not_starts_with: ["arn:aws:s3:::faces/"] }]),
  },
  {
    name: "an advanced selector leaves part of this bucket out",
    verdict: "fail",
    given: advanced([{ field: "resources.ARN", not_starts_with: ["arn:aws:s3:::faces/members/"] }]),
  },
  {
    name: "an advanced selector names one object",
    verdict: "fail",
    given: advanced([{ field: "resources.ARN", equals: ["arn:aws:s3:::faces/a"] }]),
  },
  {
    name: "an advanced selector records deletions only",
    verdict: "fail",
    given: advanced([{ field: "eventName", equals: ["DeleteObject"] }]),
  },
  {
    name: "an advanced selector records writes only",
    verdict: "fail",
    given: advanced([{ field: "readOnly", equals: ["false"] }]),
  },
  {
    name: "an advanced selector records management events",
    verdict: "fail",
    given: trail({
      advanced_event_selector: { field_selector: [{ field: "eventCategory", equals: ["Management"] }] },
    }),
  },
  {
    name: "an advanced selector has no category",
    verdict: "fail",
    given: trail({
      advanced_event_selector: { field_selector: [{ field: "resources.type", equals: ["AWS::S3::Object"] }] },
    }),
  },
  {
    name: "a variable says which bucket is logged",
    verdict: "unknown",
    given: logging({ bucket: "${var.bucket}" }),
    reason: /aws_s3_bucket_logging\.faces/,
  },
  {
    name: "where it is logged is a block that nothing tells of",
    verdict: "unknown",
    given: logging({ dynamic: {}, target_bucket: undefined, bucket: "${var.b}" }),
  },
  {
    name: "a module may log it",
    verdict: "unknown",
    given: { resource: { aws_s3_bucket: { faces: {} } }, module: { logs: { source: "./logs" } } },
  },
  {
    name: "a dynamic block logs it",
    verdict: "unknown",
    given: {
      resource: {
        aws_s3_bucket: {
          faces: { dynamic: { logging: { for_each: [1], content: { target_bucket: "logs" } } } },
        },
      },
    },
  },
  ...[
    basic("${var.buckets}"),
    basic(["${var.bucket}"]),
    basic(["arn:aws:s3"], { read_write_type: "${var.type}" }),
    basic(["arn:aws:s3"], {}, { enable_logging: "${var.on}" }),
    basic(["arn:aws:s3"], {}, { is_multi_region_trail: "${var.every}", region: "us-east-1" }),
    basic(["arn:aws:s3"], {}, { region: "${var.region}" }),
    trail({ event_selector: "${var.selectors}" }),
    trail({ event_selector: { data_resource: "${var.data}" } }),
    trail({ event_selector: { data_resource: { type: "${var.type}", values: ["arn:aws:s3"] } } }),
    trail({ advanced_event_selector: { field_selector: "${var.fields}" } }),
    advanced([{ field: "${var.field}", equals: ["x"] }]),
    advanced([{ field: "resources.ARN", starts_with: "${var.arns}" }]),
    advanced([{ field: "resources.ARN", not_starts_with: ["${var.arn}"] }]),
    advanced([{ field: "readOnly", equals: ["${var.r}"] }]),
  ].map((given, index) => ({
    name: `a variable decides what a trail records (${index})`,
    verdict: "unknown" as const,
    given,
  })),
  {
    name: "the bucket only receives logs",
    verdict: "not-applicable",
    given: { resource: { aws_s3_bucket: { logs: { tags: { "guardrails:role": "access-logs" } } } } },
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
