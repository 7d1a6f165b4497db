import { ACCOUNT, judges, resultsOf, type Stack } from "../support/judges";

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (rest: object) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::faces/*",
  ...rest,
});
const faces = (document: string, rest: Stack = {}): Stack => ({
  ...rest,
  resource: {
    aws_s3_bucket: { faces: { bucket: "faces" } },
    aws_s3_bucket_policy: { faces: { bucket: "${aws_s3_bucket.faces.id}", policy: document } },
  },
});
const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "arn:aws:s3:::faces/*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const logging = { Principal: { Service: "logging.s3.amazonaws.com" } };
const nobody = { provider: { aws: [{ region: "eu-west-1" }] } };

judges("RKG-ACCESS-03", [
  { name: "it only denies", verdict: "pass", given: faces(policy(deny)) },
  {
    name: "it allows the account's root, a role and a user",
    verdict: "pass",
    given: faces(
      policy(
        allow({
          Principal: {
            AWS: [ACCOUNT, `arn:aws:iam::${ACCOUNT}:role/verify`, `arn:aws:iam::${ACCOUNT}:user/ada`],
          },
        }),
      ),
    ),
  },
  {
    name: "it allows a service for the account",
    verdict: "pass",
    given: faces(
      policy(allow({ ...logging, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } })),
    ),
  },
  {
    name: "it allows a service for an ARN of the account",
    verdict: "pass",
    given: faces(
      policy(
        allow({
          Principal: { Service: "cloudfront.amazonaws.com" },
          Condition: { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/E1` } },
        }),
      ),
    ),
  },
  {
    name: "it allows everybody of the account",
    verdict: "pass",
    given: faces(
      policy(allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } } })),
    ),
  },
  {
    name: "there is no policy",
    verdict: "pass",
    given: { resource: { aws_s3_bucket: { faces: { bucket: "faces" } } } },
  },
  {
    name: "the account is not known, and it only denies",
    verdict: "pass",
    given: faces(policy(deny), nobody),
  },
  ...[
    ["everybody", { Principal: "*" }],
    ["everybody of AWS", { Principal: { AWS: "*" } }],
    ["everybody on a network", { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }],
    ["everybody over TLS", { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["another account", { Principal: { AWS: "444455556666" } }],
    ["another account beside its own", { Principal: { AWS: [ACCOUNT, "444455556666"] } }],
    ["a role of another account", { Principal: { AWS: "arn:aws:iam::444455556666:role/x" } }],
    ["everybody but one", { NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/verify` } }],
    ["a service", logging],
    [
      "a service for another account",
      { ...logging, Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } } },
    ],
    [
      "a service for the account, if it says so",
      { ...logging, Condition: { StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT } } },
    ],
    [
      "the organization",
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } },
    ],
  ].map(([name, rest]) => ({
    name: `it allows ${String(name)}`,
    verdict: "fail" as const,
    given: faces(policy(deny, allow(rest as object))),
    evidence: "aws_s3_bucket_policy.faces policy",
    witness: { action: "s3:GetObject" },
  })),
  {
    name: "it is no valid policy",
    verdict: "fail",
    given: faces(policy({ ...allow({ Principal: "*" }), Effect: "allow" })),
  },
  {
    name: "the account is not known, and it allows anybody",
    verdict: "fail",
    given: faces(policy(allow({ Principal: "*" })), nobody),
  },
  {
    name: "the account is not known, and it allows a service for whatever account",
    verdict: "fail",
    given: faces(policy(allow(logging)), nobody),
    reason: /whatever account/,
  },
  {
    name: "the account is not known, and a service is bound to one",
    verdict: "unknown",
    given: faces(
      policy(allow({ ...logging, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } })),
      nobody,
    ),
  },
  {
    name: "the account is not known, and it names one",
    verdict: "unknown",
    given: faces(policy(allow({ Principal: { AWS: ACCOUNT } })), nobody),
    reason: /allowed_account_ids/,
  },
  {
    name: "a variable decides who",
    verdict: "unknown",
    given: faces(policy(allow({ Principal: { AWS: "${var.reader}" } }))),
  },
  { name: "a variable holds the policy", verdict: "unknown", given: faces("${var.policy}") },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);

const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:failures`;
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`;
const queue = (statement: object): Stack => ({
  resource: {
    aws_sqs_queue: {
      failures: {
        name: "failures",
        policy: policy({ Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE, ...statement }),
      },
    },
  },
});
const topic = (statement: object): Stack => ({
  resource: {
    aws_sns_topic: { alarms: { name: "alarms" } },
    aws_sns_topic_policy: {
      alarms: {
        arn: "${aws_sns_topic.alarms.arn}",
        policy: policy({ Effect: "Allow", Action: "sns:Publish", Resource: TOPIC, ...statement }),
      },
    },
  },
});

describe("Queues and topics", () => {
  it.each<readonly [string, string, Stack]>([
    ["fail", "a queue that everybody may send to", queue({ Principal: "*" })],
    [
      "fail",
      "a queue that another account may read",
      queue({ Principal: { AWS: "999900001111" }, Action: "sqs:ReceiveMessage" }),
    ],
    [
      "fail",
      "a topic that any alarm in the world may publish to",
      topic({ Principal: { Service: "cloudwatch.amazonaws.com" } }),
    ],
    [
      "fail",
      "a topic for a source in another account",
      topic({ Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": "999900001111" } } }),
    ],
    [
      "pass",
      "a topic for alarms of the account",
      topic({
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      }),
    ],
    [
      "pass",
      "the policy that SNS gives a topic",
      topic({ Principal: { AWS: "*" }, Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } } }),
    ],
    [
      "pass",
      "a queue for a topic of the account",
      queue({ Principal: "*", Condition: { ArnEquals: { "aws:SourceArn": TOPIC } } }),
    ],
    ["pass", "a queue without a policy", { resource: { aws_sqs_queue: { failures: { name: "failures" } } } }],
  ])("%s: %s", (verdict, _name, given) => {
    expect(resultsOf("RKG-ACCESS-03", given).map((result) => result.verdict)).toEqual([verdict]);
  });
});
