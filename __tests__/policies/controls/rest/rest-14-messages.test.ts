import { type Case, judges, KEY_ARN, type Stack } from "../support/judges";

type Body = Readonly<Record<string, unknown>>;

const thing = (type: string, body: Body, more: Stack["resource"] = {}) => ({
  resource: { [type]: { it: body }, ...more },
});
const key = { aws_kms_key: { faces: {} } };
const ATTRIBUTES = {
  aws_sqs_queue: "kms_master_key_id",
  aws_sns_topic: "kms_master_key_id",
  aws_kinesis_video_stream: "kms_key_id",
};
const stream = (body: Body) => thing("aws_kinesis_stream", body, key);

judges("RKG-REST-14", [
  ...Object.entries(ATTRIBUTES).flatMap(([type, attribute]): readonly Case[] => [
    {
      name: `${type}: a key of the configuration`,
      verdict: "pass",
      given: thing(type, { [attribute]: "${aws_kms_key.faces.arn}" }, key),
      evidence: `${type}.it ${attribute}`,
    },
    {
      name: `${type}: a literal ARN`,
      verdict: "pass",
      given: thing(type, { [attribute]: KEY_ARN }),
    },
    {
      name: `${type}: no key`,
      verdict: "fail",
      given: thing(type, {}),
      evidence: `${type}.it ${attribute}`,
    },
    {
      name: `${type}: a key of AWS`,
      verdict: "fail",
      given: thing(type, { [attribute]: "alias/aws/sns" }),
    },
    {
      name: `${type}: a variable for the key`,
      verdict: "unknown",
      given: thing(type, { [attribute]: "${var.key}" }),
    },
  ]),
  {
    name: "a queue with keys of SQS",
    verdict: "fail",
    given: thing("aws_sqs_queue", { sqs_managed_sse_enabled: true }),
  },
  {
    name: "a Kinesis stream under a key",
    verdict: "pass",
    given: stream({ encryption_type: "KMS", kms_key_id: "${aws_kms_key.faces.key_id}" }),
  },
  {
    name: "a Kinesis stream that names a key and is not encrypted",
    verdict: "fail",
    given: stream({ kms_key_id: "${aws_kms_key.faces.arn}" }),
    evidence: "aws_kinesis_stream.it encryption_type",
  },
  {
    name: "a Kinesis stream that says NONE",
    verdict: "fail",
    given: stream({ encryption_type: "NONE", kms_key_id: "${aws_kms_key.faces.arn}" }),
  },
  {
    name: "a Kinesis stream under the key of AWS",
    verdict: "fail",
    given: stream({ encryption_type: "KMS", kms_key_id: "alias/aws/kinesis" }),
  },
  {
    name: "a Kinesis stream, a variable for whether it is encrypted",
    verdict: "unknown",
    given: stream({ encryption_type: "${var.encryption}", kms_key_id: KEY_ARN }),
  },
  { name: "none of them", verdict: "not-applicable", given: {} },
]);
