import { ACCOUNT, judges, type Stack } from "../support/judges";

const LOGS = "arn:aws:s3:::logs";
const delivery = (more: object = {}, conditions: object = {}) => ({
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `${LOGS}/*`,
  Condition: {
    ArnLike: { "aws:SourceArn": "arn:aws:s3:::faces" },
    StringEquals: { "aws:SourceAccount": ACCOUNT },
    ...conditions,
  },
  ...more,
});
const DENY_PLAIN_HTTP = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [LOGS, `${LOGS}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

const logged = (
  policyText: unknown = policy(delivery()),
  more: Stack["resource"] = {},
  stack: Stack = {},
): Stack => ({
  ...stack,
  resource: {
    aws_s3_bucket: { faces: { bucket: "faces" }, logs: { bucket: "logs" } },
    aws_s3_bucket_logging: { faces: { bucket: "faces", target_bucket: "${aws_s3_bucket.logs.id}" } },
    ...(policyText === undefined
      ? {}
      : { aws_s3_bucket_policy: { logs: { bucket: "logs", policy: policyText } } }),
    ...more,
  },
});
const encrypted = (rule: unknown) =>
  logged(policy(delivery()), {
    aws_s3_bucket_server_side_encryption_configuration: { logs: { bucket: "logs", rule } },
  });
const algorithm = (sse_algorithm: unknown) =>
  encrypted([{ apply_server_side_encryption_by_default: { sse_algorithm } }]);

judges("RKG-DETECT-02", [
  {
    name: "only the service writes",
    verdict: "pass",
    given: logged(),
    evidence: "aws_s3_bucket_policy.logs policy",
  },
  {
    name: "plain HTTP is denied besides",
    verdict: "pass",
    given: logged(policy(delivery(), DENY_PLAIN_HTTP)),
  },
  {
    name: "somebody reads them",
    verdict: "pass",
    given: logged(
      policy(delivery(), {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/auditor` },
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: [LOGS, `${LOGS}/*`],
      }),
    ),
  },
  { name: "the encryption is SSE-S3", verdict: "pass", given: algorithm("AES256") },
  {
    name: "the encryption names no algorithm",
    verdict: "pass",
    given: encrypted([{ bucket_key_enabled: true }]),
  },
  {
    name: "the policy is a document of references",
    verdict: "pass",
    given: {
      resource: {
        aws_s3_bucket: { faces: { bucket: "${var.faces}" }, logs: { bucket: "${var.logs}" } },
        aws_s3_bucket_logging: {
          faces: { bucket: "${aws_s3_bucket.faces.id}", target_bucket: "${aws_s3_bucket.logs.id}" },
        },
        aws_s3_bucket_policy: {
          logs: { bucket: "${aws_s3_bucket.logs.id}", policy: "${data.aws_iam_policy_document.logs.json}" },
        },
      },
      data: {
        aws_iam_policy_document: {
          logs: {
            statement: [
              {
                actions: ["s3:PutObject"],
                resources: ["${aws_s3_bucket.logs.arn}/*"],
                principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
                condition: [
                  { test: "ArnEquals", variable: "aws:SourceArn", values: ["${aws_s3_bucket.faces.arn}"] },
                  { test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] },
                ],
              },
            ],
          },
        },
      },
    },
    subject: "aws_s3_bucket.logs",
  },
  {
    name: "two buckets log here, and the policy names both",
    verdict: "pass",
    given: logged(
      policy(delivery({}, { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::faces", "arn:aws:s3:::other"] } })),
      {
        aws_s3_bucket_logging: {
          faces: { bucket: "faces", target_bucket: "logs" },
          other: { bucket: "other", target_bucket: "logs" },
        },
        aws_s3_bucket: { faces: { bucket: "faces" }, logs: { bucket: "logs" }, other: { bucket: "other" } },
      },
    ),
  },
  {
    name: "nothing here logs to it, and its policy names the account",
    verdict: "pass",
    given: {
      resource: {
        aws_s3_bucket: {
          logs: { bucket: "logs", tags: { "guardrails:role": "access-logs" }, policy: policy(delivery()) },
        },
      },
    },
  },
  {
    name: "the bucket that logs here says so in a block of its own",
    verdict: "pass",
    given: {
      resource: {
        aws_s3_bucket: {
          faces: { bucket: "faces", logging: { target_bucket: "${aws_s3_bucket.logs.id}" } },
          more: { bucket: "more", logging: [{ target_bucket: "logs" }] },
          logs: {
            bucket: "logs",
            policy: policy(
              delivery({}, { ArnLike: { "aws:SourceArn": ["arn:aws:s3:::faces", "arn:aws:s3:::more"] } }),
            ),
          },
        },
      },
    },
  },
  {
    name: "a second bucket that logs here is not in the policy, which is as well",
    verdict: "pass",
    given: {
      resource: {
        aws_s3_bucket: {
          faces: { bucket: "faces", logging: { target_bucket: "logs" } },
          more: { bucket: "more", logging: { target_bucket: "logs" } },
          logs: { bucket: "logs", policy: policy(delivery()) },
        },
      },
    },
  },
  ...["aws:kms", "aws:kms:dsse"].map((each) => ({
    name: `logs are lost under ${each}`,
    verdict: "fail" as const,
    given: algorithm(each),
    evidence:
      "aws_s3_bucket_server_side_encryption_configuration.logs rule[0].apply_server_side_encryption_by_default.sse_algorithm",
  })),
  {
    name: "logs are lost under the key of the bucket's own block",
    verdict: "fail",
    given: logged(policy(delivery()), {
      aws_s3_bucket: {
        faces: { bucket: "faces" },
        logs: {
          bucket: "logs",
          server_side_encryption_configuration: {
            rule: { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" } },
          },
        },
      },
    }),
  },
  { name: "there is no policy", verdict: "fail", given: logged(null), reason: /no policy/ },
  {
    name: "the policy lets the service write nothing",
    verdict: "fail",
    given: logged(policy(DENY_PLAIN_HTTP)),
    reason: /nothing/,
  },
  {
    name: "the policy lets it write to another bucket only",
    verdict: "fail",
    given: logged(policy(delivery({ Resource: "arn:aws:s3:::other/*" }))),
  },
  {
    name: "every service may write",
    verdict: "fail",
    given: logged(policy(delivery(), delivery({ Principal: { Service: "logs.amazonaws.com" } }))),
    witness: { action: expect.stringMatching(/^s3:PutObject$/i) },
  },
  {
    name: "everybody may write from the bucket's ARN",
    verdict: "fail",
    given: logged(policy(delivery({ Principal: "*" }))),
  },
  {
    name: "no bucket is named",
    verdict: "fail",
    given: logged(policy(delivery({}, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }))),
  },
  {
    name: "another bucket is named",
    verdict: "fail",
    given: logged(policy(delivery({}, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } }))),
  },
  {
    name: "no account is named",
    verdict: "fail",
    given: logged(policy(delivery({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::faces" } } }))),
  },
  {
    name: "another account is named",
    verdict: "fail",
    given: logged(policy(delivery({}, { StringEquals: { "aws:SourceAccount": "444455556666" } }))),
  },
  {
    name: "the account is asked for only if it is there",
    verdict: "fail",
    given: logged(
      policy(
        delivery({
          Condition: {
            ArnLike: { "aws:SourceArn": "arn:aws:s3:::faces" },
            StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT },
          },
        }),
      ),
    ),
  },
  {
    name: "the service may do everything",
    verdict: "fail",
    given: logged(policy(delivery({ Action: "s3:*" }))),
  },
  {
    name: "somebody may delete logs",
    verdict: "fail",
    given: logged(
      policy(delivery(), {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: "s3:DeleteObject",
        Resource: `${LOGS}/*`,
      }),
    ),
  },
  {
    name: "somebody may do all but what is named",
    verdict: "fail",
    given: logged(
      policy(delivery(), {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/admin` },
        NotAction: "s3:DeleteBucket",
        Resource: `${LOGS}/*`,
      }),
    ),
  },
  { name: "the policy is not valid", verdict: "fail", given: logged("{}"), reason: /no valid policy/ },
  {
    name: "the bucket that logs here is of another account",
    verdict: "fail",
    given: {
      ...logged(policy(delivery()), {
        aws_s3_bucket: { faces: { bucket: "faces", provider: "aws.other" }, logs: { bucket: "logs" } },
      }),
      provider: {
        aws: [
          { region: "eu-west-1", allowed_account_ids: [ACCOUNT] },
          { alias: "other", region: "eu-west-1", allowed_account_ids: ["444455556666"] },
        ],
      },
    },
    reason: /another account/,
  },
  {
    name: "a variable says how logs are encrypted",
    verdict: "unknown",
    given: algorithm("${var.algorithm}"),
  },
  { name: "a variable is the policy", verdict: "unknown", given: logged("${var.policy}") },
  {
    name: "a variable says whose encryption it is",
    verdict: "unknown",
    given: logged(policy(delivery()), {
      aws_s3_bucket_server_side_encryption_configuration: {
        any: {
          bucket: "${var.bucket}",
          rule: { apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" } },
        },
      },
    }),
  },
  {
    name: "a bucket that is made elsewhere logs here",
    verdict: "unknown",
    given: logged(policy(delivery()), {
      aws_s3_bucket: { logs: { bucket: "logs" } },
    }),
    reason: /same account/,
  },
  {
    name: "a variable says which bucket logs here",
    verdict: "unknown",
    given: logged(policy(delivery()), {
      aws_s3_bucket: { logs: { bucket: "logs" } },
      aws_s3_bucket_logging: { faces: { bucket: "${var.bucket}", target_bucket: "logs" } },
    }),
    reason: /Which bucket logs here/,
  },
  {
    name: "the account is not known",
    verdict: "unknown",
    given: { ...logged(policy(delivery())), provider: { aws: [{ region: "eu-west-1" }] } },
    reason: /account/,
  },
  {
    name: "a bucket that only logs to itself is none",
    verdict: "not-applicable",
    given: {
      resource: { aws_s3_bucket: { faces: { bucket: "faces", logging: { target_bucket: "faces" } } } },
    },
  },
  {
    name: "no bucket receives logs",
    verdict: "not-applicable",
    given: { resource: { aws_s3_bucket: { faces: {} } } },
  },
]);
