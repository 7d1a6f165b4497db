import { judges, resultsOf, type Stack } from "../support/judges";

const bucket = { aws_s3_bucket: { faces: { bucket: "faces" } } };
const encrypted = (rule: object, name = "${aws_s3_bucket.faces.id}") => ({
  resource: {
    ...bucket,
    aws_s3_bucket_server_side_encryption_configuration: { faces: { bucket: name, rule: [rule] } },
  },
});

judges("RKG-REST-02", [
  { name: "it is on", verdict: "pass", given: encrypted({ bucket_key_enabled: true }) },
  {
    name: "it is on, in a bucket named by its literal name",
    verdict: "pass",
    given: encrypted({ bucket_key_enabled: true }, "faces"),
  },
  {
    name: "it is on, in the bucket's own block",
    verdict: "pass",
    given: {
      resource: {
        aws_s3_bucket: {
          faces: { server_side_encryption_configuration: { rule: { bucket_key_enabled: true } } },
        },
      },
    },
  },
  {
    name: "it is off",
    verdict: "fail",
    given: encrypted({ bucket_key_enabled: false }),
    evidence: "aws_s3_bucket_server_side_encryption_configuration.faces rule[0].bucket_key_enabled",
  },
  { name: "it is not set", verdict: "fail", given: encrypted({}) },
  {
    name: "a variable decides",
    verdict: "unknown",
    given: encrypted({ bucket_key_enabled: "${var.bucket_key}" }),
  },
  {
    name: "it may be set in a module",
    verdict: "unknown",
    given: { resource: bucket, module: { encryption: { source: "./encryption" } } },
  },
  { name: "the bucket has no default encryption", verdict: "not-applicable", given: { resource: bucket } },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);

describe("Which buckets are log buckets", () => {
  const logging = (bucket: string, target: string) => ({ bucket, target_bucket: target });
  const subjects = (given: Stack) => resultsOf("RKG-REST-02", given).map(({ subject }) => subject);
  const two = (tags: object = {}) => ({ aws_s3_bucket: { a: { bucket: "a", tags }, b: { bucket: "b" } } });

  it("are those that others log to", () => {
    const given = { resource: { ...two(), aws_s3_bucket_logging: { one: logging("b", "a") } } };
    expect(subjects(given)).toEqual(["aws_s3_bucket.b"]);
  });

  it("are not two that log to each other, nor one that logs to itself", () => {
    const each = { one: logging("a", "b"), other: logging("b", "a") };
    expect(subjects({ resource: { ...two(), aws_s3_bucket_logging: each } })).toHaveLength(2);
    expect(
      subjects({ resource: { ...two(), aws_s3_bucket_logging: { one: logging("a", "a") } } }),
    ).toHaveLength(2);
  });

  it("are not those of face images, whoever logs to them", () => {
    const given = {
      resource: {
        ...two({ "guardrails:role": "face-images" }),
        aws_s3_bucket_logging: { one: logging("b", "a") },
      },
    };
    expect(subjects(given)).toHaveLength(2);
  });
});
