import { judges } from "../support/judges";
import { LOCKED, policy, says } from "./organization";

const given = (body: Readonly<Record<string, unknown>>) => ({
  resource: { aws_organizations_policy: { opt_out: body } },
});

judges("RKG-OPTOUT-02", [
  { name: "the package's own document", verdict: "pass", given: given(policy()) },
  {
    name: "another service too",
    verdict: "pass",
    given: given(policy(says({ default: "optOut", lex: "optIn" }))),
  },
  {
    name: "a document in a local value",
    verdict: "pass",
    given: { ...given(policy("${local.document}")), locals: { document: LOCKED } },
  },
  {
    name: "the document of another policy",
    verdict: "pass",
    given: {
      resource: {
        aws_organizations_policy: {
          opt_out: policy("${aws_organizations_policy.first.content}"),
          first: policy(),
        },
      },
    },
    subject: "aws_organizations_policy.opt_out",
  },
  {
    name: "a wrong capital in a value",
    verdict: "fail",
    given: given(policy(says({ default: "OptOut" }))),
    evidence: "aws_organizations_policy.opt_out content",
    reason: /optOut/,
  },
  {
    name: "a wrong capital in a key",
    verdict: "fail",
    given: given(policy('{"Services":{}}')),
    reason: /case matters/,
  },
  {
    name: "an operator that has no place",
    verdict: "fail",
    given: given(policy('{"services":{"default":{"opt_out_policy":{"@@append":"optOut"}}}}')),
  },
  {
    name: "a key that stands twice",
    verdict: "fail",
    given: given(
      policy('{"services":{"default":{"opt_out_policy":{"@@assign":"optOut","@@assign":"optIn"}}}}'),
    ),
  },
  {
    name: "too many characters",
    verdict: "fail",
    given: given(policy(LOCKED + " ".repeat(2500))),
    reason: /2500/,
  },
  { name: "no JSON", verdict: "fail", given: given(policy("{")), reason: /JSON/ },
  {
    name: "more faults than are told",
    verdict: "fail",
    given: given(policy('{"a":1,"b":2,"c":3,"d":4}')),
    reason: /And 2 more/,
  },
  {
    name: "no document",
    verdict: "fail",
    given: given({ name: "a", type: "AISERVICES_OPT_OUT_POLICY" }),
    reason: /no document/,
  },
  {
    name: "no type",
    verdict: "fail",
    given: given({ name: "a", content: LOCKED }),
    reason: /service control policy/,
    evidence: "aws_organizations_policy.opt_out type",
  },
  {
    name: "the type of an SCP",
    verdict: "fail",
    given: given(policy(LOCKED, { type: "SERVICE_CONTROL_POLICY" })),
    reason: /got: SERVICE_CONTROL_POLICY/,
  },
  {
    name: "the type in small letters",
    verdict: "fail",
    given: given(policy(LOCKED, { type: "aiservices_opt_out_policy" })),
  },
  {
    name: "a valid document of an unknown type",
    verdict: "unknown",
    given: given(policy(LOCKED, { type: "${var.type}" })),
    reason: /type/,
  },
  {
    name: "a document in a variable",
    verdict: "unknown",
    given: given(policy("${var.document}")),
    reason: /var\.document/,
  },
  {
    name: "a value in a variable",
    verdict: "unknown",
    given: given(policy(says({ default: "${var.value}" }))),
    reason: /var\.value/,
  },
  {
    name: "an SCP",
    verdict: "not-applicable",
    given: given({ type: "SERVICE_CONTROL_POLICY", content: "{}" }),
  },
  { name: "no policy", verdict: "not-applicable", given: {} },
]);
