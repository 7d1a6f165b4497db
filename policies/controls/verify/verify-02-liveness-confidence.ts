import { control } from "../control";
import { notApplicable, unknown } from "../judgement";
import { environmentNames, environmentVariable } from "../support/functions";
import { judgePercentage } from "../support/percentages";
import { LIVENESS_MIN_CONFIDENCE, livenessFunctions } from "../support/verification-functions";

/** What AWS recommends against sophisticated digital injection. */
const LOWEST = 80;

export const livenessConfidence = control({
  id: "RKG-VERIFY-02",
  title: "Liveness, where used, asks a confidence of at least 80 %",
  severity: "medium",
  subject: "verification function",
  rationale:
    "A printed picture or a replayed video of the member matches the member's face. Only liveness tells them apart, and only if a low confidence is refused: AWS names 80 to 90 % against injected video.",
  remediation: {
    text: `Set ${LIVENESS_MIN_CONFIDENCE} in the environment of the function that asks for liveness to a percentage from 80 to 100.`,
    terraform: `resource "aws_lambda_function" "verify_face" {
  function_name = "verify-face"
  # …
  environment {
    variables = { LIVENESS_MIN_CONFIDENCE = "90" }
  }
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", {
  functionName: "verify-face",
  bundle: functionBundle("verify-face"),
  key,
  alarmTopic,
  environmentVariables: { LIVENESS_MIN_CONFIDENCE: "90" /* and the others */ },
});`,
  },
  mappings: [
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: livenessFunctions,
  judge(lambda) {
    const names = environmentNames(lambda);
    const confidence = environmentVariable(lambda, LIVENESS_MIN_CONFIDENCE);
    if (names === undefined)
      return unknown(
        "The function's environment is not known here, so nor is whether it asks for liveness: review the plan or the account.",
        confidence,
      );
    if (names.includes(LIVENESS_MIN_CONFIDENCE) && confidence.state !== "absent")
      return judgePercentage(confidence, LOWEST, "The confidence that liveness must reach");
    const other = names.find((name) => /LIVENESS/i.test(name));
    return other === undefined
      ? notApplicable("Nothing in the function's environment says that it asks for liveness.", lambda)
      : unknown(
          `The function asks for liveness (${other}), but ${LIVENESS_MIN_CONFIDENCE} is not set: what confidence it accepts is not seen here. Set it.`,
          confidence,
        );
  },
});
