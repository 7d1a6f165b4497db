import { judges, type Stack } from "../support/judges";

const ACCOUNT = "111122223333";
const lambda = { aws_lambda_function: { verify: { function_name: "verify" } } };
const permitted = (permission: object, more: Stack["resource"] = {}): Stack => ({
  data: { aws_caller_identity: { now: {} } },
  resource: {
    ...lambda,
    ...more,
    aws_lambda_permission: {
      call: { function_name: "${aws_lambda_function.verify.function_name}", ...permission },
    },
  },
});
const url = (authorization_type: unknown, function_name = "${aws_lambda_function.verify.function_name}") => ({
  resource: { ...lambda, aws_lambda_function_url: { verify: { function_name, authorization_type } } },
});
const s3 = { principal: "s3.amazonaws.com", source_arn: "arn:aws:s3:::faces" };
const bucket = { aws_s3_bucket: { faces: { bucket: "faces" } } };
const rule = { aws_cloudwatch_event_rule: { nightly: { name: "nightly" } } };
const events = { principal: "events.amazonaws.com" };

judges("RKG-ACCESS-08", [
  { name: "nothing lets others call it", verdict: "pass", given: { resource: lambda } },
  {
    name: "a permission names ARN and account",
    verdict: "pass",
    given: permitted({ ...s3, source_account: ACCOUNT }),
  },
  {
    name: "both are references",
    verdict: "pass",
    given: permitted(
      {
        principal: "s3.amazonaws.com",
        source_arn: "${aws_s3_bucket.faces.arn}",
        source_account: "${data.aws_caller_identity.now.account_id}",
      },
      bucket,
    ),
  },
  {
    name: "the account is in the ARN",
    verdict: "pass",
    given: permitted({ ...events, source_arn: `arn:aws:events:eu-west-1:${ACCOUNT}:rule/nightly` }),
  },
  {
    name: "the account in the ARN is a reference",
    verdict: "pass",
    given: permitted({
      ...events,
      source_arn: "arn:aws:events:eu-west-1:${data.aws_caller_identity.now.account_id}:rule/nightly",
    }),
  },
  {
    name: "the ARN of a rule is a reference",
    verdict: "pass",
    given: permitted({ ...events, source_arn: "${aws_cloudwatch_event_rule.nightly.arn}" }, rule),
  },
  {
    name: "the ARN of an API is a reference with more behind it",
    verdict: "pass",
    given: permitted(
      {
        principal: "apigateway.amazonaws.com",
        source_arn: "${aws_api_gateway_rest_api.desk.execution_arn}/*/POST/verify",
      },
      { aws_api_gateway_rest_api: { desk: { name: "desk" } } },
    ),
  },
  {
    name: "a permission names an account",
    verdict: "pass",
    given: permitted({ principal: ACCOUNT }),
  },
  {
    name: "a permission names a role",
    verdict: "pass",
    given: permitted({ principal: `arn:aws:iam::${ACCOUNT}:role/desk` }),
  },
  {
    name: "a permission is for the organization",
    verdict: "pass",
    given: permitted({ principal: "*", principal_org_id: "o-abcdefghij" }),
  },
  { name: "the URL asks AWS_IAM", verdict: "pass", given: url("AWS_IAM") },
  {
    name: "a permission may be another function's, and is harmless",
    verdict: "pass",
    given: permitted({ function_name: "${var.name}", principal: ACCOUNT }),
  },
  { name: "a permission lets anybody call", verdict: "fail", given: permitted({ principal: "*" }) },
  {
    name: "a permission lets anybody call for a source",
    verdict: "fail",
    given: permitted({ principal: "*", source_account: ACCOUNT, source_arn: "arn:aws:s3:::faces" }),
    evidence: "aws_lambda_permission.call principal",
  },
  {
    name: "a permission is for the URL without authorization",
    verdict: "fail",
    given: permitted({ principal: "*", function_url_auth_type: "NONE", principal_org_id: "o-abcdefghij" }),
  },
  { name: "a service is not bound", verdict: "fail", given: permitted(events) },
  {
    name: "a service is bound to the account only",
    verdict: "fail",
    given: permitted({ ...events, source_account: ACCOUNT }),
  },
  {
    name: "a service is bound to a bucket only",
    verdict: "fail",
    given: permitted(s3),
    reason: /source_account/,
  },
  {
    name: "a service is bound to a bucket only, by reference",
    verdict: "fail",
    given: permitted({ ...s3, source_arn: "arn:aws:s3:::${aws_s3_bucket.faces.bucket}" }, bucket),
  },
  ...["*", "arn:aws:s3:::*", "arn:*:*:*:*:*"].map((source_arn) => ({
    name: `a service is bound to ${source_arn}`,
    verdict: "fail" as const,
    given: permitted({ ...s3, source_arn, source_account: ACCOUNT }),
    evidence: "aws_lambda_permission.call source_arn",
  })),
  {
    name: "a service is bound to any account",
    verdict: "fail",
    given: permitted({ ...events, source_arn: "arn:aws:events:eu-west-1:*:rule/nightly" }),
  },
  { name: "the ARN is empty", verdict: "fail", given: permitted({ ...events, source_arn: "" }) },
  {
    name: "the URL asks nobody",
    verdict: "fail",
    given: url("NONE"),
    evidence: "aws_lambda_function_url.verify authorization_type",
  },
  { name: "the URL of a literal name asks nobody", verdict: "fail", given: url("NONE", "verify") },
  {
    name: "the URL of the ARN asks nobody",
    verdict: "fail",
    given: url("NONE", "${aws_lambda_function.verify.arn}"),
  },
  {
    name: "the second permission lets anybody call",
    verdict: "fail",
    given: {
      resource: {
        ...lambda,
        aws_lambda_permission: {
          one: { function_name: "verify", principal: ACCOUNT },
          two: { function_name: "verify", principal: "*" },
        },
      },
    },
  },
  { name: "a variable holds the authorization", verdict: "unknown", given: url("${var.authorization}") },
  {
    name: "a variable holds the principal",
    verdict: "unknown",
    given: permitted({ principal: "${var.who}" }),
  },
  {
    name: "a variable holds the ARN",
    verdict: "unknown",
    given: permitted({ ...events, source_arn: "${var.arn}" }),
    reason: /source_account/,
  },
  {
    name: "a bucket's ARN alone is a reference",
    verdict: "unknown",
    given: permitted({ ...s3, source_arn: "${aws_s3_bucket.faces.arn}" }, bucket),
  },
  {
    name: "a public permission may be another function's",
    verdict: "unknown",
    given: permitted({ function_name: "${var.name}", principal: "*" }),
    reason: /aws_lambda_permission.call/,
  },
  {
    name: "a module may hold more",
    verdict: "unknown",
    given: { resource: lambda, module: { api: { source: "./api" } } },
  },
  { name: "there is no function", verdict: "not-applicable", given: {} },
]);
