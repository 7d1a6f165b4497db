import { type Case, judges, KEY_ARN } from "../support/judges";
import { bucketWith, deny, document, KEY_ID, LOG_BUCKET, SSE } from "./bucket-policies";

const KMS = ["aws:kms", "aws:kms:dsse"];
const otherAlgorithm = deny({ Null: { [SSE]: "false" }, StringNotEquals: { [SSE]: KMS } });
const otherKey = (key: string) => deny({ Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: key } });
const noKey = deny({ StringEquals: { [SSE]: KMS }, Null: { [KEY_ID]: "true" } });
const all = (key: string) => document(otherAlgorithm, otherKey(key), noKey);
const KEY = "${aws_kms_key.faces.arn}";
const key = { resource: { aws_kms_key: { faces: {} } } };

judges("RKG-REST-03", [
  { name: "three denies, a literal key", verdict: "pass", given: bucketWith(all(KEY_ARN)) },
  {
    name: "a key of the configuration",
    verdict: "pass",
    given: bucketWith(all(KEY), { key: KEY, more: key }),
  },
  {
    name: "the key named by its id in the default encryption",
    verdict: "pass",
    given: bucketWith(all(KEY), { key: "${aws_kms_key.faces.key_id}", more: key }),
  },
  {
    name: "the key named by an alias of the configuration",
    verdict: "pass",
    given: bucketWith(all(KEY), {
      key: "${aws_kms_alias.faces.arn}",
      more: {
        resource: {
          ...key.resource,
          aws_kms_alias: { faces: { name: "alias/faces", target_key_id: "${aws_kms_key.faces.key_id}" } },
        },
      },
    }),
  },
  {
    name: "a variable for the key, which need not be an ARN",
    verdict: "unknown",
    given: bucketWith(all("${var.key_arn}"), { key: "${var.key_arn}" }),
  },
  {
    name: "a key that a data source looks up",
    verdict: "pass",
    given: bucketWith(all("${data.aws_kms_key.faces.arn}"), {
      key: "${data.aws_kms_key.faces.arn}",
      more: { data: { aws_kms_key: { faces: { key_id: "alias/faces" } } } },
    }),
  },
  {
    name: "denies that also refuse uploads without headers",
    verdict: "pass",
    given: bucketWith(
      document(
        deny({ StringNotEquals: { [SSE]: "aws:kms" } }),
        deny({ StringNotEqualsIfExists: { [KEY_ID]: KEY_ARN } }),
      ),
    ),
  },
  {
    name: "one statement that refuses every upload",
    verdict: "pass",
    given: bucketWith(document(deny({}, { Action: "s3:Put*", Condition: undefined }))),
  },
  {
    name: "an aws_iam_policy_document",
    verdict: "pass",
    given: bucketWith("${data.aws_iam_policy_document.faces.json}", {
      more: {
        data: {
          aws_iam_policy_document: {
            faces: {
              statement: [
                {
                  effect: "Deny",
                  actions: ["s3:PutObject"],
                  resources: ["${aws_s3_bucket.faces.arn}/*"],
                  principals: [{ type: "*", identifiers: ["*"] }],
                  condition: [{ test: "StringNotEquals", variable: SSE, values: ["aws:kms"] }],
                },
                {
                  effect: "Deny",
                  actions: ["s3:PutObject"],
                  resources: ["${aws_s3_bucket.faces.arn}/*"],
                  principals: [{ type: "*", identifiers: ["*"] }],
                  condition: [{ test: "ArnNotEqualsIfExists", variable: KEY_ID, values: [KEY_ARN] }],
                },
              ],
            },
          },
        },
      },
    }),
  },
  { name: "no policy", verdict: "fail", given: bucketWith(undefined) },
  {
    name: "another algorithm",
    verdict: "fail",
    given: bucketWith(document(otherKey(KEY_ARN), noKey)),
    reason: /another algorithm/,
    evidence: "aws_s3_bucket_policy.faces policy",
    witness: { action: "s3:PutObject" },
  },
  {
    name: "another key",
    verdict: "fail",
    given: bucketWith(document(otherAlgorithm, noKey)),
    reason: /another key/,
  },
  {
    name: "aws:kms without a key id",
    verdict: "fail",
    given: bucketWith(document(otherAlgorithm, otherKey(KEY_ARN))),
    reason: /without a key id/,
    witness: { context: { [SSE]: expect.stringMatching(/^aws:kms/) } },
  },
  {
    name: "any key of the account",
    verdict: "fail",
    given: bucketWith(all("arn:aws:kms:eu-west-1:111122223333:key/*")),
    reason: /another key/,
  },
  {
    name: "some objects only",
    verdict: "fail",
    given: bucketWith(
      document(
        ...[otherAlgorithm, otherKey(KEY_ARN), noKey].map((each) => ({
          ...each,
          Resource: "arn:aws:s3:::faces/members/*",
        })),
      ),
    ),
  },
  {
    name: "some principals only",
    verdict: "fail",
    given: bucketWith(
      document(
        ...[otherAlgorithm, otherKey(KEY_ARN), noKey].map((each) => ({
          ...each,
          Principal: { AWS: "arn:aws:iam::111122223333:role/verify" },
        })),
      ),
    ),
  },
  {
    name: "an algorithm that is refused only where none is named",
    verdict: "fail",
    given: bucketWith(
      document(deny({ Null: { [SSE]: "true" }, StringNotEquals: { [SSE]: KMS } }), otherKey(KEY_ARN), noKey),
    ),
    reason: /another algorithm/,
  },
  {
    name: "a policy that AWS refuses",
    verdict: "fail",
    given: bucketWith('{"Statement": 1}'),
  },
  {
    name: "a key that is not known, and one deny missing",
    verdict: "fail",
    given: bucketWith(document(noKey), { key: "${local.nothing}" }),
  },
  ...[KEY_ARN, "${var.key}"].map(
    (key): Case => ({
      name: `a configuration beside another, under ${key}`,
      verdict: "unknown",
      given: bucketWith(all(KEY_ARN), {
        key,
        more: {
          resource: {
            aws_s3_bucket_server_side_encryption_configuration: Object.fromEntries(
              ["one", "other"].map((name) => [
                name,
                {
                  bucket: "faces",
                  rule: [
                    {
                      apply_server_side_encryption_by_default: {
                        sse_algorithm: "aws:kms",
                        kms_master_key_id: key,
                      },
                    },
                  ],
                },
              ]),
            ),
          },
        },
      }),
    }),
  ),
  {
    name: "a key of several, by count",
    verdict: "unknown",
    given: bucketWith(all("${var.key}"), { key: "${each.value}" }),
  },
  {
    name: "a variable in the policy",
    verdict: "unknown",
    given: bucketWith("${var.policy}"),
  },
  {
    name: "the key only by an alias of elsewhere",
    verdict: "unknown",
    given: bucketWith(all(KEY_ARN), { key: "alias/faces" }),
    reason: /by its ARN/,
  },
  {
    name: "default encryption that a module may hold",
    verdict: "unknown",
    given: {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces" } },
        aws_s3_bucket_policy: { faces: { bucket: "faces", policy: all(KEY_ARN) } },
      },
      module: { encryption: { source: "./encryption" } },
    },
  },
  {
    name: "a variable for the algorithm",
    verdict: "unknown",
    given: bucketWith(all(KEY_ARN), { algorithm: "${var.algorithm}" }),
  },
  {
    name: "a bucket under no key of its own",
    verdict: "not-applicable",
    given: bucketWith(all(KEY_ARN), { algorithm: "AES256" }),
  },
  { name: "alias/aws/s3", verdict: "not-applicable", given: bucketWith(undefined, { key: "alias/aws/s3" }) },
  {
    name: "no default encryption",
    verdict: "not-applicable",
    given: { resource: { aws_s3_bucket: { faces: { bucket: "faces" } } } },
  },
  { name: "a log bucket", verdict: "not-applicable", given: LOG_BUCKET },
]);
