import { ACCOUNT, judges, provider } from "../support/judges";
import { attachment, organization, together } from "./organization";
import type { Bodies } from "./shapes";

const allowing = (Action: unknown, more: object = {}) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*", ...more }] });
const OTHER_ACCOUNT = "444455556666";

const USES: readonly (readonly [string, Bodies])[] = [
  [
    "a policy allows an action",
    { aws_iam_role_policy: { p: { policy: allowing("rekognition:CompareFaces") } } },
  ],
  ["a policy allows everything", { aws_iam_policy: { p: { policy: allowing(["s3:GetObject", "*"]) } } }],
  [
    "a policy allows all but another service",
    {
      aws_iam_user_policy: {
        p: {
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
          }),
        },
      },
    },
  ],
  [
    "a role holds a policy inline",
    { aws_iam_role: { r: { inline_policy: [{ name: "a", policy: allowing("Rekognition:Detect*") }] } } },
  ],
  [
    "a role names AWS's own policy",
    {
      aws_iam_role: { r: { managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonRekognitionFullAccess"] } },
    },
  ],
  [
    "AWS's own policy is attached",
    {
      aws_iam_role_policy_attachment: {
        a: { policy_arn: "arn:aws:iam::aws:policy/AmazonRekognitionReadOnlyAccess" },
      },
    },
  ],
  [
    "a function verifies, by its tag",
    { aws_lambda_function: { f: { tags: { "guardrails:role": "verification" } } } },
  ],
  [
    "a function verifies, by its environment",
    { aws_lambda_function: { f: { environment: { variables: { SIMILARITY_THRESHOLD: "99" } } } } },
  ],
  [
    "an endpoint leads there",
    { aws_vpc_endpoint: { e: { service_name: "com.amazonaws.eu-west-1.rekognition" } } },
  ],
  [
    "an endpoint leads there, by a variable region",
    { aws_vpc_endpoint: { e: { service_name: "com.amazonaws.${var.region}.rekognition-fips" } } },
  ],
  ["a stream processor watches", { aws_rekognition_stream_processor: { s: { name: "s" } } }],
];

judges("RKG-OPTOUT-01", [
  ...USES.map(([name, resource]) => ({
    name: `it is used: ${name}`,
    verdict: "fail" as const,
    given: { resource },
  })),
  {
    name: "it is used: AWS's own policy is looked up and attached",
    verdict: "fail",
    given: {
      data: { aws_iam_policy: { r: { name: "AmazonRekognitionFullAccess" } } },
      resource: { aws_iam_role_policy_attachment: { a: { policy_arn: "${data.aws_iam_policy.r.arn}" } } },
    },
  },
  {
    name: "it is used: the endpoint's service is looked up",
    verdict: "fail",
    given: {
      data: { aws_vpc_endpoint_service: { r: { service: "rekognition" } } },
      resource: {
        aws_vpc_endpoint: { e: { service_name: "${data.aws_vpc_endpoint_service.r.service_name}" } },
      },
    },
  },
  {
    name: "a module may use it",
    verdict: "unknown",
    given: { module: { desk: { source: "./desk" } } },
    reason: /desk/,
  },
  {
    name: "which account it is used in is not known",
    verdict: "unknown",
    given: {
      ...together(organization(undefined, { a: attachment(ACCOUNT) })),
      provider: { aws: [{ region: "eu-west-1" }] },
    },
    reason: /names the account/,
  },
  {
    name: "a policy that may allow its actions",
    verdict: "unknown",
    given: { resource: { aws_iam_policy: { p: { policy: "${var.policy}" } } } },
    reason: /not known/,
  },
  {
    name: "a function that is only named like one",
    verdict: "unknown",
    given: { resource: { aws_lambda_function: { f: { function_name: "compare-faces" } } } },
    reason: /named like/,
  },
  {
    name: "where it may be used, it is opted out",
    verdict: "pass",
    given: { resource: { aws_iam_policy: { p: { policy: "${var.policy}" } }, ...organization() } },
  },
  { name: "nothing uses it", verdict: "not-applicable", given: { resource: organization() } },
  {
    name: "policies allow other services only",
    verdict: "not-applicable",
    given: {
      resource: {
        aws_iam_policy: { p: { policy: allowing("s3:GetObject") } },
        aws_vpc_endpoint: { e: { service_name: "com.amazonaws.eu-west-1.s3" } },
      },
      provider,
    },
  },
  {
    name: "a policy denies it only",
    verdict: "not-applicable",
    given: {
      resource: {
        aws_iam_policy: {
          p: {
            policy: JSON.stringify({
              Version: "2012-10-17",
              Statement: [{ Effect: "Deny", Action: "rekognition:*", Resource: "*" }],
            }),
          },
        },
      },
    },
  },
  {
    name: "a policy that AWS refuses",
    verdict: "not-applicable",
    given: {
      resource: {
        aws_iam_policy: { p: { policy: '{"Statement":[{"Effect":"Perhaps","Action":"*","Resource":"*"}]}' } },
      },
    },
  },
  {
    name: "AWS's own policies for other services are attached",
    verdict: "not-applicable",
    given: {
      data: { aws_iam_policy: { other: { name: "AmazonS3ReadOnlyAccess" } } },
      resource: {
        aws_iam_role_policy_attachment: {
          a: { policy_arn: "${data.aws_iam_policy.other.arn}" },
          b: { policy_arn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" },
          c: { policy_arn: "${var.policy_arn}" },
        },
        aws_vpc_endpoint: { e: {}, v: { service_name: "${var.service}" } },
        aws_iam_role: { r: { name: "r" } },
      },
    },
  },
  {
    name: "it is used in two accounts, and one is opted out",
    verdict: "fail",
    given: {
      provider: {
        aws: [
          { region: "eu-west-1", allowed_account_ids: [ACCOUNT] },
          { alias: "other", region: "eu-west-1", allowed_account_ids: [OTHER_ACCOUNT] },
        ],
      },
      resource: {
        aws_rekognition_collection: { a: {}, b: { provider: "aws.other" } },
        ...organization(undefined, { a: attachment(ACCOUNT) }),
      },
    },
    reason: new RegExp(OTHER_ACCOUNT),
  },
  {
    name: "a statement of a policy is made by a dynamic block",
    verdict: "unknown",
    given: {
      data: {
        aws_iam_policy_document: {
          d: { dynamic: { statement: { for_each: "${var.statements}", content: {} } } },
        },
      },
      resource: { aws_iam_policy: { p: { policy: "${data.aws_iam_policy_document.d.json}" } } },
    },
  },
]);
