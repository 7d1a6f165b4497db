import { judges, KEY_ARN, type Stack } from "../support/judges";

const lambda = (environment: unknown, kms_key_arn?: unknown, more: Stack["resource"] = {}): Stack => ({
  resource: {
    aws_lambda_function: { verify: { function_name: "verify", environment, kms_key_arn } },
    ...more,
  },
});
const FULL = { variables: { IMAGE_BUCKET: "faces" } };

judges("RKG-REST-13", [
  {
    name: "a key of the configuration",
    verdict: "pass",
    given: lambda(FULL, "${aws_kms_key.faces.arn}", { aws_kms_key: { faces: {} } }),
    evidence: "aws_lambda_function.verify kms_key_arn",
  },
  { name: "a literal ARN, a list of blocks", verdict: "pass", given: lambda([FULL], KEY_ARN) },
  {
    name: "variables of a variable, and a key",
    verdict: "pass",
    given: lambda({ variables: "${var.all}" }, KEY_ARN),
  },
  {
    name: "no key",
    verdict: "fail",
    given: lambda(FULL),
    evidence: "aws_lambda_function.verify kms_key_arn",
  },
  {
    name: "a value that is not known, and no key",
    verdict: "fail",
    given: lambda({ variables: { A: "${var.a}" } }),
  },
  {
    name: "a key of AWS",
    verdict: "fail",
    given: lambda(FULL, "arn:aws:kms:eu-west-1:111122223333:alias/aws/lambda"),
  },
  { name: "a variable for the key", verdict: "unknown", given: lambda(FULL, "${var.key}") },
  {
    name: "variables of a variable, and no key",
    verdict: "unknown",
    given: lambda({ variables: "${var.all}" }),
  },
  { name: "a dynamic environment, and no key", verdict: "unknown", given: lambda("${var.environment}") },
  { name: "no environment", verdict: "not-applicable", given: lambda(undefined) },
  { name: "no variables", verdict: "not-applicable", given: lambda({ variables: {} }) },
  { name: "an empty environment", verdict: "not-applicable", given: lambda([{}]) },
  { name: "no function", verdict: "not-applicable", given: {} },
]);
