import { ACCOUNT, judges } from "../support/judges";
import {
  apart,
  attachment,
  LOCKED,
  organization,
  policy,
  says,
  together,
  USE,
  withExternal,
} from "./organization";

const OTHER_ACCOUNT = "444455556666";
const UNIT = "ou-abcd-11111111";
const external = { policyId: "p-abcd123456", owner: "Platform" };
const account = (parent_id: string) => ({
  aws_organizations_account: { desk: { id: ACCOUNT, name: "desk", email: "desk@example.com", parent_id } },
});
const holding = (content: unknown, body = {}) => together(organization({ opt_out: policy(content, body) }));
const on = (target: unknown, more = {}) => together(organization(undefined, { a: attachment(target) }, more));
/** Two policies, each with its target. */
const both = (first: readonly [unknown, string], second: readonly [unknown, string]) =>
  together(
    organization(
      { opt_out: policy(first[0]), other: policy(second[0]) },
      { a: attachment(first[1]), b: attachment(second[1], "other") },
    ),
  );
const types = (...enabled_policy_types: readonly string[]) => ({
  aws_organizations_organization: { o: { enabled_policy_types } },
});
const OUT = says({ default: "optOut" });
const IN = says({ rekognition: "optIn" });
const ONLY_LEX =
  '{"services":{"@@operators_allowed_for_child_policies":["@@none"],"lex":{"opt_out_policy":{"@@assign":"optOut"}}}}';
const TWOFOLD = '{"services":{"default":{"opt_out_policy":{"@@assign":"optIn","@@assign":"optOut"}}}}';

judges(
  "RKG-OPTOUT-01",
  [
    {
      name: "the root opts out",
      verdict: "pass",
      given: together(organization()),
      evidence: "aws_organizations_policy.opt_out content",
    },
    {
      name: "the root's own stack opts out",
      verdict: "pass",
      given: apart(organization()),
      evidence: "organization/aws_organizations_policy_attachment.opt_out target_id",
    },
    {
      name: "the root is that of a managed organization",
      verdict: "pass",
      given: on("${aws_organizations_organization.o.roots[0].id}", types("AISERVICES_OPT_OUT_POLICY")),
    },
    {
      name: "the root is looked up",
      verdict: "pass",
      given: {
        ...on("${data.aws_organizations_organization.o.roots[0].id}"),
        data: { aws_organizations_organization: { o: {} } },
      },
    },
    { name: "default alone is opted out", verdict: "pass", given: holding(OUT) },
    {
      name: "a unit opts out, taken for granted",
      verdict: "pass",
      given: on(UNIT),
      reason: /taken for granted/,
    },
    {
      name: "a managed unit opts out",
      verdict: "pass",
      given: on("${aws_organizations_organizational_unit.prod.id}", {
        aws_organizations_organizational_unit: { prod: { name: "prod", parent_id: "r-abcd" } },
      }),
      reason: /aws_organizations_organizational_unit\.prod/,
    },
    { name: "the account itself opts out", verdict: "pass", given: on(ACCOUNT) },
    {
      name: "a locked root holds against a unit that opts in",
      verdict: "pass",
      given: both([LOCKED, "r-abcd"], [IN, UNIT]),
    },
    {
      name: "a locked root holds against a document that is not known",
      verdict: "pass",
      given: both([LOCKED, "r-abcd"], ["${jsonencode(var.document)}", UNIT]),
    },
    {
      name: "a locked root holds against a target that is not known",
      verdict: "pass",
      given: both([LOCKED, "r-abcd"], [OUT, "${var.target}"]),
    },
    {
      name: "the account is in a unit below the one that opts out",
      verdict: "pass",
      given: on("${aws_organizations_organizational_unit.top.id}", {
        aws_organizations_organizational_unit: {
          top: { name: "top", parent_id: "r-abcd" },
          low: { name: "low", parent_id: "${aws_organizations_organizational_unit.top.id}" },
        },
        ...account("${aws_organizations_organizational_unit.low.id}"),
      }),
      reason: new RegExp(`account ${ACCOUNT}\\.$`),
    },
    {
      name: "there is no policy",
      verdict: "fail",
      given: { resource: USE },
      reason: /--external-opt-out/,
      evidence: "aws_rekognition_collection.faces",
    },
    {
      name: "the policy is attached nowhere",
      verdict: "fail",
      given: together(organization(undefined, {})),
      reason: /attached/,
    },
    { name: "the policy is attached to another account", verdict: "fail", given: on(OTHER_ACCOUNT) },
    { name: "the account is in another unit", verdict: "fail", given: on(UNIT, account("r-abcd")) },
    { name: "the target is no id", verdict: "fail", given: on("root") },
    {
      name: "the policy is of another type",
      verdict: "fail",
      given: holding(LOCKED, { type: "SERVICE_CONTROL_POLICY" }),
    },
    { name: "the policy opts in", verdict: "fail", given: holding(IN), reason: /opted in/ },
    {
      name: "default is out, rekognition in",
      verdict: "fail",
      given: holding(says({ default: "optOut", rekognition: "optIn" })),
    },
    {
      name: "an opt-in beside a named external opt-out",
      verdict: "fail",
      given: withExternal(holding(IN), external),
    },
    {
      name: "only another service is opted out",
      verdict: "fail",
      given: holding(says({ lex: "optOut" })),
      reason: /says optOut/,
    },
    { name: "the value has a wrong capital", verdict: "fail", given: holding(says({ default: "OptOut" })) },
    { name: "the document is no JSON", verdict: "fail", given: holding("{") },
    {
      name: "the account opts in, and nothing is locked",
      verdict: "fail",
      given: both([OUT, "r-abcd"], [IN, ACCOUNT]),
    },
    {
      name: "a lock on the root forbids the unit's own entry",
      verdict: "fail",
      given: both([OUT, UNIT], [ONLY_LEX, "r-abcd"]),
    },
    {
      name: "the organization has the type switched off",
      verdict: "fail",
      given: on("r-abcd", types("SERVICE_CONTROL_POLICY")),
      evidence: "aws_organizations_organization.o enabled_policy_types",
    },
    {
      name: "the settings name an external opt-out",
      verdict: "unknown",
      given: withExternal({ resource: USE }, external),
      reason: /p-abcd123456.*Platform/,
    },
    {
      name: "the document is not known",
      verdict: "unknown",
      given: holding("${jsonencode(var.document)}"),
      reason: /opt_out/,
    },
    {
      name: "the document says two things",
      verdict: "unknown",
      given: holding(TWOFOLD),
      reason: /two things/,
    },
    { name: "the target is a variable", verdict: "unknown", given: on("${var.root}"), reason: /var\.root/ },
    {
      name: "the type is a variable",
      verdict: "unknown",
      given: holding(LOCKED, { type: "${var.type}" }),
      reason: /type/,
    },
    {
      name: "which policy is attached is a variable",
      verdict: "unknown",
      given: together(organization(undefined, { a: { policy_id: "${var.policy}", target_id: "r-abcd" } })),
    },
    {
      name: "a policy from elsewhere is attached",
      verdict: "unknown",
      given: together(organization({}, { a: { policy_id: "p-abcd123456", target_id: "r-abcd" } })),
      reason: /what policy/,
    },
    {
      name: "a policy in a variable is attached, and none is here",
      verdict: "unknown",
      given: together(organization({}, { a: { policy_id: "${var.policy}", target_id: "r-abcd" } })),
      reason: /what policy/,
    },
    {
      name: "a module may opt out",
      verdict: "unknown",
      given: { resource: USE, module: { organization: { source: "./organization" } } },
      reason: /organization/,
    },
    {
      name: "one of two units opts in",
      verdict: "unknown",
      given: both([OUT, UNIT], [says({ default: "optIn" }), "ou-abcd-22222222"]),
      reason: /units/,
    },
    {
      name: "two policies on the root contradict each other",
      verdict: "unknown",
      given: both([OUT, "r-abcd"], [says({ default: "optIn" }), "r-abcd"]),
      reason: /attached first/,
    },
    {
      name: "a target that is not known may opt in",
      verdict: "unknown",
      given: both([OUT, "r-abcd"], [IN, "${var.target}"]),
      reason: /var\.target/,
    },
    {
      name: "which account it is used in is not known",
      verdict: "unknown",
      given: { ...on(ACCOUNT), provider: { aws: [{ region: "eu-west-1" }] } },
      reason: /names the account/,
    },
  ],
  { "not-applicable": "whether it applies is tested in optout-01-use.test.ts" },
);
