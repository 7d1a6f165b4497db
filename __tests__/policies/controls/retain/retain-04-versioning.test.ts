import { BUCKETS, ref } from "../support/bucket-policies";
import { judges, type Stack } from "../support/judges";
import { casesOf } from "../support/lifecycles";

const companion = (versioning_configuration: unknown, bucket = ref("aws_s3_bucket.faces.id")): Stack => ({
  resource: { ...BUCKETS, aws_s3_bucket_versioning: { faces: { bucket, versioning_configuration } } },
});
const own = (settings: object): Stack => ({
  resource: { aws_s3_bucket: { faces: { bucket: "faces", ...settings } } },
});

judges("RKG-RETAIN-04", [
  ...casesOf("pass", {
    Enabled: companion({ status: "Enabled" }),
    "Enabled, in a list": companion([{ status: "Enabled" }]),
    "Enabled, of a bucket by its name": companion({ status: "Enabled" }, "faces"),
    "Enabled, of a bucket by its ARN's data source": {
      ...companion({ status: "Enabled" }, ref("data.aws_s3_bucket.faces.bucket")),
      data: { aws_s3_bucket: { faces: { bucket: "faces" } } },
    },
    "in the bucket's own block": own({ versioning: { enabled: true } }),
    "object lock, which turns it on": own({ object_lock_enabled: true }),
  }),
  ...casesOf("fail", {
    Suspended: companion({ status: "Suspended" }),
    Disabled: companion({ status: "Disabled" }),
    "in lower case": companion({ status: "enabled" }),
    "an empty block": companion({}),
    "no block": companion([]),
    "MFA delete only": companion({ mfa_delete: "Enabled" }),
    "off in the bucket's own block": own({ versioning: [{ enabled: false }] }),
    "no versioning": own({}),
    "no object lock": own({ object_lock_enabled: false }),
    "a companion that suspends what the bucket's own block turns on": {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces", versioning: { enabled: true } } },
        aws_s3_bucket_versioning: {
          faces: { bucket: "faces", versioning_configuration: { status: "Suspended" } },
        },
      },
    },
    "one of two companions": {
      resource: {
        ...BUCKETS,
        aws_s3_bucket_versioning: {
          one: { bucket: "faces", versioning_configuration: { status: "Enabled" } },
          other: { bucket: "faces", versioning_configuration: { status: "Suspended" } },
        },
      },
    },
  }),
  ...casesOf("unknown", {
    "a variable": companion({ status: ref("var.versioning") }),
    "a variable in the bucket's own block": own({ versioning: { enabled: ref("var.versioning") } }),
    "the block is a variable": companion(ref("var.versioning")),
    "a variable names the bucket": companion({ status: "Enabled" }, ref("var.bucket")),
    "it may be in a module": { resource: BUCKETS, module: { versioning: { source: "./versioning" } } },
  }),
  {
    name: "tells where",
    verdict: "fail",
    given: companion({ status: "Suspended" }),
    evidence: "aws_s3_bucket_versioning.faces versioning_configuration.status",
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
