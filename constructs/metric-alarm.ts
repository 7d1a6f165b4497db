import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { AlarmTopic } from "./alarm-topic";
import { dependsOn } from "./depends-on";

/** The namespace of the functions' own metrics. */
export const METRICS_NAMESPACE = "RekognitionGuardrails";

const FIVE_MINUTES = 300;

/** An alarm on what a function counts. */
export interface MetricAlarmOptions {
  /** The function's name, which its metrics go by. */
  readonly service: string;
  readonly metricName: string;
  /** Behind the function's name, the alarm's. */
  readonly name: string;
  /** What it means to whoever is told. */
  readonly meaning: string;
  readonly alarmTopic: AlarmTopic;
  /** @default 300 */
  readonly periodSeconds?: number | undefined;
  /** How many there must be within the period. @default 1 */
  readonly atLeast?: number | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** An alarm that goes off where the function counted one, or as many as it says. */
export function metricAlarm(
  scope: Construct,
  id: string,
  options: MetricAlarmOptions,
): CloudwatchMetricAlarm {
  const { service, metricName, alarmTopic } = options;
  return new CloudwatchMetricAlarm(scope, id, {
    alarmName: `${service}-${options.name}`,
    alarmDescription: `${service}: ${options.meaning}`,
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensions: { service },
    statistic: "Sum",
    period: options.periodSeconds ?? FIVE_MINUTES,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: options.atLeast ?? 1,
    treatMissingData: "notBreaching",
    alarmActions: [alarmTopic.topicArn],
    okActions: [alarmTopic.topicArn],
    tags: { ...options.tags },
    dependsOn: dependsOn(scope, alarmTopic.topic),
  });
}

/** An alarm on faults that only an operator can mend. */
export const operatorFaultAlarm = (
  scope: Construct,
  id: string,
  options: Pick<MetricAlarmOptions, "service" | "alarmTopic" | "tags">,
): CloudwatchMetricAlarm =>
  metricAlarm(scope, id, {
    ...options,
    metricName: "OperatorFault",
    name: "operator-faults",
    meaning: "a permission, a key, an endpoint or a setting is at fault; its log says which",
  });

/** An alarm on AWS failing again and again. Over HTTP nothing is thrown, so Lambda counts no error. */
export const tryAgainAlarm = (
  scope: Construct,
  id: string,
  options: Pick<MetricAlarmOptions, "service" | "alarmTopic" | "tags">,
): CloudwatchMetricAlarm =>
  metricAlarm(scope, id, {
    ...options,
    metricName: "TryAgain",
    name: "try-again",
    meaning:
      "callers were told to try again, ten times within five minutes: AWS is throttling, failing or silent",
    atLeast: 10,
  });
