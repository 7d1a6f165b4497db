import { judges, KEY_ARN } from "../support/judges";
import { bucketWith, CUSTOMER, deny, document, KEY_ID, LOG_BUCKET, SSE } from "./bucket-policies";

const plainHttp = { Bool: { "aws:SecureTransport": "false" } };

judges("RKG-REST-05", [
  { name: "no policy", verdict: "pass", given: bucketWith(undefined) },
  {
    name: "a policy that says nothing of headers",
    verdict: "pass",
    given: bucketWith(document(deny(plainHttp))),
  },
  {
    name: "denies that ask for the header first",
    verdict: "pass",
    given: bucketWith(
      document(
        deny({ Null: { [SSE]: "false" }, StringNotEquals: { [SSE]: "aws:kms" } }),
        deny({ Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY_ARN } }),
        deny({ Null: { [CUSTOMER]: "false" } }),
      ),
    ),
  },
  {
    name: "an upload by somebody is refused for another reason",
    verdict: "pass",
    given: bucketWith(
      document(
        deny({ Null: { [CUSTOMER]: "false" } }),
        deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
      ),
    ),
  },
  {
    name: "a deny without headers over plain HTTP only",
    verdict: "pass",
    given: bucketWith(document(deny({ ...plainHttp, StringNotEquals: { [SSE]: "aws:kms" } }))),
  },
  {
    name: "an Allow that asks for headers refuses nothing",
    verdict: "pass",
    given: bucketWith(
      document(
        deny(
          { StringEquals: { [SSE]: "aws:kms" } },
          { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/upload" } },
        ),
      ),
    ),
  },
  {
    name: "another key is refused, by a test that is also true of none, where S3 fills in no key",
    verdict: "unknown",
    given: bucketWith(document(deny({ ArnNotEqualsIfExists: { [KEY_ID]: KEY_ARN } }))),
    reason: /Null false/,
  },
  {
    name: "the same, the key by an alias",
    verdict: "unknown",
    given: bucketWith(document(deny({ ArnNotEqualsIfExists: { [KEY_ID]: KEY_ARN } })), {
      key: "alias/faces",
    }),
  },
  {
    name: "a negated operator alone",
    verdict: "fail",
    given: bucketWith(document(deny({ StringNotEquals: { [SSE]: "aws:kms" } }))),
    evidence: "aws_s3_bucket_policy.faces policy",
    witness: { action: "s3:PutObject" },
  },
  {
    name: "a negated operator alone, the key by an alias",
    verdict: "fail",
    given: bucketWith(document(deny({ StringNotEquals: { [SSE]: "aws:kms" } })), { key: "alias/faces" }),
  },
  {
    name: "IfExists, which is true of an absent header",
    verdict: "fail",
    given: bucketWith(document(deny({ StringNotEqualsIfExists: { [SSE]: "aws:kms" } }))),
  },
  {
    name: "the header in lower case, and StringNotLike",
    verdict: "fail",
    given: bucketWith(document(deny({ StringNotLike: { [SSE.toUpperCase()]: "aws:kms*" } }))),
  },
  {
    name: "Null true beside a negated operator, which is true of none as well",
    verdict: "fail",
    given: bucketWith(document(deny({ Null: { [SSE]: "true" }, StringNotEquals: { [SSE]: "aws:kms" } }))),
  },
  { name: "Null true", verdict: "fail", given: bucketWith(document(deny({ Null: { [SSE]: "true" } }))) },
  {
    name: "in the bucket's own policy, some objects only",
    verdict: "fail",
    given: {
      resource: {
        aws_s3_bucket: {
          faces: {
            bucket: "faces",
            policy: document(deny({ Null: { [SSE]: "true" } }, { Resource: "arn:aws:s3:::faces/members/*" })),
            server_side_encryption_configuration: {
              rule: {
                apply_server_side_encryption_by_default: {
                  sse_algorithm: "aws:kms",
                  kms_master_key_id: KEY_ARN,
                },
              },
            },
          },
        },
      },
    },
  },
  { name: "a policy that AWS refuses", verdict: "fail", given: bucketWith("{}") },
  { name: "a variable for the policy", verdict: "unknown", given: bucketWith("${var.policy}") },
  {
    name: "it is refused, and default encryption is not known",
    verdict: "unknown",
    given: bucketWith(document(deny({ Null: { [SSE]: "true" } })), { algorithm: "${var.algorithm}" }),
    reason: /default encryption/,
  },
  {
    name: "a bucket under no key of yours",
    verdict: "not-applicable",
    given: bucketWith(document(deny({ Null: { [SSE]: "true" } })), { algorithm: "AES256" }),
  },
  { name: "a log bucket", verdict: "not-applicable", given: LOG_BUCKET },
]);
