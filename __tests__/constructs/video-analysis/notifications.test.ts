import { Token } from "cdktf";
import {
  AlarmTopic,
  NotificationQueue,
  type NotificationQueueProps,
  NotificationTopic,
  type NotificationTopicProps,
} from "../../../constructs";
import { guardrailsMatchers } from "../../../policies/jest";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  knownKey,
  synthStack,
  theOnly,
  untyped,
  wrongProps,
} from "../../support/synth";
import { arn, encrypt, grantedBy } from "./support";

expect.extend(guardrailsMatchers);

const makeTopic = (props: Partial<NotificationTopicProps> = {}, stack = awsStack()) =>
  new NotificationTopic(stack, "Seen", { topicName: "seen", key: knownKey(stack), ...props });
function makeQueue(props: Partial<NotificationQueueProps> = {}, stack = awsStack()): NotificationQueue {
  return new NotificationQueue(stack, "Messages", {
    queueName: "seen",
    topic: makeTopic({}, stack),
    alarmTopic: new AlarmTopic(stack, "Alarms", { topicName: "alarms", key: knownKey(stack) }),
    takerTimeoutSeconds: 10,
    ...props,
  });
}
const token = Token.asString({ resolve: () => "x" });

describe("NotificationTopic", () => {
  it("is under the key, and known by its name", () => {
    const stack = synthStack((within) => {
      expect(makeTopic({ tags: { team: "door" } }, within).topicArn).toBe(arn("sns", "seen"));
    });
    expect(theOnly(stack, "aws_sns_topic").values).toMatchObject({
      name: "seen",
      kms_master_key_id: KEY_ARN,
      tags: { team: "door", "guardrails:role": "video-analysis" },
    });
  });

  it("lets a role publish, and nothing else", () => {
    const policy = grantedBy((stack, role) => makeTopic({}, stack).grantPublish(role));
    const scopes = [{ Action: "sns:Publish", Resource: arn("sns", "seen") }, encrypt("sns")];
    for (const scope of scopes) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly(scopes);
  });

  it.each(
    wrongProps([
      ["topicName", undefined, "topicName must be given"],
      ["topicName", "se en", "topicName must be a topic name"],
      ["topicName", "s".repeat(257), "topicName must be a topic name"],
      ["topicName", token, "topicName must be known at synth"],
      ["key", undefined, "key must be given"],
      ["key", { keyArn: "alias/x", environment: ENVIRONMENT }, "key.keyArn must be the full ARN"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => makeTopic({ [prop]: value }))[0]).toContain(message);
  });
});

describe("NotificationQueue", () => {
  const stack = synthStack((within) => {
    makeQueue({ tags: { team: "door" } }, within);
  });

  it("hides a message for six times as long as its taker may work, and gives up after five", () => {
    expect(theOnly(stack, "aws_sqs_queue", "Messages/Queue").values).toMatchObject({
      name: "seen",
      kms_master_key_id: KEY_ARN,
      visibility_timeout_seconds: 60,
      message_retention_seconds: 345_600,
      redrive_policy: JSON.stringify({
        deadLetterTargetArn: arn("sqs", "seen-dead-letter"),
        maxReceiveCount: 5,
      }),
      tags: { team: "door", "guardrails:role": "video-analysis" },
    });
  });

  it("keeps what nobody could take for 14 days, under the key, and rings", () => {
    const deadLetters = theOnly(stack, "aws_sqs_queue", "DeadLetters/Queue");
    expect(deadLetters.values).toMatchObject({
      name: "seen-dead-letter",
      kms_master_key_id: KEY_ARN,
      message_retention_seconds: 1_209_600,
    });
    expect(theOnly(stack, "aws_sqs_queue", "Messages/Queue").dependsOn).toContain(deadLetters.address);
    expect(theOnly(stack, "aws_cloudwatch_metric_alarm").values).toMatchObject({
      alarm_name: "seen-dead-letter",
      alarm_actions: [arn("sns", "alarms")],
      ok_actions: [arn("sns", "alarms")],
      comparison_operator: "GreaterThanOrEqualToThreshold",
      treat_missing_data: "notBreaching",
    });
  });

  it.each(
    wrongProps([
      ["queueName", undefined, "queueName must be given"],
      ["queueName", "se en", "queueName must be a queue name"],
      ["queueName", "s".repeat(69), "queueName must be a queue name"],
      ["queueName", token, "queueName must be known at synth"],
      ["topic", undefined, "topic must be given"],
      ["topic", null, "topic must be given"],
      ["alarmTopic", undefined, "alarmTopic must be given"],
      [
        "alarmTopic",
        { environment: { ...ENVIRONMENT, region: "us-east-1" } },
        "alarmTopic must be in the region eu-west-1, got: one in us-east-1",
      ],
      ["takerTimeoutSeconds", 0, "takerTimeoutSeconds must be a whole number from 1 to 900"],
      ["takerTimeoutSeconds", 901, "takerTimeoutSeconds must be a whole number from 1 to 900"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => makeQueue({ [prop]: value }))[0]).toContain(message);
  });

  it("names all at once", () => {
    const wrong = { queueName: "?", topic: untyped<NotificationTopic>(undefined), takerTimeoutSeconds: 0 };
    expect(faultsOf(() => makeQueue(wrong))).toHaveLength(3);
  });
});
