import type { Resource } from "../../configuration/resource";
import { control } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { judgeKey } from "../support/key-settings";

/** By type: the attribute that names the key, and what the thing is called. */
const CARRIERS = {
  aws_sqs_queue: { key: "kms_master_key_id", what: "The queue" },
  aws_sns_topic: { key: "kms_master_key_id", what: "The topic" },
  aws_kinesis_stream: { key: "kms_key_id", what: "The stream" },
  aws_kinesis_video_stream: { key: "kms_key_id", what: "The video stream" },
} as const;

type CarrierType = keyof typeof CARRIERS;
const TYPES: readonly CarrierType[] = [
  "aws_sqs_queue",
  "aws_sns_topic",
  "aws_kinesis_stream",
  "aws_kinesis_video_stream",
];

interface Carrier {
  readonly address: string;
  readonly resource: Resource;
  readonly type: CarrierType;
}

export const messages = control<Carrier>({
  id: "RKG-REST-14",
  title: "Queues, topics and streams are encrypted with a customer managed key",
  severity: "medium",
  subject: "queue, topic, Kinesis stream, Kinesis video stream",
  rationale:
    "Video holds faces, results say who was seen and when, and failed events name the images. They wait there for days, and deserve the key that the images have.",
  remediation: {
    text: 'Name a customer managed key: `kms_master_key_id` of a queue or topic, `kms_key_id` of a stream (with `encryption_type = "KMS"` for a Kinesis data stream).',
    terraform: `resource "aws_sqs_queue" "failures" {
  name              = "verify-face-failures"
  kms_master_key_id = aws_kms_key.faces.arn
}

resource "aws_kinesis_stream" "results" {
  name            = "faces-seen"
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.faces.arn
}`,
    typescript: `new FailureQueue(this, "Failures", { queueName, key });
new AlarmTopic(this, "Alarms", { topicName, key });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-28(1)", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  differs: "General scanners accept the keys that AWS manages (`alias/aws/sqs`, SSE-SQS). Here they fail.",
  subjects: ({ configuration }) =>
    TYPES.flatMap((type) =>
      configuration.ofType(type).map((resource) => ({ address: resource.address, resource, type })),
    ),
  judge({ resource, type }, context) {
    const { key, what } = CARRIERS[type];
    const judged = judgeKey(resource.get(key), context, what);
    return type === "aws_kinesis_stream" ? all([judgeEncryptionType(resource), judged]) : judged;
  },
});

/** A Kinesis data stream is encrypted only if it says so, whatever key it names. */
function judgeEncryptionType(stream: Resource): Judgement {
  const type = stream.get("encryption_type");
  if (type.string === "KMS") return pass("The stream is encrypted.", type);
  return type.state === "configured"
    ? unknown(
        "Whether the stream is encrypted is not known: review the plan, or write it in the configuration.",
        type,
      )
    : fail("The stream is not encrypted: its `encryption_type` is not KMS.", type);
}
