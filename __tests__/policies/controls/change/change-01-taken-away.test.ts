import { judges } from "../support/judges";
import { CREATE, DELETE, FORGET, KEEP, planned, REPLACE, REPLACE_LATER, UPDATE } from "./planned";

const OPT_OUT = { id: "p-optout1234", type: "AISERVICES_OPT_OUT_POLICY" };
const SCP = { id: "p-guard12345", type: "SERVICE_CONTROL_POLICY" };
const attached = { policy_id: OPT_OUT.id, target_id: "r-abcd" };
const ATTACHMENT = "aws_organizations_policy_attachment.a";
const faces = { bucket: "faces" };

judges("RKG-CHANGE-01", [
  ...[KEEP, UPDATE, CREATE].map((actions) => ({
    name: `a key: ${actions.join()}`,
    verdict: "pass" as const,
    given: planned({ "aws_kms_key.k": { actions } }),
    evidence: "aws_kms_key.k",
  })),
  {
    name: "an opt-out policy is changed",
    verdict: "pass",
    given: planned({ "aws_organizations_policy.p": { actions: UPDATE, before: OPT_OUT } }),
  },
  {
    name: "an attachment is made",
    verdict: "pass",
    given: planned({
      "aws_organizations_policy.p": { actions: KEEP, before: OPT_OUT },
      [ATTACHMENT]: { actions: CREATE, after: attached },
    }),
    subject: ATTACHMENT,
  },
  {
    name: "a change that says nothing of before or after",
    verdict: "pass",
    given: planned({ [ATTACHMENT]: { actions: [] } }),
  },
  ...["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"].flatMap(
    (type) =>
      [DELETE, REPLACE, REPLACE_LATER, FORGET].map((actions) => ({
        name: `${type}: ${actions.join()}`,
        verdict: "fail" as const,
        given: planned({ [`${type}.k`]: { actions } }),
        evidence: `${type}.k`,
      })),
  ),
  ...[DELETE, REPLACE, FORGET].flatMap((actions) => [
    {
      name: `a bucket: ${actions.join()}`,
      verdict: "fail" as const,
      given: planned({ "aws_s3_bucket.b": { actions, before: faces } }),
      reason: /bucket/,
    },
    {
      name: `the opt-out policy: ${actions.join()}`,
      verdict: "fail" as const,
      given: planned({ "aws_organizations_policy.p": { actions, before: OPT_OUT } }),
      reason: /opt-out policy/,
    },
    {
      name: `its attachment: ${actions.join()}`,
      verdict: "fail" as const,
      given: planned({
        "aws_organizations_policy.p": { actions: KEEP, before: OPT_OUT },
        [ATTACHMENT]: { actions, before: attached },
      }),
      subject: ATTACHMENT,
      reason: /attachment/,
    },
  ]),
  {
    name: "a key is forgotten and made anew",
    verdict: "fail",
    given: planned({ "aws_kms_key.k": { actions: ["forget", "create"] } }),
    reason: /stays behind/,
  },
  {
    name: "a bucket whose own logs went to another one",
    verdict: "fail",
    given: planned({
      "aws_s3_bucket.b": { actions: DELETE, before: faces },
      "aws_s3_bucket_logging.l": { actions: DELETE, before: { bucket: "faces", target_bucket: "logs" } },
    }),
  },
  {
    name: "a bucket without a name",
    verdict: "fail",
    given: planned({ "aws_s3_bucket.b": { actions: DELETE, before: {} } }),
  },
  {
    name: "an attachment of a policy of another plan is deleted",
    verdict: "unknown",
    given: planned({ [ATTACHMENT]: { actions: DELETE, before: attached } }),
    evidence: `${ATTACHMENT} policy_id`,
  },
  {
    name: "an attachment of a policy whose type is not known is deleted",
    verdict: "unknown",
    given: planned({
      "aws_organizations_policy.p": {
        actions: KEEP,
        before: { id: OPT_OUT.id, type: "${var.type}", content: "{}" },
      },
      [ATTACHMENT]: { actions: DELETE, before: attached },
    }),
  },
  {
    name: "a log bucket is deleted together with what logs to it",
    verdict: "not-applicable",
    given: planned({
      "aws_s3_bucket.b": { actions: DELETE, before: { bucket: "logs" } },
      "aws_s3_bucket_logging.l": { actions: DELETE, before: { bucket: "faces", target_bucket: "logs" } },
    }),
  },
  {
    name: "a log bucket is deleted, says its tag",
    verdict: "not-applicable",
    given: planned({
      "aws_s3_bucket.b": {
        actions: DELETE,
        before: { bucket: "logs", tags: { "guardrails:role": "access-logs" } },
      },
    }),
  },
  {
    name: "an SCP and its attachment are deleted",
    verdict: "not-applicable",
    given: planned({
      "aws_organizations_policy.p": { actions: DELETE, before: SCP },
      [ATTACHMENT]: { actions: DELETE, before: { policy_id: SCP.id } },
    }),
  },
  {
    name: "an SCP without a type and its attachment are deleted",
    verdict: "not-applicable",
    given: planned({
      "aws_organizations_policy.p": { actions: DELETE, before: { id: SCP.id } },
      [ATTACHMENT]: { actions: DELETE, before: { policy_id: SCP.id } },
    }),
  },
  {
    name: "something else is deleted",
    verdict: "not-applicable",
    given: planned({ "aws_sqs_queue.q": { actions: DELETE } }),
  },
  {
    name: "a key is looked up",
    verdict: "not-applicable",
    given: planned({ "data.aws_kms_key.k": { actions: ["read"] } }),
  },
  {
    name: "no plan is read",
    verdict: "not-applicable",
    given: { resource: { aws_kms_key: { k: {} } } },
    reason: /plan/,
  },
]);
