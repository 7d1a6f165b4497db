import type { Attribute, Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { any, fail, type Judgement, pass, unknown } from "../judgement";
import { asynchronousEventsOf, functions } from "../support/functions";

export const failedEvents = control({
  id: "RKG-DETECT-05",
  title: "Failed asynchronous events go to a queue or topic",
  severity: "low",
  subject: "function",
  rationale:
    "An asynchronous verification that fails is retried, then dropped without a word. A queue or topic keeps it, so that somebody sees that a member was never answered.",
  remediation: {
    text: "Name an SQS queue or SNS topic as the destination of failed events, or as the function's dead-letter target.",
    terraform: `resource "aws_lambda_function_event_invoke_config" "verify_face" {
  function_name = aws_lambda_function.verify_face.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.failures.arn
    }
  }
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic }); // brings a queue under your key`,
  },
  mappings: [
    { framework: "AWS Config", id: "lambda-dlq-check" },
    { framework: "Prowler", id: "awslambda_function_no_dead_letter_queue" },
    { framework: "Checkov", id: "CKV_AWS_116" },
    { framework: "NIST 800-53 r5", id: "SI-12", suggested: true },
  ],
  differs:
    "General scanners ask for a dead-letter target only. A destination of failed events keeps more (the request and the answer), so either is taken.",
  subjects: functions,
  judge(lambda, context) {
    const { sure, possible } = asynchronousEventsOf(lambda, context);
    const written = [
      lambda.get("dead_letter_config").get("target_arn"),
      ...sure.map((each) => each.get("destination_config").get("on_failure").get("destination")),
    ].filter(({ state }) => state === "known" || state === "configured");
    const open = judgeOpen(lambda, sure, possible, context);
    const judged = [...written.map(judgeDestination), ...(open === undefined ? [] : [open])];
    return judged.length > 0 ? any(judged) : fail("Failed asynchronous events are dropped.", ...sure, lambda);
  },
});

/** Queues and topics keep what they are sent; a function, a bus or a bucket is not asked for here. */
const KINDS = ["sqs", "sns"];

function judgeDestination(destination: Attribute): Judgement {
  const text = destination.string ?? destination.template ?? "";
  const service =
    /^arn:(?:[\w-]+|\$\{[^}]*\}):([a-z0-9-]+):/.exec(text)?.[1] ?? serviceReferenced(destination);
  if (service !== undefined)
    return KINDS.includes(service)
      ? pass(`Failed events go to ${service === "sqs" ? "a queue" : "a topic"}.`, destination)
      : fail("Failed events go to something that is no queue and no topic.", destination);
  return destination.state === "configured" && destination.string === undefined
    ? unknown("Where failed events go is known only after apply, or decided elsewhere.", destination)
    : fail("Failed events go nowhere: this is no ARN of a queue or topic.", destination);
}

/** `sqs` for a reference to an `aws_sqs_queue`; undefined where it leads nowhere, or to a thing that only passes a value on. */
function serviceReferenced({ references }: Attribute): string | undefined {
  const types = references.flatMap(({ resources }) => resources.map(({ type }) => type));
  const leads = references.length > 0 && references.every(({ resources }) => resources.length > 0);
  if (!leads) return undefined;
  if (types.every((type) => type === "aws_sqs_queue")) return "sqs";
  return types.every((type) => type === "aws_sns_topic") ? "sns" : undefined;
}

/** What else may say where failed events go; undefined where nothing may. */
function judgeOpen(
  lambda: Resource,
  sure: readonly Resource[],
  [first]: readonly Resource[],
  { configuration }: ReviewContext,
): Judgement | undefined {
  if (first !== undefined)
    return unknown(
      `Failed events may go where ${first.address} says, but whether it is for every invocation of the function is not known.`,
      first,
    );
  const doubt = configuration.mayHoldMore("aws_lambda_function_event_invoke_config");
  return doubt === undefined || sure.length > 0
    ? undefined
    : unknown(`No destination of failed events is found for ${lambda.address}, but ${doubt}.`, lambda);
}
