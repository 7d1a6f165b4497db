import { judges } from "../support/judges";

const reserved = (reserved_concurrent_executions?: unknown) => ({
  resource: { aws_lambda_function: { verify: { function_name: "verify", reserved_concurrent_executions } } },
});

judges("RKG-DETECT-06", [
  {
    name: "some is reserved",
    verdict: "pass",
    given: reserved(10),
    evidence: "aws_lambda_function.verify reserved_concurrent_executions",
  },
  { name: "it is written as text", verdict: "pass", given: reserved("10") },
  { name: "the function is switched off", verdict: "pass", given: reserved(0) },
  { name: "it is -1", verdict: "fail", given: reserved(-1), reason: /-1 reserves nothing/ },
  { name: "it is no whole number", verdict: "fail", given: reserved(1.5) },
  { name: "it is no number", verdict: "fail", given: reserved("ten") },
  { name: "it is not set", verdict: "fail", given: reserved() },
  { name: "it is null", verdict: "fail", given: reserved(null) },
  { name: "a variable decides", verdict: "unknown", given: reserved("${var.concurrency}") },
  { name: "there is no function", verdict: "not-applicable", given: {} },
]);
