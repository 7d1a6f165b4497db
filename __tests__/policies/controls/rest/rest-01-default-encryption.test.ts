import { judges, KEY_ARN, type Stack } from "../support/judges";

const CONFIGURATION = "aws_s3_bucket_server_side_encryption_configuration";
const key = { aws_kms_key: { faces: {} } };
const bucket = { aws_s3_bucket: { faces: { bucket: "faces" } } };
const by = (sse_algorithm: unknown, kms_master_key_id?: unknown) => ({
  apply_server_side_encryption_by_default: { sse_algorithm, kms_master_key_id },
});
const encrypted = (rule: unknown, more: Stack = {}, name = "${aws_s3_bucket.faces.id}"): Stack => ({
  ...more,
  resource: {
    ...bucket,
    ...key,
    ...more.resource,
    [CONFIGURATION]: { faces: { bucket: name, rule } },
  },
});
const underKey = (kms_master_key_id: unknown, more?: Stack) =>
  encrypted([by("aws:kms", kms_master_key_id)], more);
const inline = (rule: unknown) => ({
  resource: {
    ...key,
    aws_s3_bucket: { faces: { bucket: "faces", server_side_encryption_configuration: { rule } } },
  },
});

judges("RKG-REST-01", [
  ...["arn", "key_id", "id"].map((attribute) => ({
    name: `aws:kms under a key, by .${attribute}`,
    verdict: "pass" as const,
    given: underKey(`\${aws_kms_key.faces.${attribute}}`),
  })),
  ...["${aws_s3_bucket.faces.bucket}", "${aws_s3_bucket.faces.arn}", "faces"].map((name) => ({
    name: `the bucket is named as ${name}`,
    verdict: "pass" as const,
    given: encrypted([by("aws:kms", "${aws_kms_key.faces.arn}")], {}, name),
  })),
  {
    name: "aws:kms:dsse",
    verdict: "pass",
    given: encrypted([by("aws:kms:dsse", "${aws_kms_key.faces.arn}")]),
  },
  { name: "a literal ARN of a key", verdict: "pass", given: underKey(KEY_ARN) },
  { name: "one rule as an object", verdict: "pass", given: encrypted(by("aws:kms", KEY_ARN)) },
  { name: "an inline block", verdict: "pass", given: inline(by("aws:kms", "${aws_kms_key.faces.arn}")) },
  {
    name: "an alias of a key",
    verdict: "pass",
    given: underKey("${aws_kms_alias.faces.arn}", {
      resource: {
        aws_kms_alias: { faces: { name: "alias/faces", target_key_id: "${aws_kms_key.faces.key_id}" } },
      },
    }),
  },
  {
    name: "a replica of a key",
    verdict: "pass",
    given: underKey("${aws_kms_replica_key.faces.arn}", {
      resource: { aws_kms_replica_key: { faces: { primary_key_arn: KEY_ARN } } },
    }),
  },
  {
    name: "an external key",
    verdict: "pass",
    given: underKey("${aws_kms_external_key.faces.arn}", {
      resource: { aws_kms_external_key: { faces: {} } },
    }),
  },
  {
    name: "a bucket of several, each with its configuration",
    verdict: "pass",
    subject: "aws_s3_bucket.faces",
    given: {
      resource: {
        ...key,
        aws_s3_bucket: { faces: { for_each: '${toset(["a", "b"])}', bucket: "${each.key}" } },
        [CONFIGURATION]: {
          faces: {
            for_each: "${aws_s3_bucket.faces}",
            bucket: "${each.value.id}",
            rule: [by("aws:kms", "${aws_kms_key.faces.arn}")],
          },
        },
      },
    },
  },
  {
    name: "a log bucket without default encryption",
    verdict: "pass",
    subject: "aws_s3_bucket.logs",
    given: {
      resource: {
        aws_s3_bucket: { ...bucket.aws_s3_bucket, logs: { bucket: "logs" } },
        aws_s3_bucket_logging: { faces: { bucket: "faces", target_bucket: "${aws_s3_bucket.logs.id}" } },
      },
    },
  },
  {
    name: "AES256",
    verdict: "fail",
    given: encrypted([by("AES256")]),
    evidence: `${CONFIGURATION}.faces rule[0].apply_server_side_encryption_by_default.sse_algorithm`,
  },
  { name: "AES256, whatever key it names", verdict: "fail", given: encrypted([by("AES256", KEY_ARN)]) },
  { name: "aws:fsx", verdict: "fail", given: encrypted([by("aws:fsx")]) },
  {
    name: "no key id, which is the key of AWS",
    verdict: "fail",
    given: underKey(undefined),
    evidence: `${CONFIGURATION}.faces rule[0].apply_server_side_encryption_by_default.kms_master_key_id`,
  },
  { name: "an empty key id", verdict: "fail", given: underKey("") },
  { name: "alias/aws/s3", verdict: "fail", given: underKey("alias/aws/s3"), reason: /AWS manages/ },
  {
    name: "the ARN of alias/aws/s3",
    verdict: "fail",
    given: underKey("arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"),
  },
  {
    name: "the key behind alias/aws/s3, by a data source",
    verdict: "fail",
    given: underKey("${data.aws_kms_alias.s3.target_key_arn}", {
      data: { aws_kms_alias: { s3: { name: "alias/aws/s3" } } },
    }),
  },
  { name: "no key at all", verdict: "fail", given: underKey("faces"), reason: /no key/ },
  { name: "an empty rule", verdict: "fail", given: encrypted([{}]) },
  {
    name: "only blocked encryption types",
    verdict: "fail",
    given: encrypted([{ blocked_encryption_types: ["SSE-C"] }]),
  },
  { name: "one rule of two", verdict: "fail", given: encrypted([by("aws:kms", KEY_ARN), by("AES256")]) },
  {
    name: "one configuration of two",
    verdict: "fail",
    given: {
      resource: {
        ...bucket,
        [CONFIGURATION]: {
          one: { bucket: "faces", rule: [by("aws:kms", KEY_ARN)] },
          other: { bucket: "faces", rule: [by("AES256")] },
        },
      },
    },
  },
  { name: "AES256 in an inline block", verdict: "fail", given: inline([by("AES256")]) },
  {
    name: "a bucket that logs to itself, which is no log bucket",
    verdict: "fail",
    given: {
      resource: {
        ...bucket,
        aws_s3_bucket_logging: { faces: { bucket: "${aws_s3_bucket.faces.id}", target_bucket: "faces" } },
      },
    },
  },
  { name: "no default encryption", verdict: "fail", given: { resource: bucket } },
  {
    name: "that of another bucket",
    verdict: "fail",
    subject: "aws_s3_bucket.faces",
    given: {
      resource: {
        aws_s3_bucket: { ...bucket.aws_s3_bucket, other: { bucket: "other" } },
        [CONFIGURATION]: { other: { bucket: "${aws_s3_bucket.other.id}", rule: [by("aws:kms", KEY_ARN)] } },
      },
    },
  },
  {
    name: "a variable for the key",
    verdict: "unknown",
    given: underKey("${var.key_arn}"),
    reason: /var\.key_arn/,
  },
  {
    name: "a variable for the algorithm",
    verdict: "unknown",
    given: encrypted([by("${var.algorithm}", KEY_ARN)]),
  },
  { name: "a variable for the rules", verdict: "unknown", given: encrypted("${var.rules}") },
  {
    name: "a configuration of which it is not known whose it is",
    verdict: "unknown",
    given: encrypted([by("aws:kms", KEY_ARN)], {}, "${var.bucket}"),
  },
  {
    name: "a module that may hold it",
    verdict: "unknown",
    given: { resource: bucket, module: { encryption: { source: "./encryption" } } },
  },
  { name: "no bucket", verdict: "not-applicable", given: {} },
]);
