import { ref } from "../support/bucket-policies";
import { judges, provider, type Stack } from "../support/judges";
import { casesOf } from "../support/lifecycles";

const FRANKFURT = { alias: "frankfurt", region: "eu-central-1" };
const IRELAND = { alias: "ireland", region: "eu-west-1" };
const providers = { aws: [...provider.aws, FRANKFURT, IRELAND, { alias: "somewhere" }] };
const rule = (bucket: string, settings: object = {}) => ({
  status: "Enabled",
  destination: { bucket },
  ...settings,
});

const buckets = (replica: object, faces: object = {}) => ({
  aws_s3_bucket: { faces: { bucket: "faces", ...faces }, replica: { bucket: "replica", ...replica } },
});
const replication = (
  given: unknown,
  replica: object = {},
  bucket = ref("aws_s3_bucket.faces.id"),
): Stack => ({
  provider: providers,
  resource: {
    ...buckets(replica),
    aws_s3_bucket_replication_configuration: { faces: { bucket, rule: given } },
  },
});
const REPLICA = ref("aws_s3_bucket.replica.arn");
const frankfurt = { provider: "aws.frankfurt" };

const locked = (rule: unknown, bucket = ref("aws_s3_bucket.faces.id")): Stack => ({
  resource: { ...buckets({}), aws_s3_bucket_object_lock_configuration: { faces: { bucket, rule } } },
});
const mode = (mode: string) => ({ default_retention: { mode, days: 30 } });
const object = (type: string, object_lock_mode: string): Stack => ({
  resource: {
    ...buckets({}),
    [type]: { picture: { bucket: ref("aws_s3_bucket.faces.bucket"), key: "a", object_lock_mode } },
  },
});
const lookedUp = (found: object): Stack => ({
  ...replication([rule(ref("data.aws_s3_bucket.far.arn"))]),
  data: { aws_s3_bucket: { far: { bucket: "far", ...found } } },
});

const ofFaces = (verdict: Parameters<typeof casesOf>[0], cases: Readonly<Record<string, Stack>>) =>
  casesOf(verdict, cases).map((each) => ({ ...each, subject: "aws_s3_bucket.faces" }));

judges("RKG-RETAIN-06", [
  ...ofFaces("pass", {
    neither: { resource: buckets({}) },
    "a replica of the same provider": replication([rule(REPLICA)]),
    "a replica of another provider in the region": replication([rule(REPLICA)], { provider: "aws.ireland" }),
    "a replica by its literal ARN": replication([rule("arn:aws:s3:::replica")]),
    "a replica whose own region is the same": replication([rule(REPLICA)], {
      ...frankfurt,
      region: "eu-west-1",
    }),
    "a replica in no known region, but of the same provider": {
      ...replication([rule(REPLICA)]),
      provider: { aws: [{}] },
    },
    "a disabled rule": replication([rule(REPLICA, { status: "Disabled" })], frankfurt),
    "no rules": replication([], frankfurt),
    "another bucket's replication": replication([rule(REPLICA)], frankfurt, "replica"),
    "a lock in governance mode": locked(mode("GOVERNANCE")),
    "a lock without a default": locked(undefined),
    "another bucket's lock": locked(mode("COMPLIANCE"), "replica"),
    "a lock of an object in governance mode": object("aws_s3_object", "GOVERNANCE"),
    "a lookup that found it in the region": lookedUp({ bucket_region: "eu-west-1" }),
    "a lock of a bucket that a variable names, in governance mode": locked(
      mode("GOVERNANCE"),
      ref("var.bucket"),
    ),
  }),
  ...ofFaces("fail", {
    "a replica in another region": replication([rule(REPLICA)], frankfurt),
    "a replica in another region by its literal ARN": replication([rule("arn:aws:s3:::replica")], frankfurt),
    "a replica whose own region is another": replication([rule(REPLICA)], { region: "us-east-1" }),
    "the second rule": replication([rule("arn:aws:s3:::faces"), rule(REPLICA)], frankfurt),
    "in the bucket's own block": {
      provider: providers,
      resource: buckets(frankfurt, { replication_configuration: { role: "r", rules: [rule(REPLICA)] } }),
    },
    "a lookup that found it elsewhere": lookedUp({ bucket_region: "us-east-1", region: "eu-west-1" }),
    "a lookup of an older provider that found it elsewhere": lookedUp({ region: "us-east-1" }),
    "a lock in compliance mode": locked(mode("COMPLIANCE")),
    "a lock in compliance mode, in lists": locked([
      { default_retention: [{ mode: "COMPLIANCE", years: 1 }] },
    ]),
    "a lock in the bucket's own block": {
      resource: buckets(
        {},
        { object_lock_configuration: { object_lock_enabled: "Enabled", rule: mode("COMPLIANCE") } },
      ),
    },
    "a lock of an object": object("aws_s3_object", "COMPLIANCE"),
    "a lock of a copy": object("aws_s3_object_copy", "COMPLIANCE"),
    "a lock of an object, as it was written once": object("aws_s3_bucket_object", "COMPLIANCE"),
    "a second companion with a lock": {
      resource: {
        ...buckets({}),
        aws_s3_bucket_object_lock_configuration: {
          one: { bucket: "faces", rule: mode("GOVERNANCE") },
          other: { bucket: "faces", rule: mode("COMPLIANCE") },
        },
      },
    },
  }),
  ...ofFaces("unknown", {
    "a replica that is not in the configuration": replication([rule("arn:aws:s3:::elsewhere")]),
    "a replica that a variable names": replication([rule(ref("var.replica"))]),
    "a replica of a provider without a region": replication([rule(REPLICA)], { provider: "aws.somewhere" }),
    "a replica whose region is a variable": replication([rule(REPLICA)], { region: ref("var.region") }),
    "a lookup that does not say where": lookedUp({}),
    "whether the rule is on is a variable": replication(
      [rule(REPLICA, { status: ref("var.status") })],
      frankfurt,
    ),
    "the rules are a variable": replication(ref("var.rules")),
    "the mode is a variable": locked(mode(ref("var.mode"))),
    "the lock is a variable": locked(ref("var.lock")),
    "a variable names the bucket that is locked": locked(mode("COMPLIANCE"), ref("var.bucket")),
    "it may be in a module": { resource: buckets({}), module: { replication: { source: "./replication" } } },
  }),
  {
    name: "tells where a replica goes",
    verdict: "fail",
    given: replication([rule(REPLICA)], frankfurt),
    subject: "aws_s3_bucket.faces",
    reason: /another region/,
    evidence: "aws_s3_bucket_replication_configuration.faces rule[0].destination.bucket",
  },
  {
    name: "a lookup, by a bucket of which no region is known",
    verdict: "unknown",
    given: { ...lookedUp({ bucket_region: "eu-west-1" }), provider: { aws: [{}] } },
    subject: "aws_s3_bucket.faces",
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
