import { document, INSECURE, ref, type Statement } from "../support/bucket-policies";
import { ACCOUNT, type Case, judges, provider, REGION, type Stack } from "../support/judges";

const QUEUE_ARN = `arn:aws:sqs:${REGION}:${ACCOUNT}:failures`;
const TOPIC_ARN = `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`;
const QUEUE = ref("aws_sqs_queue.failures.arn");
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

const onQueue = (changes: Statement = {}): string =>
  document({
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: QUEUE_ARN,
    Condition: INSECURE,
    ...changes,
  });
const onTopic = (changes: Statement = {}): string =>
  document({
    Effect: "Deny",
    Principal: "*",
    Action: TOPIC_ACTIONS,
    Resource: TOPIC_ARN,
    Condition: INSECURE,
    ...changes,
  });

const queue = (policy: unknown, settings: object = {}): Stack => ({
  resource: { aws_sqs_queue: { failures: { name: "failures", policy, ...settings } } },
});
const queuePolicy = (policy: unknown, queue_url: string): Stack => ({
  resource: {
    aws_sqs_queue: { failures: { name: "failures" } },
    aws_sqs_queue_policy: { failures: { queue_url, policy } },
  },
});
const topic = (policy: unknown): Stack => ({
  resource: { aws_sns_topic: { alarms: { name: "alarms", policy } } },
});
const topicPolicy = (policy: unknown, arn: string): Stack => ({
  resource: {
    aws_sns_topic: { alarms: { name: "alarms" } },
    aws_sns_topic_policy: { alarms: { arn, policy } },
  },
});
const unbound = { aws: [{ region: REGION }] };
const caller = { aws_caller_identity: { current: {} } };
const CALLER = ref("data.aws_caller_identity.current.account_id");
const nowhere = { provider: { aws: [{ allowed_account_ids: [ACCOUNT] }] } };
const here = { aws_region: { current: {} } };

const all = (verdict: Case["verdict"], cases: Readonly<Record<string, Stack>>): readonly Case[] =>
  Object.entries(cases).map(([name, given]) => ({ name, verdict, given }));

judges("RKG-TRANSIT-04", [
  ...all("pass", {
    "a queue, in its own policy": queue(onQueue()),
    "a queue, on every resource": queue(onQueue({ Resource: "*" })),
    "a queue, by reference": queue(onQueue({ Resource: QUEUE })),
    "a queue, by reference, in a companion named by .url": queuePolicy(
      onQueue({ Resource: QUEUE }),
      ref("aws_sqs_queue.failures.url"),
    ),
    "a queue, in a companion named by .id": queuePolicy(onQueue(), ref("aws_sqs_queue.failures.id")),
    "a queue, in a companion named by its URL": queuePolicy(
      onQueue(),
      `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/failures`,
    ),
    "a queue of an account that is looked up": {
      ...queue(onQueue({ Resource: `arn:aws:sqs:${REGION}:${CALLER}:failures` })),
      provider: unbound,
      data: caller,
    },
    "a queue of a region that is looked up": {
      ...queue(
        onQueue({ Resource: `arn:aws:sqs:${ref("data.aws_region.current.name")}:${ACCOUNT}:failures` }),
      ),
      ...nowhere,
      data: here,
    },
    "a queue of another region than its provider": queue(
      onQueue({ Resource: `arn:aws:sqs:eu-central-1:${ACCOUNT}:failures` }),
      { region: "eu-central-1" },
    ),
    "a queue whose name holds a variable": queue(
      onQueue({ Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${ref("var.stage")}-failures` }),
      { name: `${ref("var.stage")}-failures` },
    ),
    "a queue whose name AWS completes, by reference": queue(onQueue({ Resource: QUEUE }), {
      name: undefined,
    }),
    "a queue, by a document of a data source": {
      ...queue(ref("data.aws_iam_policy_document.queue.json")),
      data: {
        aws_iam_policy_document: {
          queue: {
            statement: [
              {
                effect: "Deny",
                actions: ["sqs:*"],
                resources: [QUEUE],
                principals: [{ type: "*", identifiers: ["*"] }],
                condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
              },
            ],
          },
        },
      },
    },
    "a topic, in its own policy": topic(onTopic()),
    "a topic, by reference, in a companion": topicPolicy(
      onTopic({ Resource: ref("aws_sns_topic.alarms.arn") }),
      ref("aws_sns_topic.alarms.arn"),
    ),
    "a topic, with more actions": topic(onTopic({ Action: "sns:*" })),
  }),
  ...all("fail", {
    "a queue without a policy": queue(undefined),
    "a topic without a policy": topic(undefined),
    "a queue: sending only": queue(onQueue({ Action: "sqs:SendMessage" })),
    "a queue: another queue": queue(onQueue({ Resource: `${QUEUE_ARN}-other` })),
    "a queue: another region": queue(onQueue({ Resource: `arn:aws:sqs:us-east-1:${ACCOUNT}:failures` })),
    "a queue: one more condition": queue(
      onQueue({ Condition: { ...INSECURE, StringNotEquals: { "aws:SourceAccount": ACCOUNT } } }),
    ),
    "a queue: one principal": queue(onQueue({ Principal: { AWS: ACCOUNT } })),
    "a topic: publishing only": topic(onTopic({ Action: "sns:Publish" })),
    "a topic: Allow where Deny is meant": topic(onTopic({ Effect: "Allow" })),
    "a queue: AWS refuses the policy": queue(onQueue({ Effect: "deny" })),
  }),
  ...all("unknown", {
    "the policy is a variable": queue(ref("var.policy")),
    "a variable names the queue of the only policy": queuePolicy(onQueue(), ref("var.queue_url")),
    "the policy may be in a module": { ...topic(undefined), module: { policies: { source: "./policies" } } },
    "a variable says which region the queue is in": queue(onQueue(), { region: ref("var.region") }),
    "nothing says which account the queue is of": { ...queue(onQueue()), provider: unbound },
    "nothing says which region the queue is in": { ...queue(onQueue()), ...nowhere },
  }),
  {
    name: "tells a request that is let through",
    verdict: "fail",
    given: topicPolicy(onTopic({ Action: "sns:Subscribe" }), TOPIC_ARN),
    evidence: "aws_sns_topic_policy.alarms policy",
    witness: { resource: TOPIC_ARN },
  },
  { name: "there is neither", verdict: "not-applicable", given: { provider } },
]);
