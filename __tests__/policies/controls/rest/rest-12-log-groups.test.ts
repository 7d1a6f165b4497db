import { ACCOUNT, judges, KEY_ARN, type Stack } from "../support/judges";
import { allow, document, root, UNBOUND } from "./key-policies";

const NAME = "/aws/lambda/verify";
const ARN = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${NAME}`;
const CONTEXT = "kms:EncryptionContext:aws:logs:arn";
const SERVICE = "logs.eu-west-1.amazonaws.com";
const ACTIONS = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];
const lets = (Condition?: object, Principal: string = SERVICE, Action: readonly string[] = ACTIONS) =>
  allow({ Service: Principal }, Action, Condition);
const group = (statement: unknown, more: Stack = {}, body: object = {}): Stack => ({
  ...more,
  resource: {
    aws_kms_key: { faces: { policy: document(root, statement) } },
    aws_cloudwatch_log_group: { verify: { name: NAME, kms_key_id: "${aws_kms_key.faces.arn}", ...body } },
    ...more.resource,
  },
});
const china = { aws: [{ region: "cn-north-1", allowed_account_ids: [ACCOUNT] }] };

judges("RKG-REST-12", [
  {
    name: "the key lets Logs use it for this group",
    verdict: "pass",
    given: group(lets({ ArnEquals: { [CONTEXT]: ARN } })),
    evidence: "aws_kms_key.faces policy",
  },
  {
    name: "for every group",
    verdict: "pass",
    given: group(lets({ ArnLike: { [CONTEXT]: `arn:aws:logs:eu-west-1:${ACCOUNT}:*` } })),
  },
  {
    name: "for every group, by StringLike",
    verdict: "pass",
    given: group(lets({ StringLike: { [CONTEXT]: "arn:aws:logs:*" } })),
  },
  { name: "unconfined, which RKG-REST-10 says", verdict: "pass", given: group(lets()) },
  {
    name: "by source account and ARN",
    verdict: "pass",
    given: group(lets({ StringEquals: { "aws:SourceAccount": ACCOUNT }, ArnLike: { "aws:SourceArn": ARN } })),
  },
  {
    name: "the account and region by reference",
    verdict: "pass",
    given: group(
      lets(
        {
          ArnLike: {
            [CONTEXT]:
              "arn:aws:logs:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:log-group:*",
          },
        },
        "logs.${data.aws_region.here.name}.amazonaws.com",
      ),
      { data: { aws_region: { here: {} }, aws_caller_identity: { me: {} } } },
    ),
  },
  {
    name: "the same where the provider is bound to neither",
    verdict: "pass",
    given: group(
      lets(
        {
          ArnLike: {
            [CONTEXT]:
              "arn:aws:logs:${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}:log-group:*",
          },
        },
        "logs.${data.aws_region.here.name}.amazonaws.com",
      ),
      { data: { aws_region: { here: {} }, aws_caller_identity: { me: {} } }, provider: { aws: [{}] } },
    ),
  },
  {
    name: "the name by reference to the function",
    verdict: "pass",
    given: group(
      lets({ ArnLike: { [CONTEXT]: ARN } }),
      { resource: { aws_lambda_function: { verify: { function_name: "verify" } } } },
      { name: "/aws/lambda/${aws_lambda_function.verify.function_name}" },
    ),
  },
  {
    name: "the key's policy is a resource of its own",
    verdict: "pass",
    given: {
      resource: {
        aws_kms_key: { faces: {} },
        aws_kms_key_policy: {
          faces: { key_id: "${aws_kms_key.faces.key_id}", policy: document(root, lets()) },
        },
        aws_cloudwatch_log_group: { verify: { name: NAME, kms_key_id: "${aws_kms_key.faces.arn}" } },
      },
    },
  },
  {
    name: "the key itself as resource",
    verdict: "pass",
    given: {
      resource: {
        aws_kms_key: { faces: {} },
        aws_kms_key_policy: {
          faces: {
            key_id: "${aws_kms_key.faces.arn}",
            policy: document(root, { ...lets(), Resource: "${aws_kms_key.faces.arn}" }),
          },
        },
        aws_cloudwatch_log_group: { verify: { name: NAME, kms_key_id: "${aws_kms_key.faces.arn}" } },
      },
    },
  },
  {
    name: "in China",
    verdict: "pass",
    given: group(
      lets({ ArnLike: { [CONTEXT]: "arn:aws-cn:logs:cn-north-1:*:*" } }, "logs.cn-north-1.amazonaws.com.cn"),
      {
        provider: china,
      },
    ),
  },
  {
    name: "a region of its own",
    verdict: "pass",
    given: group(lets(undefined, "logs.eu-central-1.amazonaws.com"), {}, { region: "eu-central-1" }),
  },
  {
    name: "no key",
    verdict: "fail",
    given: { resource: { aws_cloudwatch_log_group: { verify: { name: NAME } } } },
    evidence: "aws_cloudwatch_log_group.verify kms_key_id",
  },
  { name: "a key of AWS", verdict: "fail", given: group(lets(), {}, { kms_key_id: "alias/aws/logs" }) },
  {
    name: "another group",
    verdict: "fail",
    given: group(lets({ ArnEquals: { [CONTEXT]: `${ARN}-other` } })),
    evidence: "aws_kms_key.faces policy",
    witness: { principal: { type: "service", name: SERVICE } },
  },
  {
    name: "another account's groups",
    verdict: "fail",
    given: group(lets({ ArnLike: { [CONTEXT]: "arn:aws:logs:eu-west-1:999988887777:*" } })),
  },
  {
    name: "the group's ARN with `:*` behind, which Logs does not send",
    verdict: "fail",
    given: group(lets({ ArnEquals: { [CONTEXT]: `${ARN}:x` } })),
  },
  {
    name: "another region's Logs",
    verdict: "fail",
    given: group(lets(undefined, "logs.us-east-1.amazonaws.com")),
  },
  { name: "another service", verdict: "fail", given: group(lets(undefined, "lambda.amazonaws.com")) },
  {
    name: "reading only",
    verdict: "fail",
    given: group(lets(undefined, SERVICE, ["kms:Decrypt", "kms:DescribeKey"])),
  },
  {
    name: "a Deny beside it",
    verdict: "fail",
    given: group({ ...allow("*", "kms:GenerateDataKey"), Effect: "Deny" }),
  },
  {
    name: "the default policy",
    verdict: "fail",
    given: {
      resource: {
        aws_kms_key: { faces: {} },
        aws_cloudwatch_log_group: { verify: { name: NAME, kms_key_id: "${aws_kms_key.faces.arn}" } },
      },
    },
    reason: /default policy/,
  },
  {
    name: "a key of elsewhere, whose policy is judged there",
    verdict: "pass",
    given: group(lets(), {}, { kms_key_id: KEY_ARN }),
    reason: /managed elsewhere/,
  },
  {
    name: "a variable for the key",
    verdict: "unknown",
    given: group(lets(), {}, { kms_key_id: "${var.key}" }),
  },
  {
    name: "a name that AWS makes",
    verdict: "unknown",
    given: group(lets(), {}, { name: undefined, name_prefix: "verify" }),
  },
  {
    name: "a variable for the name",
    verdict: "unknown",
    given: group(lets({ ArnEquals: { [CONTEXT]: ARN } }), {}, { name: "${var.name}" }),
  },
  {
    name: "an account that is not known",
    verdict: "unknown",
    given: group(lets(), { provider: UNBOUND }),
    reason: /--account/,
  },
  {
    name: "a region that is not known",
    verdict: "unknown",
    given: group(lets(), { provider: { aws: [{ allowed_account_ids: [ACCOUNT] }] } }),
    reason: /region/,
  },
  {
    name: "a variable for the region",
    verdict: "unknown",
    given: group(lets(), {}, { region: "${var.region}" }),
  },
  {
    name: "a policy that a module may hold",
    verdict: "unknown",
    given: {
      resource: {
        aws_kms_key: { faces: {} },
        aws_cloudwatch_log_group: { verify: { name: NAME, kms_key_id: "${aws_kms_key.faces.arn}" } },
      },
      module: { policy: { source: "./policy" } },
    },
  },
  { name: "no log group", verdict: "not-applicable", given: {} },
]);
