import type { AwsEnvironment } from "./aws-environment";
import type { ResourcePolicy } from "./policy-document";
import { denyPlainHttp } from "./transport";

/** A queue's policy: every request without TLS is denied. Who may send and read is left to IAM policies of the account. */
export function tlsOnlyQueuePolicy(queueArn: string): ResourcePolicy {
  return { Version: "2012-10-17", Statement: [denyPlainHttp("sqs:*", queueArn)] };
}

/**
 * The actions that a topic policy may name. SNS refuses `sns:*` there ("action out of service scope").
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
const TOPIC_ACTIONS = [
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:Publish",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
] as const;

/** A topic's policy: every request without TLS is denied. Who may publish and subscribe is left to IAM policies of the account. */
export function tlsOnlyTopicPolicy(topicArn: string): ResourcePolicy {
  return { Version: "2012-10-17", Statement: [denyPlainHttp(TOPIC_ACTIONS, topicArn)] };
}

export interface SubscribedQueuePolicyOptions {
  readonly environment: AwsEnvironment;
  readonly queueArn: string;
  /** The one topic that delivers to the queue. */
  readonly topicArn: string;
}

/** A queue's policy: one topic of the account delivers, and every request without TLS is denied. */
export function subscribedQueuePolicy(options: SubscribedQueuePolicyOptions): ResourcePolicy {
  const { environment, queueArn, topicArn } = options;
  return {
    Version: "2012-10-17",
    Statement: [
      denyPlainHttp("sqs:*", queueArn),
      {
        Sid: "AllowTopic",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: {
          ArnEquals: { "aws:SourceArn": topicArn },
          StringEquals: { "aws:SourceAccount": environment.accountId },
        },
      },
    ],
  };
}

export interface AlarmTopicPolicyOptions {
  readonly environment: AwsEnvironment;
  readonly topicArn: string;
}

/** A topic's policy: CloudWatch alarms of the account publish, and every request without TLS is denied. */
export function alarmTopicPolicy({ environment, topicArn }: AlarmTopicPolicyOptions): ResourcePolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      denyPlainHttp(TOPIC_ACTIONS, topicArn),
      {
        Sid: "AllowAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": environment.accountId } },
      },
    ],
  };
}
