import type { Attribute, Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, any, fail, type Judgement, pass, unknown } from "../judgement";
import { type WatchedMetric, watchedMetricsOf } from "../support/alarms";
import { functions } from "../support/functions";

const METRICS = [
  { name: "Errors", meaning: "errors" },
  { name: "Throttles", meaning: "throttles" },
] as const;

export const alarms = control({
  id: "RKG-DETECT-03",
  title: "Alarms go off on a function's errors and throttles",
  severity: "low",
  subject: "function",
  rationale:
    "When verification fails or is throttled, members stand at the desk unverified, and staff look for a way around the check. Somebody must hear of it.",
  remediation: {
    text: "Add an alarm on Errors and one on Throttles of AWS/Lambda for the function, each with an action.",
    terraform: `resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "verify-face-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors" # and another alarm for "Throttles"
  dimensions          = { FunctionName = aws_lambda_function.verify_face.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic }); // brings both alarms`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "CloudWatch.15" },
    { framework: "AWS Security Hub", id: "CloudWatch.17" },
    { framework: "AWS Config", id: "cloudwatch-alarm-action-check" },
    { framework: "AWS Config", id: "cloudwatch-alarm-action-enabled-check" },
    { framework: "NIST 800-53 r5", id: "AU-6(1)" },
    { framework: "NIST 800-53 r5", id: "IR-4(1)" },
    { framework: "ISO 27001:2022", id: "A.8.16", suggested: true },
  ],
  differs:
    "General scanners ask whether an alarm has an action. Here the function must have the alarms: an alarm that watches another function, or that metric math leaves out, does not count.",
  subjects: functions,
  judge: (lambda, context) => {
    const watched = watchedMetricsOf(lambda, context.configuration);
    return all(METRICS.map((metric) => judgeMetric(metric, watched, lambda, context)));
  },
});

function judgeMetric(
  { name, meaning }: (typeof METRICS)[number],
  watched: readonly WatchedMetric[],
  lambda: Resource,
  { configuration }: ReviewContext,
): Judgement {
  const found = watched
    .filter((each) => each.name === name || each.name === undefined)
    .map((each) =>
      judgeAlarm(each, meaning, configuration.ofType("aws_cloudwatch_composite_alarm").length > 0),
    );
  const doubt = configuration.mayHoldMore("aws_cloudwatch_metric_alarm");
  if (doubt !== undefined)
    found.push(unknown(`No alarm on ${meaning} of ${lambda.address} is found, but ${doubt}.`, lambda));
  return found.length === 0 ? fail(`No alarm goes off on ${meaning}.`, lambda) : any(found);
}

function judgeAlarm({ alarm, seen, doubt }: WatchedMetric, meaning: string, composite: boolean): Judgement {
  const comparing = judgeComparison(alarm, meaning);
  const acting = judgeActions(alarm, meaning, composite);
  const judged = comparing === undefined ? acting : all([acting, comparing]);
  if (judged.verdict === "fail" || doubt === undefined) return judged;
  return unknown(`Whether an alarm goes off on ${meaning} is open: ${doubt}.`, seen);
}

/** What is wrong with when the alarm goes off; undefined where nothing is. */
function judgeComparison(alarm: Resource, meaning: string): Judgement | undefined {
  const comparison = alarm.get("comparison_operator");
  if (isOpen(comparison))
    return unknown(`When the alarm on ${meaning} goes off is known only after apply.`, comparison);
  return /Greater/.test(comparison.string ?? "Greater")
    ? undefined
    : fail(`The alarm on ${meaning} goes off when there are few, not when there are many.`, comparison);
}

function judgeActions(alarm: Resource, meaning: string, composite: boolean): Judgement {
  const enabled = alarm.get("actions_enabled");
  const actions = alarm.get("alarm_actions");
  if (enabled.boolean === false)
    return silent(`The alarm on ${meaning} has its actions off.`, enabled, composite);
  if (isOpen(enabled))
    return unknown(`Whether the alarm on ${meaning} has its actions on is known only after apply.`, enabled);
  const { blocks } = actions;
  if (blocks === undefined && actions.state === "configured")
    return unknown(`What the alarm on ${meaning} does is known only after apply.`, actions);
  return blocks?.some(({ state, string }) => state === "configured" || (string ?? "") !== "") === true
    ? pass(`An alarm goes off on ${meaning}, and somebody hears of it.`, actions)
    : silent(`The alarm on ${meaning} has no action.`, actions, composite);
}

/** A composite alarm may act for those that it is made of. */
const silent = (reason: string, seen: Attribute, composite: boolean): Judgement =>
  composite
    ? unknown(
        `${reason} Whether a composite alarm acts for it is not decided here: waive it if one does.`,
        seen,
      )
    : fail(reason, seen);

const isOpen = ({ state, string }: Attribute): boolean => state === "configured" && string === undefined;
