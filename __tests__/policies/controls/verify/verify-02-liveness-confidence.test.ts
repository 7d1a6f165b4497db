import { judges } from "../support/judges";

const verifying = (variables: unknown) => ({
  resource: {
    aws_lambda_function: {
      verify: {
        function_name: "desk",
        tags: { "guardrails:role": "verification" },
        environment: { variables },
      },
    },
  },
});
const confidence = (value: unknown) => verifying({ LIVENESS_MIN_CONFIDENCE: value });

judges("RKG-VERIFY-02", [
  ...[80, "80", "92.5", "100"].map((value) => ({
    name: `it is ${JSON.stringify(value)}`,
    verdict: "pass" as const,
    given: confidence(value),
    evidence: "aws_lambda_function.verify environment.variables.LIVENESS_MIN_CONFIDENCE",
  })),
  {
    name: "it is too low",
    verdict: "fail",
    given: confidence("79.9"),
    reason: /at least 80 %/,
  },
  {
    name: "it is a fraction",
    verdict: "fail",
    given: confidence("0.9"),
    reason: /write 80, not 0\.80/,
  },
  { name: "nobody reaches it", verdict: "fail", given: confidence("200") },
  { name: "it is empty", verdict: "fail", given: confidence("") },
  {
    name: "it is too low in a function that only asks for liveness",
    verdict: "fail",
    given: {
      resource: {
        aws_lambda_function: {
          desk: { function_name: "desk", environment: { variables: { LIVENESS_MIN_CONFIDENCE: "50" } } },
        },
      },
    },
  },
  { name: "a variable decides", verdict: "unknown", given: confidence("${var.confidence}") },
  { name: "the environment is a variable", verdict: "unknown", given: verifying("${var.environment}") },
  {
    name: "liveness is used without it",
    verdict: "unknown",
    given: verifying({ LIVENESS_BUCKET: "sessions" }),
    reason: /LIVENESS_BUCKET.*LIVENESS_MIN_CONFIDENCE is not set/,
  },
  {
    name: "liveness is used, and it is null",
    verdict: "unknown",
    given: verifying({ LIVENESS_MIN_CONFIDENCE: null }),
  },
  {
    name: "the function does not use liveness",
    verdict: "not-applicable",
    given: verifying({ SIMILARITY_THRESHOLD: "99" }),
  },
  {
    name: "the function has no environment",
    verdict: "not-applicable",
    given: { resource: { aws_lambda_function: { verify_face: { function_name: "verify-face" } } } },
  },
  {
    name: "no function verifies",
    verdict: "not-applicable",
    given: { resource: { aws_lambda_function: { thumbnails: { function_name: "thumbnails" } } } },
  },
]);
