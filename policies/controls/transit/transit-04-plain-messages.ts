import type { Resource } from "../../configuration/resource";
import { control } from "../control";
import { fail } from "../judgement";
import { judgeEach, policiesOn } from "../support/attachments";
import { arnInPolicy } from "../support/message-arn";

/**
 * What a topic policy may name: SNS refuses `sns:*` there.
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
];

export const plainMessages = control<Resource>({
  id: "RKG-TRANSIT-04",
  title: "Queues and topics deny every request without TLS",
  severity: "medium",
  subject: "queue or topic",
  rationale:
    "Failed events and alarms name members and pictures. SQS and SNS answer over plain HTTP too, so the policy must refuse it, to everybody.",
  remediation: {
    text: "Deny the queue's or topic's actions to everybody where `aws:SecureTransport` is false, with no other condition in the statement.",
    terraform: `resource "aws_sqs_queue_policy" "failures" {
  queue_url = aws_sqs_queue.failures.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyPlainHttp"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.failures.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}`,
    typescript: `new FailureQueue(this, "Failures", { queueName, key }); // its policy denies plain HTTP, and so does an AlarmTopic's`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-8", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.14", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: ({ configuration }) => configuration.ofType("aws_sqs_queue", "aws_sns_topic"),
  judge(subject, context) {
    const [service, kind, Action] =
      subject.type === "aws_sqs_queue"
        ? (["sqs", "queue", "sqs:*"] as const)
        : (["sns", "topic", TOPIC_ACTIONS] as const);
    return judgeEach(
      policiesOn(subject, context),
      subject,
      context,
      {
        holds: "Every request without TLS is denied.",
        breaks: "A request without TLS is not denied.",
        absent: fail(`The ${kind} has no policy, so plain HTTP is not refused.`, subject),
      },
      (document) =>
        context.policies.denies(document, {
          Action,
          Resource: arnInPolicy(subject, service, document, context),
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
    );
  },
});
