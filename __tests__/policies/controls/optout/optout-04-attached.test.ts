import { ACCOUNT, judges } from "../support/judges";
import { apart, attachment, organization, policy, together } from "./organization";

const on = (target: unknown, more = {}) => together(organization(undefined, { a: attachment(target) }, more));
const UNIT = "ou-abcd-11111111";
const accountIn = (parent_id: string) => ({
  aws_organizations_account: { desk: { id: ACCOUNT, parent_id } },
});

judges("RKG-OPTOUT-04", [
  {
    name: "to the root",
    verdict: "pass",
    given: on("r-abcd"),
    evidence: "aws_organizations_policy_attachment.a target_id",
  },
  { name: "to the root, in a stack of its own", verdict: "pass", given: apart(organization()) },
  {
    name: "to the root, where nothing uses Rekognition",
    verdict: "pass",
    given: { resource: organization() },
  },
  {
    name: "to the root of a managed organization",
    verdict: "pass",
    given: on("${aws_organizations_organization.o.roots[0].id}", {
      aws_organizations_organization: { o: {} },
    }),
  },
  { name: "to a unit", verdict: "pass", given: on(UNIT), reason: /taken for granted/ },
  {
    name: "to the unit that the account is in",
    verdict: "pass",
    given: on(UNIT, accountIn(UNIT)),
    reason: /in scope/,
  },
  {
    name: "to the managed unit that the account is in",
    verdict: "pass",
    given: on("${aws_organizations_organizational_unit.u.id}", {
      aws_organizations_organizational_unit: { u: { id: UNIT, parent_id: "r-abcd" } },
      ...accountIn(UNIT),
    }),
    reason: /in scope/,
  },
  {
    name: "to a unit that is looked up",
    verdict: "pass",
    given: {
      ...on("${data.aws_organizations_organizational_units.u.children[0].id}"),
      data: { aws_organizations_organizational_units: { u: { parent_id: "r-abcd" } } },
    },
  },
  { name: "to the account", verdict: "pass", given: on(ACCOUNT) },
  {
    name: "to the managed account",
    verdict: "pass",
    given: on("${aws_organizations_account.desk.id}", accountIn("r-abcd")),
  },
  {
    name: "to the caller's own account",
    verdict: "pass",
    given: {
      ...on("${data.aws_caller_identity.me.account_id}"),
      data: { aws_caller_identity: { me: {} } },
      provider: { aws: [{ region: "eu-west-1" }] },
    },
  },
  {
    name: "to another account, and to the root",
    verdict: "pass",
    given: together(organization(undefined, { a: attachment("444455556666"), b: attachment() })),
  },
  {
    name: "nowhere",
    verdict: "fail",
    given: together(organization(undefined, {})),
    evidence: "aws_organizations_policy.opt_out",
  },
  {
    name: "another policy's attachment only",
    verdict: "fail",
    given: together(
      organization(
        { opt_out: policy(), other: { type: "SERVICE_CONTROL_POLICY", content: "{}" } },
        { a: attachment("r-abcd", "other") },
      ),
    ),
  },
  { name: "to another account", verdict: "fail", given: on("444455556666"), reason: /elsewhere/ },
  { name: "to a unit that the account is not in", verdict: "fail", given: on(UNIT, accountIn("r-abcd")) },
  { name: "to no id", verdict: "fail", given: on("Root"), reason: /no root/ },
  { name: "to a variable", verdict: "unknown", given: on("${var.target}"), reason: /var\.target/ },
  {
    name: "to a part of the organization that is no root",
    verdict: "unknown",
    given: on("${aws_organizations_organization.o.master_account_id}", {
      aws_organizations_organization: { o: {} },
    }),
  },
  {
    name: "to the name of a unit",
    verdict: "unknown",
    given: on("${aws_organizations_organizational_unit.u.arn}", {
      aws_organizations_organizational_unit: { u: {} },
    }),
  },
  {
    name: "to an account that is being made",
    verdict: "unknown",
    given: on("${aws_organizations_account.new.id}", { aws_organizations_account: { new: { name: "new" } } }),
  },
  {
    name: "to something else's id",
    verdict: "unknown",
    given: on("${aws_rekognition_collection.faces.arn}"),
  },
  {
    name: "to an account, where nothing uses Rekognition",
    verdict: "unknown",
    given: { resource: organization(undefined, { a: attachment(ACCOUNT) }) },
    reason: /--account/,
  },
  {
    name: "by an attachment of a policy in a variable",
    verdict: "unknown",
    given: together(organization(undefined, { a: { policy_id: "${var.policy}", target_id: "r-abcd" } })),
  },
  {
    name: "perhaps in a module",
    verdict: "unknown",
    given: { ...together(organization(undefined, {})), module: { m: { source: "./m" } } },
    reason: /module/,
  },
  { name: "there is no policy", verdict: "not-applicable", given: {} },
]);
