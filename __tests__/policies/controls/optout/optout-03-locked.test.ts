import { optOutPolicy } from "../../../../policies/documents";
import { judges } from "../support/judges";
import { LOCKED, policy, says } from "./organization";

const given = (content: unknown, body: object = {}) => ({
  resource: { aws_organizations_policy: { opt_out: { ...policy(content), ...body } } },
});
const NONE = '"@@operators_allowed_for_child_policies":["@@none"]';
const locked = (service: string, entry = NONE, value = NONE): string =>
  `"${service}":{${entry}${entry && ","}"opt_out_policy":{${value}${value && ","}"@@assign":"optOut"}}`;

judges("RKG-OPTOUT-03", [
  { name: "the package's own document", verdict: "pass", given: given(LOCKED) },
  {
    name: "default alone, locked",
    verdict: "pass",
    given: given(`{"services":{${NONE},${locked("default")}}}`),
  },
  {
    name: "another service is left open",
    verdict: "pass",
    given: given(`{"services":{${NONE},${locked("default")},${locked("lex", "", "")}}}`),
  },
  {
    name: "no lock at all",
    verdict: "fail",
    given: given(says({ default: "optOut" })),
    evidence: "aws_organizations_policy.opt_out content",
    reason: /services, services\.default, services\.default\.opt_out_policy/,
  },
  {
    name: "services are open",
    verdict: "fail",
    given: given(JSON.stringify(optOutPolicy(undefined, "service"))),
    reason: /under services\./,
  },
  {
    name: "the entry is open",
    verdict: "fail",
    given: given(`{"services":{${NONE},${locked("default", "")}}}`),
    reason: /under services\.default\./,
  },
  {
    name: "the value is open",
    verdict: "fail",
    given: given(`{"services":{${NONE},${locked("default", NONE, "")}}}`),
    reason: /services\.default\.opt_out_policy/,
  },
  {
    name: "rekognition is open beside a locked default",
    verdict: "fail",
    given: given(`{"services":{${NONE},${locked("default")},${locked("rekognition", "", "")}}}`),
    reason: /services\.rekognition/,
  },
  {
    name: "the lock allows to assign",
    verdict: "fail",
    given: given(LOCKED.replaceAll("@@none", "@@assign")),
  },
  { name: "the lock is an empty list", verdict: "fail", given: given(LOCKED.replaceAll('["@@none"]', "[]")) },
  { name: "the lock is no list", verdict: "fail", given: given(LOCKED.replaceAll('["@@none"]', '"@@none"')) },
  {
    name: "the lock allows something beside",
    verdict: "fail",
    given: given(LOCKED.replaceAll('["@@none"]', '["@@none","@@assign"]')),
  },
  {
    name: "an open lock stands before a closed one",
    verdict: "fail",
    given: given(LOCKED.replace(NONE, `"@@operators_allowed_for_child_policies":["@@all"],${NONE}`)),
  },
  { name: "the document is not known", verdict: "unknown", given: given("${var.document}") },
  {
    name: "the type is not known, and the document partly",
    verdict: "unknown",
    given: given(says({ default: "${var.value}" }), { type: "${var.type}" }),
  },
  { name: "the document is no JSON", verdict: "not-applicable", given: given("{") },
  {
    name: "the document is about another service",
    verdict: "not-applicable",
    given: given(says({ lex: "optOut" })),
  },
  { name: "the document has no services", verdict: "not-applicable", given: given("[]") },
  { name: "there is no policy", verdict: "not-applicable", given: {} },
]);
