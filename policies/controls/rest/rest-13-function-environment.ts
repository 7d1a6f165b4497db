import { control } from "../control";
import { notApplicable, unknown } from "../judgement";
import { judgeKey } from "../support/key-settings";

export const functionEnvironment = control({
  id: "RKG-REST-13",
  title: "Functions encrypt their environment with a customer managed key",
  severity: "medium",
  subject: "function",
  rationale:
    "The environment tells where the faces are and how alike they must be. Under Lambda's own key everybody who may describe the function reads it; under yours, only whom the key's policy lets.",
  remediation: {
    text: "Set `kms_key_arn` of the function to a customer managed key.",
    terraform: `resource "aws_lambda_function" "verify" {
  function_name = "verify-face"
  kms_key_arn   = aws_kms_key.faces.arn
  environment {
    variables = { IMAGE_BUCKET = aws_s3_bucket.faces.bucket }
  }
}`,
    typescript: `new VerificationLambda(this, "Verify", { functionName, bundle, key, alarmTopic }); // always under the key`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-28(1)", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.24", suggested: true },
    { framework: "Prowler", id: "awslambda_function_env_vars_not_encrypted_with_cmk" },
    { framework: "Checkov", id: "CKV_AWS_173" },
  ],
  subjects: ({ configuration }) => configuration.ofType("aws_lambda_function"),
  judge(lambda, context) {
    const variables = lambda.get("environment").get("variables");
    const isEmpty = variables.state === "known" && variables.members?.size === 0;
    if (variables.state === "absent" || variables.state === "computed" || isEmpty) {
      return notApplicable("The function has no environment.", lambda);
    }
    const judged = judgeKey(lambda.get("kms_key_arn"), context, "The environment");
    return judged.verdict === "fail" && variables.members === undefined
      ? unknown(`${judged.reason} Whether it has an environment is not known: review the plan.`, variables)
      : judged;
  },
});
