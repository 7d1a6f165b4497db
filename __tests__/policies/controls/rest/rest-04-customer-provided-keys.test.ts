import { judges, KEY_ARN, type Stack } from "../support/judges";
import { bucketWith, CUSTOMER, deny, document, LOG_BUCKET } from "./bucket-policies";

const blocking = (types: unknown, policy?: unknown, more: Stack = {}): Stack => ({
  ...more,
  resource: {
    aws_s3_bucket: { faces: { bucket: "faces" } },
    aws_s3_bucket_server_side_encryption_configuration: {
      faces: { bucket: "${aws_s3_bucket.faces.bucket}", rule: [{ blocked_encryption_types: types }] },
    },
    ...(policy === undefined ? {} : { aws_s3_bucket_policy: { faces: { bucket: "faces", policy } } }),
  },
});
const present = { Null: { [CUSTOMER]: "false" } };

judges("RKG-REST-04", [
  { name: "it is blocked", verdict: "pass", given: blocking(["SSE-C"]) },
  { name: "it is blocked among others", verdict: "pass", given: blocking(["${var.other}", "SSE-C"]) },
  { name: "it is denied", verdict: "pass", given: bucketWith(document(deny(present))) },
  {
    name: "it is denied where StringLike sees any algorithm",
    verdict: "pass",
    given: bucketWith(document(deny({ StringLike: { [CUSTOMER]: "*" } }))),
  },
  {
    name: "it is denied in the bucket's own policy",
    verdict: "pass",
    given: { resource: { aws_s3_bucket: { faces: { bucket: "faces", policy: document(deny(present)) } } } },
  },
  {
    name: "a variable decides what is blocked, but a deny is sure",
    verdict: "pass",
    given: blocking("${var.types}", document(deny(present))),
  },
  {
    name: "it is neither blocked nor denied",
    verdict: "fail",
    given: bucketWith(document(deny({ Bool: { "aws:SecureTransport": "false" } }))),
    evidence: "aws_s3_bucket_policy.faces policy",
    witness: { action: "s3:PutObject" },
  },
  {
    name: "nothing is set",
    verdict: "fail",
    given: { resource: { aws_s3_bucket: { faces: { bucket: "faces" } } } },
  },
  { name: "an empty list", verdict: "fail", given: blocking([]) },
  { name: "NONE is blocked", verdict: "fail", given: blocking(["NONE"]) },
  {
    name: "one rule of two blocks it",
    verdict: "fail",
    given: {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces" } },
        aws_s3_bucket_server_side_encryption_configuration: {
          faces: { bucket: "faces", rule: [{ blocked_encryption_types: ["SSE-C"] }, {}] },
        },
      },
    },
  },
  {
    name: "it is denied for some objects",
    verdict: "fail",
    given: bucketWith(document(deny(present, { Resource: "arn:aws:s3:::faces/members/*" }))),
  },
  {
    name: "it is denied to all but somebody",
    verdict: "fail",
    given: bucketWith(
      document(
        deny({ ...present, ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/admin" } }),
      ),
    ),
    witness: { principal: { arn: "arn:aws:iam::111122223333:role/admin" } },
  },
  {
    name: "only uploads without it are denied",
    verdict: "fail",
    given: bucketWith(document(deny({ Null: { [CUSTOMER]: "true" } }))),
  },
  {
    name: "only AES256 is denied by name",
    verdict: "fail",
    given: bucketWith(document(deny({ StringEquals: { [CUSTOMER]: "AES128" } }))),
  },
  { name: "a variable decides what is blocked", verdict: "unknown", given: blocking("${var.types}") },
  { name: "a variable in the list", verdict: "unknown", given: blocking(["${var.type}"]) },
  { name: "a variable for the policy", verdict: "unknown", given: bucketWith("${var.policy}") },
  {
    name: "a module may hold either",
    verdict: "unknown",
    given: {
      resource: { aws_s3_bucket: { faces: { bucket: "faces" } } },
      module: { faces: { source: "./faces" } },
    },
  },
  { name: "a log bucket", verdict: "not-applicable", given: LOG_BUCKET },
  {
    name: "no bucket",
    verdict: "not-applicable",
    given: { resource: { aws_kms_key: { faces: { arn: KEY_ARN } } } },
  },
]);
