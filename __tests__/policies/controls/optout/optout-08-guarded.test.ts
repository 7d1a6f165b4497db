import { optOutGuardPolicy } from "../../../../policies/documents";
import { judges } from "../support/judges";
import { apart, attachment, GUARD, organization, policy, together } from "./organization";

const TYPE = { StringEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" } };
const CHANGES = ["organizations:DetachPolicy", "organizations:DeletePolicy", "organizations:UpdatePolicy"];
const LEAVE = { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" };
const keep = (more: object = {}) => ({
  Effect: "Deny",
  Action: CHANGES,
  Resource: "*",
  Condition: TYPE,
  ...more,
});
const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const scp = (content: unknown, body: object = {}) => ({ type: "SERVICE_CONTROL_POLICY", content, ...body });
const guards = (policies: Record<string, ReturnType<typeof scp>>, targets: Record<string, unknown> = {}) =>
  organization(
    { opt_out: policy(), ...policies },
    {
      opt_out: attachment(),
      ...Object.fromEntries(
        Object.keys(policies).map((name) => [
          name,
          attachment(name in targets ? targets[name] : "r-abcd", name),
        ]),
      ),
    },
  );
const guardedBy = (content: unknown, body: object = {}, target: unknown = "r-abcd") =>
  together(guards({ guard: scp(content, body) }, { guard: target }));

judges("RKG-OPTOUT-08", [
  {
    name: "the package's own guard",
    verdict: "pass",
    given: guardedBy(GUARD),
    evidence: "aws_organizations_policy.guard content",
  },
  {
    name: "the package's own guard, in a stack of its own",
    verdict: "pass",
    given: apart(guards({ guard: scp(GUARD) })),
  },
  {
    name: "the package's own guard without a type",
    verdict: "pass",
    given: guardedBy(GUARD, { type: null }),
  },
  {
    name: "the package's own guard with a role exempt",
    verdict: "pass",
    given: guardedBy(
      JSON.stringify(optOutGuardPolicy({ exemptPrincipalArns: ["arn:aws:iam::*:role/pipeline"] })),
    ),
    reason: /role\/pipeline/,
  },
  {
    name: "whatever the type of the policies",
    verdict: "pass",
    given: guardedBy(document({ ...keep(), Condition: undefined }, LEAVE)),
  },
  {
    name: "opt-out policies named by their ARN",
    verdict: "pass",
    given: guardedBy(
      document(keep({ Resource: "arn:aws:organizations::*:policy/*", Condition: undefined }), LEAVE),
    ),
  },
  {
    name: "two guards together",
    verdict: "pass",
    given: together(guards({ a: scp(document(keep())), b: scp(document(LEAVE)) })),
  },
  { name: "a guard on a unit", verdict: "pass", given: guardedBy(GUARD, {}, "ou-abcd-11111111") },
  {
    name: "a guard made by a data source",
    verdict: "pass",
    given: {
      ...guardedBy("${data.aws_iam_policy_document.guard.json}"),
      data: {
        aws_iam_policy_document: {
          guard: {
            statement: [
              { effect: "Deny", actions: [...CHANGES, "organizations:LeaveOrganization"], resources: ["*"] },
            ],
          },
        },
      },
    },
  },
  {
    name: "somebody else guards it, says its tag",
    verdict: "pass",
    given: together(
      organization({ opt_out: policy(undefined, { tags: { "guardrails:guarded-by": "Platform" } }) }),
    ),
    reason: /Platform/,
  },
  {
    name: "there is no guard",
    verdict: "fail",
    given: together(organization()),
    evidence: "aws_organizations_policy.opt_out",
  },
  {
    name: "the tag says nothing",
    verdict: "fail",
    given: together(organization({ opt_out: policy(undefined, { tags: { "guardrails:guarded-by": " " } }) })),
  },
  {
    name: "the guard is attached nowhere",
    verdict: "fail",
    given: together(organization({ opt_out: policy(), guard: scp(GUARD) })),
  },
  { name: "the guard is on another account", verdict: "fail", given: guardedBy(GUARD, {}, "444455556666") },
  {
    name: "leaving is allowed",
    verdict: "fail",
    given: guardedBy(document(keep())),
    witness: { action: "organizations:LeaveOrganization" },
  },
  {
    name: "detaching is allowed",
    verdict: "fail",
    given: guardedBy(document(keep({ Action: CHANGES.slice(1) }), LEAVE)),
    witness: { action: "organizations:DetachPolicy" },
  },
  {
    name: "another type of policy is guarded",
    verdict: "fail",
    given: guardedBy(
      document(keep({ Condition: { StringEquals: { "organizations:PolicyType": "TAG_POLICY" } } }), LEAVE),
    ),
  },
  {
    name: "every role is exempt",
    verdict: "fail",
    given: guardedBy(
      document(
        keep({ Condition: { ...TYPE, ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } }),
        LEAVE,
      ),
    ),
  },
  {
    name: "one more condition is a hole",
    verdict: "fail",
    given: guardedBy(
      document(keep({ Condition: { ...TYPE, Bool: { "aws:MultiFactorAuthPresent": "false" } } }), LEAVE),
    ),
  },
  {
    name: "it allows where it should deny",
    verdict: "fail",
    given: guardedBy(document(keep({ Effect: "Allow" }), LEAVE)),
  },
  { name: "AWS refuses the guard", verdict: "fail", given: guardedBy("{") },
  { name: "the guard has no document", verdict: "fail", given: guardedBy(undefined) },
  { name: "the guard's document is a variable", verdict: "unknown", given: guardedBy("${var.guard}") },
  {
    name: "the guard's target is a variable",
    verdict: "unknown",
    given: guardedBy(GUARD, {}, "${var.root}"),
    reason: /attached to/,
  },
  {
    name: "the guard's type is a variable",
    verdict: "unknown",
    given: guardedBy(GUARD, { type: "${var.type}" }),
  },
  {
    name: "a module may hold another",
    verdict: "unknown",
    given: { ...guardedBy(document(keep())), module: { m: { source: "./m" } } },
    witness: { action: "organizations:LeaveOrganization" },
  },
  {
    name: "a module may hold one",
    verdict: "unknown",
    given: { ...together(organization()), module: { m: { source: "./m" } } },
  },
  {
    name: "there is no opt-out policy",
    verdict: "not-applicable",
    given: { resource: { aws_organizations_policy: { guard: scp(GUARD) } } },
  },
]);
