import { control } from "../control";
import { fail, pass, unknown } from "../judgement";
import { functions } from "../support/functions";

export const reservedConcurrency = control({
  id: "RKG-DETECT-06",
  title: "Functions have reserved concurrency",
  severity: "low",
  subject: "function",
  rationale:
    "Without it any other function of the account can use up the concurrency that verifications need, and a flood of verifications can use up everybody else's.",
  remediation: {
    text: "Set how many events at most the function works on at a time.",
    terraform: `resource "aws_lambda_function" "verify_face" {
  function_name                  = "verify-face"
  reserved_concurrent_executions = 10
  # …
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic, reservedConcurrency: 10 });`,
  },
  mappings: [
    { framework: "AWS Config", id: "lambda-concurrency-check" },
    { framework: "Checkov", id: "CKV_AWS_115" },
    { framework: "NIST 800-53 r5", id: "SC-5", suggested: true },
  ],
  subjects: functions,
  judge(lambda) {
    const reserved = lambda.get("reserved_concurrent_executions");
    const { number } = reserved;
    if (number !== undefined) {
      if (Number.isInteger(number) && number >= 0) return pass(`${number} are reserved.`, reserved);
      return fail("-1 reserves nothing: the function shares what the account has left.", reserved);
    }
    return reserved.state === "configured" && reserved.string === undefined
      ? unknown("How much is reserved is known only after apply: review the plan.", reserved)
      : fail("No concurrency is reserved.", reserved);
  },
});
