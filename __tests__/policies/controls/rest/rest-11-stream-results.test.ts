import { judges, KEY_ARN, type Stack } from "../support/judges";

const S3 = [{ s3_destination: [{ bucket: "results" }] }];
const processor = (output: unknown, kms_key_id?: unknown, more: Stack["resource"] = {}): Stack => ({
  resource: { aws_rekognition_stream_processor: { door: { name: "door", output, kms_key_id } }, ...more },
});

judges("RKG-REST-11", [
  {
    name: "a key of the configuration",
    verdict: "pass",
    given: processor(S3, "${aws_kms_key.faces.arn}", { aws_kms_key: { faces: {} } }),
    evidence: "aws_rekognition_stream_processor.door kms_key_id",
  },
  { name: "a literal ARN", verdict: "pass", given: processor(S3, KEY_ARN) },
  {
    name: "single blocks",
    verdict: "pass",
    given: processor({ s3_destination: { bucket: "results" } }, KEY_ARN),
  },
  {
    name: "a variable for the output, and a key all the same",
    verdict: "pass",
    given: processor("${var.output}", KEY_ARN),
  },
  {
    name: "no key",
    verdict: "fail",
    given: processor(S3),
    evidence: "aws_rekognition_stream_processor.door kms_key_id",
  },
  { name: "a key of AWS", verdict: "fail", given: processor(S3, "alias/aws/rekognition") },
  { name: "text that is no key", verdict: "fail", given: processor(S3, "faces") },
  { name: "a variable for the key", verdict: "unknown", given: processor(S3, "${var.key}") },
  { name: "a variable for the output, and no key", verdict: "unknown", given: processor("${var.output}") },
  {
    name: "results go to a Kinesis stream",
    verdict: "not-applicable",
    given: processor([
      { kinesis_data_stream: [{ arn: "arn:aws:kinesis:eu-west-1:111122223333:stream/faces" }] },
    ]),
  },
  { name: "no stream processor", verdict: "not-applicable", given: {} },
]);
