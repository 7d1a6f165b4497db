import { judges } from "../support/judges";
import { LOCKED, policy, says } from "./organization";

const given = (content: unknown) => ({
  resource: { aws_organizations_policy: { opt_out: policy(content) } },
});

judges("RKG-OPTOUT-05", [
  { name: "everything is opted out", verdict: "pass", given: given(LOCKED) },
  {
    name: "another service is opted in",
    verdict: "pass",
    given: given(says({ default: "optOut", lex: "optIn" })),
  },
  {
    name: "rekognition is opted in",
    verdict: "fail",
    given: given(says({ default: "optOut", rekognition: "optIn" })),
    evidence: "aws_organizations_policy.opt_out content",
    reason: /rekognition/,
  },
  {
    name: "default is opted in",
    verdict: "fail",
    given: given(says({ default: "optIn", rekognition: "optOut" })),
    reason: /default/,
  },
  {
    name: "both are opted in",
    verdict: "fail",
    given: given(says({ default: "optIn", rekognition: "optIn" })),
    reason: /default and rekognition/,
  },
  {
    name: "the opt-in stands before an opt-out of the same name",
    verdict: "fail",
    given: given('{"services":{"default":{"opt_out_policy":{"@@assign":"optIn","@@assign":"optOut"}}}}'),
  },
  {
    name: "a second entry opts in",
    verdict: "fail",
    given: given(
      '{"services":{"rekognition":{"opt_out_policy":{"@@assign":"optIn"}},"rekognition":{"opt_out_policy":{"@@assign":"optOut"}}}}',
    ),
  },
  {
    name: "the value is a variable",
    verdict: "unknown",
    given: given(says({ rekognition: "${var.value}" })),
    reason: /var\.value/,
  },
  { name: "the document is not known", verdict: "unknown", given: given("${jsonencode(local.document)}") },
  { name: "the document is no JSON", verdict: "not-applicable", given: given("no") },
  { name: "there is no policy", verdict: "not-applicable", given: {} },
]);
