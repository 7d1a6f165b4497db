import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  queueArn,
  renderPolicy,
  subscribedQueuePolicy,
  takeMessagesStatement,
} from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { grantKeyUse } from "../access/grant-key-use";
import type { Grantee } from "../access/grantee";
import type { AlarmTopic } from "../alarm-topic";
import { dependsOn } from "../depends-on";
import { FailureQueue } from "../failure-queue";
import * as awsNames from "../validation/aws-names";
import { known, required, wholeNumber } from "../validation/prop-rules";
import { throwFaults } from "../validation/validation-error";
import type { NotificationTopic } from "./notification-topic";

export interface NotificationQueueProps {
  /** 1 to 68 letters, digits, hyphens and underscores. */
  readonly queueName: string;
  /** What the queue holds the messages of, and whose key it is under. */
  readonly topic: NotificationTopic;
  /** Where the alarm goes of messages that nobody could take. */
  readonly alarmTopic: AlarmTopic;
  /** The longest that whoever takes a message works on it, in seconds, 1 to 900: for six times as long nobody else gets it. */
  readonly takerTimeoutSeconds: number;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const DEAD_LETTERS_SUFFIX = "-dead-letter";
/** Lambda's own throttling counts as well, so AWS asks for 5 at least. */
const MAX_RECEIVES = 5;
const DAYS_OF_MESSAGES = 4;
const SECONDS_PER_DAY = 86_400;

/**
 * The messages of a topic, until they are taken: encrypted with your key, over TLS only. One that could not be taken five times
 * waits for 14 days in a queue of its own, which rings an alarm.
 */
export class NotificationQueue extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetters: FailureQueue;
  readonly subscription: SnsTopicSubscription;
  readonly deadLetterAlarm: CloudwatchMetricAlarm;
  /** Built from the known name. */
  readonly queueArn: string;
  private readonly environment: AwsEnvironment;
  private readonly key: EncryptionKey;
  private readonly queueName: string;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: NotificationQueueProps) {
    throwFaults(scope, id, [
      ...required("topic", props.topic),
      ...required("alarmTopic", props.alarmTopic),
      ...(props.topic
        ? awsNames.sameRegion("alarmTopic", props.alarmTopic?.environment, props.topic.environment)
        : []),
      ...required("queueName", props.queueName),
      ...known("queueName", props.queueName),
      ...awsNames.queueName("queueName", `${props.queueName}${DEAD_LETTERS_SUFFIX}`),
      ...wholeNumber("takerTimeoutSeconds", props.takerTimeoutSeconds, { from: 1, to: 900 }),
    ]);
    super(scope, id);
    const { queueName, topic, alarmTopic } = props;
    const { environment, key } = topic;
    this.environment = environment;
    this.key = key;
    this.queueName = queueName;
    this.queueArn = queueArn(environment, queueName);
    const tags = { ...props.tags, "guardrails:role": "video-analysis" };
    this.deadLetters = new FailureQueue(this, "DeadLetters", {
      environment,
      queueName: `${queueName}${DEAD_LETTERS_SUFFIX}`,
      key,
      retentionDays: 14,
      tags: props.tags,
    });
    this.queue = new SqsQueue(this, "Queue", {
      name: queueName,
      kmsMasterKeyId: key.keyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      messageRetentionSeconds: DAYS_OF_MESSAGES * SECONDS_PER_DAY,
      // As AWS asks of a queue that Lambda takes from.
      visibilityTimeoutSeconds: 6 * props.takerTimeoutSeconds,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.deadLetters.queueArn,
        maxReceiveCount: MAX_RECEIVES,
      }),
      policy: renderPolicy(
        subscribedQueuePolicy({ environment, queueArn: this.queueArn, topicArn: topic.topicArn }),
      ),
      tags,
      dependsOn: [this.deadLetters.queue],
    });
    key.allow({ kind: "event-sources", services: "sns" });
    this.subscription = new SnsTopicSubscription(this, "Subscription", {
      topicArn: topic.topicArn,
      protocol: "sqs",
      endpoint: this.queueArn,
      rawMessageDelivery: true,
      dependsOn: dependsOn(this, topic.topic, this.queue),
    });
    this.deadLetterAlarm = new CloudwatchMetricAlarm(this, "DeadLetterAlarm", {
      alarmName: `${queueName}${DEAD_LETTERS_SUFFIX}`,
      alarmDescription: `${queueName}: a message could not be taken five times, and waits in ${queueName}${DEAD_LETTERS_SUFFIX}`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: `${queueName}${DEAD_LETTERS_SUFFIX}` },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [alarmTopic.topicArn],
      okActions: [alarmTopic.topicArn],
      tags,
      dependsOn: dependsOn(this, alarmTopic.topic),
    });
  }

  /** Lets a function's role take messages. */
  grantTake(grantee: Grantee): void {
    grantee.addToRolePolicy(takeMessagesStatement(this.environment, this.queueName));
    grantKeyUse(this.key, grantee, { of: "Messages", viaServices: "sqs", access: "decrypt" });
  }
}
