import { control } from "../control";
import { unknown } from "../judgement";
import { environmentVariable } from "../support/functions";
import { judgePercentage } from "../support/percentages";
import { SIMILARITY_THRESHOLD, verificationFunctions } from "../support/verification-functions";

/** What AWS recommends where a false match matters. */
const LOWEST = 99;

export const similarityThreshold = control({
  id: "RKG-VERIFY-01",
  title: "Verification asks a similarity of at least 99 %",
  severity: "high",
  subject: "verification function",
  rationale:
    "The threshold is the decision: at Rekognition's default of 80 % a stranger who looks alike is let in. AWS recommends 99 % where a false match matters.",
  remediation: {
    text: `Set ${SIMILARITY_THRESHOLD} in the function's environment to a percentage from 99 to 100: 99, not 0.99.`,
    terraform: `resource "aws_lambda_function" "verify_face" {
  function_name = "verify-face"
  # …
  environment {
    variables = { SIMILARITY_THRESHOLD = "99" }
  }
  tags = { "guardrails:role" = "verification" }
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", {
  functionName: "verify-face",
  bundle: functionBundle("verify-face"),
  key,
  alarmTopic,
  environmentVariables: { SIMILARITY_THRESHOLD: "99" /* and the others */ },
});`,
  },
  mappings: [
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: verificationFunctions,
  judge(lambda) {
    const threshold = environmentVariable(lambda, SIMILARITY_THRESHOLD);
    if (threshold.state === "absent" || threshold.state === "computed")
      return unknown(
        `${SIMILARITY_THRESHOLD} is not set: verify-face of this package takes ${LOWEST} then, other code may take Rekognition's 80. Set it.`,
        threshold,
      );
    return judgePercentage(threshold, LOWEST, "The similarity threshold");
  },
});
