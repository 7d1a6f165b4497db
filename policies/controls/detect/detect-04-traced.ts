import { control } from "../control";
import { fail, pass, unknown } from "../judgement";
import { functions } from "../support/functions";

export const traced = control({
  id: "RKG-DETECT-04",
  title: "Functions are traced",
  severity: "low",
  subject: "function",
  rationale:
    "A trace tells which call of a verification failed, and which was slow, without a face image in a log.",
  remediation: {
    text: "Set the function's tracing mode to Active.",
    terraform: `resource "aws_lambda_function" "verify_face" {
  function_name = "verify-face"
  # …
  tracing_config {
    mode = "Active"
  }
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic }); // always traced`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "Lambda.7", suggested: true },
    { framework: "Checkov", id: "CKV_AWS_50" },
    { framework: "Trivy", id: "AWS-0066" },
    { framework: "ISO 27001:2022", id: "A.8.16", suggested: true },
  ],
  subjects: functions,
  judge(lambda) {
    const mode = lambda.get("tracing_config").get("mode");
    if (mode.string === "Active") return pass("Tracing is active.", mode);
    if (mode.state === "configured" && mode.string === undefined)
      return unknown("Whether the function is traced is known only after apply: review the plan.", mode);
    return mode.string === "PassThrough"
      ? fail("PassThrough traces only what a caller already traces.", mode)
      : fail("Tracing is not active.", mode);
  },
});
