import { judges } from "../support/judges";

const bucket = { aws_s3_bucket: { faces: { bucket: "faces" } } };
const owned = (rule: object, name = "${aws_s3_bucket.faces.id}") => ({
  resource: { ...bucket, aws_s3_bucket_ownership_controls: { faces: { bucket: name, rule } } },
});

judges("RKG-ACCESS-02", [
  {
    name: "the owner is enforced",
    verdict: "pass",
    given: owned({ object_ownership: "BucketOwnerEnforced" }),
  },
  {
    name: "it is written as a list of blocks, for a literal bucket",
    verdict: "pass",
    given: owned([{ object_ownership: "BucketOwnerEnforced" }], "faces"),
  },
  ...["BucketOwnerPreferred", "ObjectWriter", "bucketownerenforced", ""].map((object_ownership) => ({
    name: `the ownership is "${object_ownership}"`,
    verdict: "fail" as const,
    given: owned({ object_ownership }),
    evidence: "aws_s3_bucket_ownership_controls.faces rule.object_ownership",
  })),
  { name: "the rule is empty", verdict: "fail", given: owned({}) },
  { name: "nothing is written", verdict: "fail", given: { resource: bucket } },
  { name: "a variable decides", verdict: "unknown", given: owned({ object_ownership: "${var.ownership}" }) },
  {
    name: "a module may hold it",
    verdict: "unknown",
    given: { resource: bucket, module: { store: { source: "./store" } } },
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
