import { judges, type Stack } from "../support/judges";

const NAME = "${aws_lambda_function.verify.function_name}";
const ACTION = "arn:aws:sns:eu-west-1:111122223333:alarms";

const alarmOn = (metric_name: unknown, more: object = {}) => ({
  namespace: "AWS/Lambda",
  metric_name,
  dimensions: { FunctionName: NAME },
  comparison_operator: "GreaterThanOrEqualToThreshold",
  threshold: 1,
  alarm_actions: [ACTION],
  ...more,
});
const withAlarms = (alarms: Readonly<Record<string, object>>, more: Stack["resource"] = {}): Stack => ({
  resource: {
    aws_lambda_function: { verify: { function_name: "verify" } },
    aws_cloudwatch_metric_alarm: alarms as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
    ...more,
  },
});
/** Both alarms, the one on errors changed. */
const both = (errors: object, more: Stack["resource"] = {}): Stack =>
  withAlarms({ errors: alarmOn("Errors", errors), throttles: alarmOn("Throttles") }, more);
const query = (id: string, metric_name: unknown, more: object = {}) => ({
  id,
  metric: {
    metric_name,
    namespace: "AWS/Lambda",
    dimensions: { FunctionName: NAME },
    stat: "Sum",
    period: 60,
  },
  ...more,
});
const math = (...metric_query: readonly object[]): Stack =>
  withAlarms({
    errors: {
      metric_query,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      alarm_actions: [ACTION],
    },
    throttles: alarmOn("Throttles"),
  });

judges("RKG-DETECT-03", [
  {
    name: "there are both",
    verdict: "pass",
    given: both({}),
    evidence: "aws_cloudwatch_metric_alarm.errors alarm_actions",
  },
  ...["verify", "${aws_lambda_function.verify.id}", "${aws_lambda_function.verify.function_name}"].map(
    (FunctionName) => ({
      name: `the function is named as ${FunctionName}`,
      verdict: "pass" as const,
      given: both({ dimensions: { FunctionName } }),
    }),
  ),
  {
    name: "the dimension Resource is the function itself",
    verdict: "pass",
    given: both({ dimensions: { FunctionName: "verify", Resource: "verify" } }),
  },
  { name: "the alarm counts every function", verdict: "pass", given: both({ dimensions: undefined }) },
  { name: "the action is a variable", verdict: "pass", given: both({ alarm_actions: ["${var.topic}"] }) },
  { name: "the actions are on", verdict: "pass", given: both({ actions_enabled: true }) },
  {
    name: "nothing is said of the comparison",
    verdict: "pass",
    given: both({ comparison_operator: undefined }),
  },
  {
    name: "a second alarm acts where the first does not",
    verdict: "pass",
    given: withAlarms({
      silent: alarmOn("Errors", { alarm_actions: [] }),
      errors: alarmOn("Errors"),
      throttles: alarmOn("Throttles"),
    }),
  },
  {
    name: "metric math reads one metric",
    verdict: "pass",
    given: math(query("m1", "Errors", { return_data: true })),
  },
  {
    name: "metric math reads one metric, and nothing says that it counts",
    verdict: "pass",
    given: math(query("m1", "Errors")),
  },
  {
    name: "metric math computes with it",
    verdict: "pass",
    given: math(
      query("m1", "Errors"),
      query("m2", "Invocations"),
      { id: "rate", expression: "100 * m1 / m2" },
      { id: "e1", expression: "FILL(rate, 0)", return_data: "true" },
    ),
  },
  {
    name: "there is none on throttles",
    verdict: "fail",
    given: withAlarms({ errors: alarmOn("Errors") }),
    reason: /throttles/,
  },
  { name: "there is none", verdict: "fail", given: withAlarms({}), reason: /errors.*throttles/ },
  {
    name: "it is of another function",
    verdict: "fail",
    given: both({ dimensions: { FunctionName: "other" } }),
  },
  { name: "it is of another service", verdict: "fail", given: both({ namespace: "AWS/S3" }) },
  { name: "it has no namespace", verdict: "fail", given: both({ namespace: undefined }) },
  {
    name: "it names no function but a resource",
    verdict: "fail",
    given: both({ dimensions: { Resource: "verify:1" } }),
  },
  {
    name: "it has no action",
    verdict: "fail",
    given: both({ alarm_actions: undefined }),
    reason: /no action/,
  },
  { name: "its actions are empty", verdict: "fail", given: both({ alarm_actions: [] }) },
  { name: "its action is an empty text", verdict: "fail", given: both({ alarm_actions: [""] }) },
  {
    name: "it acts only when all is well again",
    verdict: "fail",
    given: both({ alarm_actions: [], ok_actions: [ACTION] }),
  },
  {
    name: "its actions are off",
    verdict: "fail",
    given: both({ actions_enabled: false }),
    evidence: "aws_cloudwatch_metric_alarm.errors actions_enabled",
  },
  {
    name: "it goes off when there are few",
    verdict: "fail",
    given: both({ comparison_operator: "LessThanThreshold" }),
    reason: /few/,
  },
  { name: "it is in another Region", verdict: "fail", given: both({ region: "us-east-1" }) },
  {
    name: "it is of another account",
    verdict: "fail",
    given: {
      ...both({ provider: "aws.other" }),
      provider: {
        aws: [
          { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
          { alias: "other", region: "eu-west-1", allowed_account_ids: ["444455556666"] },
        ],
      },
    },
  },
  {
    name: "metric math reads it, and judges something else",
    verdict: "fail",
    given: math(query("m1", "Errors"), query("m2", "Invocations", { return_data: true })),
  },
  {
    name: "metric math reads another function",
    verdict: "fail",
    given: math({
      id: "m1",
      metric: { metric_name: "Errors", namespace: "AWS/Lambda", dimensions: { FunctionName: "other" } },
      return_data: true,
    }),
  },
  {
    name: "a variable says which function it is of",
    verdict: "unknown",
    given: both({ dimensions: { FunctionName: "${var.f}" } }),
  },
  {
    name: "its dimensions are a variable",
    verdict: "unknown",
    given: both({ dimensions: "${var.dimensions}" }),
  },
  {
    name: "one of several functions is meant",
    verdict: "unknown",
    given: {
      resource: {
        aws_lambda_function: { verify: { function_name: "${var.name}" } },
        aws_cloudwatch_metric_alarm: {
          errors: alarmOn("Errors", { dimensions: { FunctionName: "verify" } }),
          throttles: alarmOn("Throttles"),
        },
      },
    },
  },
  {
    name: "it watches an alias",
    verdict: "unknown",
    given: both({ dimensions: { FunctionName: "verify", Resource: "verify:live" } }),
    reason: /one Resource/,
  },
  {
    name: "a variable says which metric it is",
    verdict: "unknown",
    given: both({ metric_name: "${var.metric}" }),
  },
  {
    name: "a variable says which namespace it is",
    verdict: "unknown",
    given: both({ namespace: "${var.namespace}" }),
  },
  {
    name: "a variable says whether it acts",
    verdict: "unknown",
    given: both({ actions_enabled: "${var.on}" }),
  },
  {
    name: "its actions are a variable",
    verdict: "unknown",
    given: both({ alarm_actions: "${var.actions}" }),
  },
  {
    name: "a variable says when it goes off",
    verdict: "unknown",
    given: both({ comparison_operator: "${var.c}" }),
  },
  { name: "its Region is a variable", verdict: "unknown", given: both({ region: "${var.region}" }) },
  {
    name: "a composite alarm may act for it",
    verdict: "unknown",
    given: both(
      { alarm_actions: [] },
      { aws_cloudwatch_composite_alarm: { any: { alarm_rule: "ALARM(errors)", alarm_actions: [ACTION] } } },
    ),
    reason: /composite/,
  },
  {
    name: "metric math is a variable",
    verdict: "unknown",
    given: both({ metric_query: "${var.queries}" }),
  },
  {
    name: "a variable says what metric math computes",
    verdict: "unknown",
    given: math(query("m1", "Errors"), { id: "e1", expression: "${var.expression}", return_data: true }),
  },
  {
    name: "a variable says what metric math returns",
    verdict: "unknown",
    given: math(query("m1", "Errors", { return_data: "${var.r}" }), query("m2", "Invocations")),
  },
  {
    name: "a query of Metrics Insights finds the functions",
    verdict: "unknown",
    given: math({
      id: "q1",
      expression: 'SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)',
      return_data: true,
    }),
  },
  {
    name: "a module may hold alarms",
    verdict: "unknown",
    given: { ...withAlarms({}), module: { alarms: { source: "./alarms" } } },
  },
  { name: "there is no function", verdict: "not-applicable", given: {} },
]);
