import { control } from "../control";
import { notApplicable, unknown } from "../judgement";
import { judgeKey } from "../support/key-settings";

export const streamResults = control({
  id: "RKG-REST-11",
  title: "Stream processors encrypt what they write to S3 with a customer managed key",
  severity: "high",
  subject: "stream processor",
  rationale:
    "Results of a stream hold pictures of the people in it. Without `kms_key_id` Rekognition writes them with encryption that is not under your key's policy, whatever else the bucket holds.",
  remediation: {
    text: "Set `kms_key_id` of the stream processor to a customer managed key. It cannot be changed later: the processor is made anew.",
    terraform: `resource "aws_rekognition_stream_processor" "door" {
  name       = "door"
  role_arn   = aws_iam_role.door.arn
  kms_key_id = aws_kms_key.faces.arn
  output {
    s3_destination {
      bucket = aws_s3_bucket.results.bucket
    }
  }
}`,
    typescript: `new RekognitionStreamProcessor(this, "Door", { name, roleArn, kmsKeyId: key.arn, output: [{ s3Destination: [{ bucket }] }] });`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-28(1)", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: ({ configuration }) => configuration.ofType("aws_rekognition_stream_processor"),
  judge(processor, context) {
    const destination = processor.get("output").get("s3_destination");
    if (destination.state === "absent" || destination.state === "computed") {
      return notApplicable("It writes nothing to S3.", processor.get("output"));
    }
    const judged = judgeKey(processor.get("kms_key_id"), context, "What it writes to S3");
    return judged.verdict === "fail" && destination.blocks === undefined
      ? unknown(`${judged.reason} Whether it writes to S3 is not known: review the plan.`, destination)
      : judged;
  },
});
