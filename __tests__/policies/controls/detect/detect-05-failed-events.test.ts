import { judges } from "../support/judges";

const lambda = { verify: { function_name: "verify" } };
const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:failures";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:failures";

const deadLetter = (target_arn: unknown, more: object = {}) => ({
  resource: {
    aws_lambda_function: { verify: { ...lambda.verify, dead_letter_config: { target_arn } } },
    ...more,
  },
});
const events = (destination: unknown, config: object = {}, more: object = {}) => ({
  resource: {
    aws_lambda_function: lambda,
    aws_lambda_function_event_invoke_config: {
      verify: {
        function_name: "${aws_lambda_function.verify.function_name}",
        destination_config: { on_failure: { destination } },
        ...config,
      },
    },
    ...more,
  },
});
const at = "aws_lambda_function_event_invoke_config.verify destination_config.on_failure.destination";

judges("RKG-DETECT-05", [
  { name: "they go to a queue", verdict: "pass", given: events(QUEUE), evidence: at, reason: /queue/ },
  { name: "they go to a topic", verdict: "pass", given: events(TOPIC), reason: /topic/ },
  {
    name: "they go to a queue, in lists of one block",
    verdict: "pass",
    given: events(QUEUE, { destination_config: [{ on_failure: [{ destination: QUEUE }] }] }),
  },
  ...[
    "verify",
    "${aws_lambda_function.verify.arn}",
    "${aws_lambda_function.verify.id}",
    "arn:aws:lambda:eu-west-1:111122223333:function:verify",
  ].map((function_name) => ({
    name: `the function is named as ${function_name}`,
    verdict: "pass" as const,
    given: events(QUEUE, { function_name }),
  })),
  {
    name: "they go to a queue by reference",
    verdict: "pass",
    given: events("${aws_sqs_queue.failures.arn}", {}, { aws_sqs_queue: { failures: { name: "failures" } } }),
  },
  {
    name: "they go to a queue that is looked up",
    verdict: "pass",
    given: {
      ...events("${data.aws_sqs_queue.failures.arn}"),
      data: { aws_sqs_queue: { failures: { name: "failures" } } },
    },
  },
  {
    name: "they go to a topic by reference",
    verdict: "pass",
    given: events("${aws_sns_topic.failures.id}", {}, { aws_sns_topic: { failures: { name: "failures" } } }),
  },
  {
    name: "they go to a queue whose account is looked up",
    verdict: "pass",
    given: events("arn:aws:sqs:eu-west-1:${data.aws_caller_identity.me.account_id}:failures"),
  },
  {
    name: "they go to a queue of the partition that is looked up",
    verdict: "pass",
    given: events("arn:${data.aws_partition.p.partition}:sqs:eu-west-1:111122223333:failures"),
  },
  {
    name: "the function has a dead-letter queue",
    verdict: "pass",
    given: deadLetter(QUEUE),
    evidence: "aws_lambda_function.verify dead_letter_config.target_arn",
  },
  {
    name: "the configuration is for $LATEST",
    verdict: "pass",
    given: events(QUEUE, { qualifier: "$LATEST" }),
  },
  {
    name: "the configuration has an empty qualifier, as a state holds it",
    verdict: "pass",
    given: events(QUEUE, { qualifier: "" }),
  },
  {
    name: "the dead-letter target is a variable, but the destination is a queue",
    verdict: "pass",
    given: { resource: { ...events(QUEUE).resource, ...deadLetter("${var.x}").resource } },
  },
  {
    name: "nothing says where they go",
    verdict: "fail",
    given: { resource: { aws_lambda_function: lambda } },
  },
  {
    name: "only what succeeds goes somewhere",
    verdict: "fail",
    given: events(undefined, { destination_config: { on_success: { destination: QUEUE } } }),
  },
  {
    name: "the configuration only says how often to retry",
    verdict: "fail",
    given: events(undefined, { destination_config: [] }),
  },
  ...[
    "arn:aws:lambda:eu-west-1:111122223333:function:sink",
    "arn:aws:events:eu-west-1:111122223333:event-bus/default",
    "arn:aws:s3:::failures",
  ].map((destination) => ({
    name: `they go to ${destination}`,
    verdict: "fail" as const,
    given: events(destination),
    reason: /no queue and no topic/,
  })),
  { name: "they go to an empty text", verdict: "fail", given: events(""), reason: /no ARN/ },
  { name: "they go to the name of a queue", verdict: "fail", given: events("failures"), reason: /no ARN/ },
  {
    name: "another function has a queue",
    verdict: "fail",
    given: events(QUEUE, { function_name: "other" }),
  },
  { name: "a variable says where they go", verdict: "unknown", given: events("${var.destination}") },
  {
    name: "another resource says where they go",
    verdict: "unknown",
    given: events(
      "${aws_ssm_parameter.queue.value}",
      {},
      { aws_ssm_parameter: { queue: { name: "queue" } } },
    ),
  },
  {
    name: "a variable says which function it is for",
    verdict: "unknown",
    given: events(QUEUE, { function_name: "${var.function}" }),
    reason: /aws_lambda_function_event_invoke_config\.verify/,
  },
  { name: "it is for an alias only", verdict: "unknown", given: events(QUEUE, { qualifier: "live" }) },
  {
    name: "a module may say where they go",
    verdict: "unknown",
    given: { resource: { aws_lambda_function: lambda }, module: { failures: { source: "./failures" } } },
  },
  {
    name: "a dynamic block says where they go",
    verdict: "unknown",
    given: events(undefined, {
      destination_config: undefined,
      dynamic: { destination_config: { for_each: "${var.d}", content: {} } },
    }),
  },
  { name: "there is no function", verdict: "not-applicable", given: {} },
]);
