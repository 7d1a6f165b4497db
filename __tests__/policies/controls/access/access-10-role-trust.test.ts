import { ACCOUNT, judges, type Stack } from "../support/judges";

const trust = (...statements: readonly object[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((each) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...each })),
  });
const role = (assume_role_policy: unknown, rest: Stack = {}): Stack => ({
  ...rest,
  resource: { aws_iam_role: { verify: { name: "verify", assume_role_policy } } },
});
const rekognition = { Principal: { Service: "rekognition.amazonaws.com" } };
const streams = `arn:aws:rekognition:eu-west-1:${ACCOUNT}:streamprocessor/*`;
const nobody = { provider: { aws: [{ region: "eu-west-1" }] } };

judges("RKG-ACCESS-10", [
  {
    name: "it trusts Lambda",
    verdict: "pass",
    given: role(trust({ Principal: { Service: "lambda.amazonaws.com" } })),
  },
  {
    name: "it trusts the account and a role of it",
    verdict: "pass",
    given: role(trust({ Principal: { AWS: [ACCOUNT, `arn:aws:iam::${ACCOUNT}:role/ops`] } })),
  },
  {
    name: "it trusts Rekognition for the account",
    verdict: "pass",
    given: role(
      trust({
        ...rekognition,
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT }, ArnLike: { "aws:SourceArn": streams } },
      }),
    ),
  },
  {
    name: "an aws_iam_policy_document trusts Lambda",
    verdict: "pass",
    given: role("${data.aws_iam_policy_document.trust.json}", {
      data: {
        aws_iam_policy_document: {
          trust: {
            statement: [
              {
                actions: ["sts:AssumeRole"],
                principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }],
              },
            ],
          },
        },
      },
    }),
  },
  {
    name: "the account is not known, and only Lambda is trusted",
    verdict: "pass",
    given: role(trust({ Principal: { Service: "lambda.amazonaws.com" } }), nobody),
  },
  ...[
    ["anybody", { Principal: { AWS: "*" } }],
    [
      "anybody with an external id",
      { Principal: "*", Condition: { StringEquals: { "sts:ExternalId": "x" } } },
    ],
    ["another account", { Principal: { AWS: "arn:aws:iam::444455556666:root" } }],
    ["a role of another account", { Principal: { AWS: "arn:aws:iam::444455556666:role/ops" } }],
    ["Rekognition for anybody", rekognition],
    [
      "Rekognition for the account, whatever the ARN",
      { ...rekognition, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } },
    ],
    ["Rekognition by the ARN only", { ...rekognition, Condition: { ArnLike: { "aws:SourceArn": streams } } }],
    [
      "Rekognition, if it says for whom",
      {
        ...rekognition,
        Condition: {
          StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT },
          ArnLikeIfExists: { "aws:SourceArn": streams },
        },
      },
    ],
    [
      "Rekognition beside Lambda",
      { Principal: { Service: ["lambda.amazonaws.com", "rekognition.amazonaws.com"] } },
    ],
  ].map(([name, statement]) => ({
    name: `it trusts ${String(name)}`,
    verdict: "fail" as const,
    given: role(trust(statement as object)),
    evidence: "aws_iam_role.verify assume_role_policy",
    witness: { action: "sts:AssumeRole" },
  })),
  {
    name: "it is no valid policy",
    verdict: "fail",
    given: role(trust({ Principal: { Service: "lambda" } })),
  },
  { name: "it says nothing", verdict: "fail", given: role(undefined) },
  {
    name: "the account is not known, and anybody is trusted",
    verdict: "fail",
    given: role(trust({ Principal: { AWS: "*" } }), nobody),
  },
  {
    name: "the account is not known, and Rekognition is trusted for whatever account",
    verdict: "fail",
    given: role(trust(rekognition), nobody),
    reason: /whatever account/,
  },
  {
    name: "the account is not known, and one is trusted",
    verdict: "unknown",
    given: role(trust({ Principal: { AWS: ACCOUNT } }), nobody),
    reason: /allowed_account_ids/,
  },
  {
    name: "a federation is trusted",
    verdict: "unknown",
    given: role(
      trust({
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
      }),
    ),
  },
  { name: "a variable holds the policy", verdict: "unknown", given: role("${var.trust}") },
  {
    name: "a variable holds who",
    verdict: "unknown",
    given: role(trust({ Principal: { AWS: "${var.who}" } })),
  },
  { name: "there is no role", verdict: "not-applicable", given: {} },
]);
