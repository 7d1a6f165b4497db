import { judges } from "../support/judges";
import { allow, attachments, document, granted, rolePolicy } from "./support/grants";

const FULL = "arn:aws:iam::aws:policy/AmazonRekognitionFullAccess";
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => `rekognition:${letter}*`);
const compare = { aws_iam_policy: { compare: { policy: document(allow("rekognition:CompareFaces")) } } };
const attached = (policy_arn: string) => ({
  aws_iam_role_policy_attachment: { verify: { role: "verify", policy_arn } },
});

judges("RKG-ACCESS-04", [
  {
    name: "the policy names its actions",
    verdict: "pass",
    given: granted(allow("rekognition:CompareFaces")),
  },
  { name: "it allows some by a wildcard", verdict: "pass", given: granted(allow("rekognition:Detect*")) },
  { name: "it is about something else", verdict: "pass", given: granted(allow("s3:*")) },
  {
    name: "all but Rekognition is allowed",
    verdict: "pass",
    given: granted({ Effect: "Allow", NotAction: "rekognition:*", Resource: "*" }),
  },
  {
    name: "all but one of S3, on a bucket only",
    verdict: "pass",
    given: granted({ Effect: "Allow", NotAction: "s3:DeleteBucket", Resource: "arn:aws:s3:::faces" }),
  },
  {
    name: "all of Rekognition is denied",
    verdict: "pass",
    given: granted(allow("rekognition:*"), { Effect: "Deny", Action: "rekognition:*", Resource: "*" }),
  },
  {
    name: "a role has a policy of AWS for logs",
    verdict: "pass",
    given: {
      resource: {
        aws_iam_role: {
          verify: {
            managed_policy_arns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
          },
        },
      },
    },
  },
  {
    name: "a data source read the policy",
    verdict: "pass",
    given: {
      data: {
        aws_iam_policy: { ours: { name: "ours", policy: document(allow("rekognition:CompareFaces")) } },
      },
      resource: attached("${data.aws_iam_policy.ours.arn}"),
    },
  },
  ...[
    ["rekognition:*", allow("rekognition:*")],
    ["it in another case", allow("REKOGNITION:*")],
    ["more stars", allow("rekognition:**")],
    ["one character and a star", allow("rekognition:?*")],
    ["everything", allow("*")],
    ["everything on one bucket", allow("*", "arn:aws:s3:::faces")],
    ["all but IAM", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    ["all but one action", { Effect: "Allow", NotAction: "rekognition:DeleteFaces", Resource: "*" }],
    ["every letter", allow(letters)],
    [
      "it on one collection",
      allow("rekognition:*", "arn:aws:rekognition:eu-west-1:111122223333:collection/a"),
    ],
    [
      "it where not a bucket",
      { Effect: "Allow", Action: "rekognition:*", NotResource: "arn:aws:s3:::faces/*" },
    ],
    [
      "it in one region",
      { ...allow("rekognition:*"), Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } },
    ],
  ].map(([name, statement]) => ({
    name: `it allows ${String(name)}`,
    verdict: "fail" as const,
    given: granted(statement as object),
    evidence: "aws_iam_role_policy.verify policy",
  })),
  {
    name: "two statements together allow everything",
    verdict: "fail",
    given: granted(allow(letters.slice(0, 9)), allow(letters.slice(9))),
  },
  {
    name: "a Deny with a condition takes nothing away",
    verdict: "fail",
    given: granted(allow("rekognition:*"), {
      Effect: "Deny",
      Action: "rekognition:*",
      Resource: "*",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    }),
  },
  {
    name: "the service has a wildcard, which AWS refuses",
    verdict: "fail",
    given: granted(allow("rekog*:*")),
  },
  ...["aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_policy"].map((type) => ({
    name: `an ${type} allows it`,
    verdict: "fail" as const,
    given: { resource: { [type]: { verify: { policy: document(allow("rekognition:*")) } } } },
  })),
  {
    name: "a permission set allows it",
    verdict: "fail",
    given: {
      resource: {
        aws_ssoadmin_permission_set_inline_policy: { x: { inline_policy: document(allow("rekognition:*")) } },
      },
    },
  },
  {
    name: "an inline policy of a role allows it",
    verdict: "fail",
    given: {
      resource: {
        aws_iam_role: {
          verify: {
            inline_policy: [
              { name: "a", policy: document(allow("s3:GetObject", "arn:aws:s3:::faces/*")) },
              { name: "b", policy: document(allow("rekognition:*")) },
            ],
          },
        },
      },
    },
  },
  {
    name: "an aws_iam_policy_document allows it",
    verdict: "fail",
    given: {
      data: {
        aws_iam_policy_document: { all: { statement: [{ actions: ["rekognition:*"], resources: ["*"] }] } },
      },
      ...rolePolicy("${data.aws_iam_policy_document.all.json}"),
    },
  },
  ...attachments(FULL).map(([how, given]) => ({
    name: `AmazonRekognitionFullAccess is given ${how}`,
    verdict: "fail" as const,
    given,
  })),
  ...["AdministratorAccess", "PowerUserAccess"].map((name) => ({
    name: `${name} is given`,
    verdict: "fail" as const,
    given: { resource: attached(`arn:aws:iam::aws:policy/${name}`) },
    evidence: "aws_iam_role_policy_attachment.verify policy_arn",
  })),
  {
    name: "it is given by its ARN in any partition",
    verdict: "fail",
    given: {
      data: { aws_partition: { current: {} } },
      resource: attached(
        "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonRekognitionFullAccess",
      ),
    },
  },
  ...[{ name: "AmazonRekognitionFullAccess" }, { arn: FULL }].map((data) => ({
    name: `a data source finds it by its ${Object.keys(data).join()}`,
    verdict: "fail" as const,
    given: {
      data: { aws_iam_policy: { full: data } },
      resource: attached("${data.aws_iam_policy.full.arn}"),
    },
  })),
  {
    name: "a data source read that the policy allows it",
    verdict: "fail",
    given: {
      data: { aws_iam_policy: { ours: { name: "ours", policy: document(allow("rekognition:*")) } } },
      resource: attached("${data.aws_iam_policy.ours.arn}"),
    },
  },
  { name: "a variable holds the action", verdict: "unknown", given: granted(allow("${var.action}")) },
  {
    name: "a variable holds the resource",
    verdict: "unknown",
    given: granted(allow("rekognition:*", "${var.arn}")),
  },
  { name: "a variable holds the policy", verdict: "unknown", given: rolePolicy("${var.policy}") },
  { name: "a variable holds the ARN", verdict: "unknown", given: { resource: attached("${var.arn}") } },
  {
    name: "the policy is written elsewhere",
    verdict: "unknown",
    given: { resource: attached("arn:aws:iam::111122223333:policy/elsewhere") },
  },
  {
    name: "a policy of AWS is not known here",
    verdict: "unknown",
    given: { resource: attached("arn:aws:iam::aws:policy/AmazonSomethingNew") },
  },
  {
    name: "a data source finds a policy of the account",
    verdict: "unknown",
    given: {
      data: { aws_iam_policy: { ours: { name: "ours" } } },
      resource: attached("${data.aws_iam_policy.ours.arn}"),
    },
  },
  {
    name: "the ARN is another resource's output",
    verdict: "unknown",
    given: {
      resource: {
        aws_cloudformation_stack: { x: { name: "x" } },
        ...attached("${aws_cloudformation_stack.x.id}"),
      },
    },
  },
  {
    name: "the list of inline policies is a variable",
    verdict: "unknown",
    given: { resource: { aws_iam_role: { verify: { inline_policy: "${var.policies}" } } } },
  },
  {
    name: "the attached policy is judged by itself",
    verdict: "not-applicable",
    subject: "aws_iam_role_policy_attachment.verify",
    given: { resource: { ...compare, ...attached("${aws_iam_policy.compare.arn}") } },
  },
  {
    name: "the attached policy is judged by itself, and attached by its literal ARN",
    verdict: "not-applicable",
    subject: "aws_iam_role_policy_attachment.verify",
    given: {
      resource: {
        aws_iam_policy: { compare: { name: "compare", policy: document(allow("rekognition:CompareFaces")) } },
        ...attached("arn:aws:iam::111122223333:policy/compare"),
      },
    },
  },
  {
    name: "the attached policy is judged by itself, in managed_policy_arns",
    verdict: "not-applicable",
    subject: "aws_iam_role.verify",
    given: {
      resource: {
        ...compare,
        aws_iam_role: { verify: { managed_policy_arns: ["${aws_iam_policy.compare.arn}"] } },
      },
    },
  },
  {
    name: "an inline policy is empty",
    verdict: "not-applicable",
    given: { resource: { aws_iam_role: { verify: { inline_policy: [{}] } } } },
  },
  {
    name: "a role carries nothing",
    verdict: "not-applicable",
    given: { resource: { aws_iam_role: { verify: { name: "verify" } } } },
  },
  { name: "there is no role", verdict: "not-applicable", given: {} },
]);
