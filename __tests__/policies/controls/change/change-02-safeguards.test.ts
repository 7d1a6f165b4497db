import { optOutGuardPolicy } from "../../../../policies/documents";
import { judges } from "../support/judges";
import {
  CREATE,
  DELETE,
  FORGET,
  KEEP,
  type Planned,
  planned,
  REPLACE,
  REPLACE_LATER,
  UPDATE,
} from "./planned";

const SAFEGUARDS = [
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_server_side_encryption_configuration",
];
const POLICY = "aws_s3_bucket_policy.p";
const LOGS = "aws_cloudwatch_log_group.l";
const GUARD = {
  id: "p-guard12345",
  type: "SERVICE_CONTROL_POLICY",
  content: JSON.stringify(optOutGuardPolicy()),
};
const OPT_OUT = { id: "p-optout1234", name: "opt-out", type: "AISERVICES_OPT_OUT_POLICY" };
const faces = { bucket: "faces" };

const beside = (bucket: Planned, actions: Planned["actions"]) =>
  planned({ "aws_s3_bucket.b": bucket, [POLICY]: { actions, before: faces } });
const logs = (lambda: Planned, actions: Planned["actions"], name = "/aws/lambda/verify") =>
  planned({ "aws_lambda_function.f": lambda, [LOGS]: { actions, before: { name } } });
const verify = { function_name: "verify" };
const guard = (actions: Planned["actions"], optOut: Planned) =>
  planned({ "aws_organizations_policy.g": { actions, before: GUARD }, "aws_organizations_policy.o": optOut });
const ATTACHMENT = "aws_organizations_policy_attachment.a";

judges(
  "RKG-CHANGE-02",
  [
    ...SAFEGUARDS.flatMap((type) => [
      ...[KEEP, UPDATE].map((actions) => ({
        name: `${type}: ${actions.join()}`,
        verdict: "pass" as const,
        given: planned({ [`${type}.s`]: { actions, before: faces } }),
      })),
      {
        name: `${type} goes with its bucket`,
        verdict: "pass" as const,
        given: planned({
          "aws_s3_bucket.b": { actions: DELETE, before: faces },
          [`${type}.s`]: { actions: DELETE, before: faces },
        }),
      },
      ...[DELETE, REPLACE, REPLACE_LATER, FORGET].map((actions) => ({
        name: `${type}: ${actions.join()}`,
        verdict: "fail" as const,
        given: planned({
          "aws_s3_bucket.b": { actions: KEEP, before: faces },
          [`${type}.s`]: { actions, before: faces },
        }),
        evidence: `${type}.s bucket`,
      })),
    ]),
    {
      name: "a safeguard is made",
      verdict: "pass",
      given: planned({ [POLICY]: { actions: CREATE, after: faces } }),
    },
    { name: "a safeguard without a before", verdict: "pass", given: planned({ [POLICY]: { actions: [] } }) },
    {
      name: "bucket and safeguard are both replaced",
      verdict: "pass",
      given: beside({ actions: REPLACE, before: faces, after: faces }, REPLACE),
    },
    {
      name: "a safeguard goes, and its bucket gets another name",
      verdict: "pass",
      given: beside({ actions: REPLACE, before: faces, after: { bucket: "images" } }, DELETE),
    },
    {
      name: "bucket and safeguard are both forgotten",
      verdict: "pass",
      given: beside({ actions: FORGET, before: faces }, FORGET),
    },
    {
      name: "a safeguard goes, and its bucket comes again",
      verdict: "fail",
      given: beside({ actions: REPLACE, before: faces, after: faces }, DELETE),
    },
    {
      name: "a safeguard goes, and its bucket is only forgotten",
      verdict: "fail",
      given: beside({ actions: FORGET, before: faces }, DELETE),
    },
    {
      name: "another bucket goes",
      verdict: "fail",
      given: beside({ actions: DELETE, before: { bucket: "other" } }, DELETE),
    },
    {
      name: "the bucket is managed elsewhere",
      verdict: "fail",
      given: planned({ [POLICY]: { actions: DELETE, before: faces } }),
      reason: /faces/,
    },
    {
      name: "the bucket is not known",
      verdict: "fail",
      given: planned({ [POLICY]: { actions: DELETE, before: {} } }),
      reason: /not known/,
    },
    {
      name: "replacing leaves a gap",
      verdict: "fail",
      given: planned({ [POLICY]: { actions: REPLACE_LATER, before: faces } }),
      reason: /gap/,
    },

    { name: "a log group stays", verdict: "pass", given: logs({ actions: KEEP, before: verify }, UPDATE) },
    {
      name: "a log group goes with its function",
      verdict: "pass",
      given: logs({ actions: DELETE, before: verify }, DELETE),
    },
    {
      name: "a log group of any name goes with its function",
      verdict: "pass",
      given: logs({ actions: DELETE, before: { logging_config: { log_group: "faces" } } }, DELETE, "faces"),
    },
    {
      name: "a log group goes, and its function stays",
      verdict: "fail",
      given: logs({ actions: KEEP, before: verify }, DELETE),
      evidence: `${LOGS} name`,
    },
    {
      name: "a log group of any name goes, and its function stays",
      verdict: "fail",
      given: logs({ actions: UPDATE, before: { logging_config: { log_group: "faces" } } }, DELETE, "faces"),
    },
    {
      name: "a log group of a function goes that is managed elsewhere",
      verdict: "fail",
      given: planned({ [LOGS]: { actions: DELETE, before: { name: "/aws/lambda/verify" } } }),
    },
    {
      name: "a log group of no function goes",
      verdict: "not-applicable",
      given: planned({ [LOGS]: { actions: DELETE, before: { name: "vpc" } } }),
    },
    {
      name: "a log group without a name goes",
      verdict: "not-applicable",
      given: planned({ [LOGS]: { actions: DELETE, before: {} } }),
    },

    {
      name: "the guard stays",
      verdict: "pass",
      given: planned({ "aws_organizations_policy.g": { actions: UPDATE, before: GUARD } }),
    },
    {
      name: "the guard goes with the opt-out",
      verdict: "pass",
      given: guard(DELETE, { actions: DELETE, before: OPT_OUT }),
      subject: "aws_organizations_policy.g",
    },
    {
      name: "the guard goes, and the opt-out stays",
      verdict: "fail",
      given: guard(DELETE, { actions: KEEP, before: OPT_OUT }),
      evidence: "aws_organizations_policy.g",
    },
    {
      name: "the guard goes, and the opt-out is made",
      verdict: "fail",
      given: guard(DELETE, { actions: CREATE, after: OPT_OUT }),
      subject: "aws_organizations_policy.g",
    },
    {
      name: "the guard is forgotten",
      verdict: "fail",
      given: planned({ "aws_organizations_policy.g": { actions: FORGET, before: GUARD } }),
    },
    {
      name: "the guard is taken off",
      verdict: "fail",
      given: planned({
        "aws_organizations_policy.g": { actions: KEEP, before: GUARD },
        [ATTACHMENT]: { actions: DELETE, before: { policy_id: GUARD.id, target_id: "r-abcd" } },
      }),
      subject: ATTACHMENT,
    },
    {
      name: "another SCP goes",
      verdict: "not-applicable",
      given: planned({
        "aws_organizations_policy.g": {
          actions: DELETE,
          before: {
            ...GUARD,
            content:
              '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
          },
        },
      }),
    },
    {
      name: "an SCP goes that AWS would refuse",
      verdict: "not-applicable",
      given: planned({
        "aws_organizations_policy.g": { actions: DELETE, before: { ...GUARD, content: "{" } },
      }),
    },
    {
      name: "an SCP without a document goes",
      verdict: "not-applicable",
      given: planned({ "aws_organizations_policy.g": { actions: DELETE, before: { type: GUARD.type } } }),
    },
    {
      name: "another attachment goes",
      verdict: "not-applicable",
      given: planned({ [ATTACHMENT]: { actions: DELETE, before: { policy_id: "p-other12345" } } }),
    },
    { name: "no plan is read", verdict: "not-applicable", given: {} },
  ],
  { unknown: "what a plan takes away, and what stays, is always known" },
);
