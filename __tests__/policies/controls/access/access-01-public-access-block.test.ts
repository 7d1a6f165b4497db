import { judges } from "../support/judges";

const bucket = { aws_s3_bucket: { faces: { bucket: "faces" } } };
const on = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const blocked = (block: object, name = "${aws_s3_bucket.faces.id}") => ({
  resource: { ...bucket, aws_s3_bucket_public_access_block: { faces: { bucket: name, ...block } } },
});

judges("RKG-ACCESS-01", [
  { name: "all four are on", verdict: "pass", given: blocked(on) },
  ...["${aws_s3_bucket.faces.bucket}", "faces", "${aws_s3_bucket_versioning.faces.bucket}"].map((name) => ({
    name: `the bucket is named as ${name}`,
    verdict: "pass" as const,
    given: {
      resource: {
        ...blocked(on, name).resource,
        aws_s3_bucket_versioning: { faces: { bucket: "${aws_s3_bucket.faces.id}" } },
      },
    },
  })),
  {
    name: "they are on as text, as Terraform converts it",
    verdict: "pass",
    given: blocked({ ...on, block_public_acls: "true" }),
  },
  ...Object.keys(on).map((name) => ({
    name: `${name} is off`,
    verdict: "fail" as const,
    given: blocked({ ...on, [name]: false }),
    evidence: `aws_s3_bucket_public_access_block.faces ${name}`,
  })),
  { name: "one is not written", verdict: "fail", given: blocked({ ...on, ignore_public_acls: undefined }) },
  {
    name: "a second block has one off",
    verdict: "fail",
    given: {
      resource: {
        ...bucket,
        aws_s3_bucket_public_access_block: {
          one: { bucket: "faces", ...on },
          two: { bucket: "faces", ...on, block_public_policy: false },
        },
      },
    },
  },
  { name: "the block is another bucket's", verdict: "fail", given: blocked(on, "others") },
  {
    name: "only the account has a block",
    verdict: "fail",
    given: { resource: { ...bucket, aws_s3_account_public_access_block: { account: on } } },
  },
  {
    name: "a variable decides",
    verdict: "unknown",
    given: blocked({ ...on, block_public_acls: "${var.on}" }),
    reason: /block_public_acls/,
  },
  { name: "the block may be another bucket's", verdict: "unknown", given: blocked(on, "${var.bucket}") },
  {
    name: "a module may hold it",
    verdict: "unknown",
    given: { resource: bucket, module: { store: { source: "./store" } } },
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
