import { judges } from "../support/judges";

const traced = (tracing_config?: unknown, more: object = {}) => ({
  resource: { aws_lambda_function: { verify: { function_name: "verify", tracing_config, ...more } } },
});

judges("RKG-DETECT-04", [
  {
    name: "it is active",
    verdict: "pass",
    given: traced({ mode: "Active" }),
    evidence: "aws_lambda_function.verify tracing_config.mode",
  },
  { name: "it is active, in a list of one block", verdict: "pass", given: traced([{ mode: "Active" }]) },
  {
    name: "a local says active",
    verdict: "pass",
    given: { ...traced({ mode: "${local.m}" }), locals: { m: "Active" } },
  },
  {
    name: "it passes through",
    verdict: "fail",
    given: traced({ mode: "PassThrough" }),
    reason: /already traces/,
  },
  { name: "it is written in the wrong case", verdict: "fail", given: traced({ mode: "active" }) },
  { name: "it is a list", verdict: "fail", given: traced({ mode: ["Active"] }) },
  { name: "it is empty", verdict: "fail", given: traced([]) },
  { name: "it is not set", verdict: "fail", given: traced() },
  { name: "a variable decides", verdict: "unknown", given: traced({ mode: "${var.mode}" }) },
  {
    name: "a dynamic block decides",
    verdict: "unknown",
    given: traced(undefined, {
      dynamic: { tracing_config: { for_each: "${var.modes}", content: { mode: "Active" } } },
    }),
  },
  { name: "there is no function", verdict: "not-applicable", given: {} },
]);
