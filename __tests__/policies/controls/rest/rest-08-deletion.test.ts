import { judges, type Stack } from "../support/judges";

type Body = Readonly<Record<string, unknown>>;

const key = (body: Body, type = "aws_kms_key", more: Stack["resource"] = {}) => ({
  resource: { [type]: { faces: body }, ...more },
});
const policy = (key_id: string, bypass: unknown) =>
  key({}, "aws_kms_key", {
    aws_kms_key_policy: { faces: { key_id, bypass_policy_lockout_safety_check: bypass } },
  });

judges("RKG-REST-08", [
  {
    name: "30 days and no bypass",
    verdict: "pass",
    given: key({ deletion_window_in_days: 30, bypass_policy_lockout_safety_check: false }),
    evidence: "aws_kms_key.faces deletion_window_in_days",
  },
  { name: "nothing is said, which is 30 days", verdict: "pass", given: key({}) },
  {
    name: "a replica",
    verdict: "pass",
    given: key({ deletion_window_in_days: "30" }, "aws_kms_replica_key"),
  },
  { name: "a policy without bypass", verdict: "pass", given: policy("${aws_kms_key.faces.key_id}", false) },
  {
    name: "a policy of whatever key, without bypass",
    verdict: "pass",
    given: policy("${var.key}", undefined),
  },
  {
    name: "7 days",
    verdict: "fail",
    given: key({ deletion_window_in_days: 7 }),
    evidence: "aws_kms_key.faces deletion_window_in_days",
  },
  {
    name: "an external key of 29 days",
    verdict: "fail",
    given: key({ deletion_window_in_days: 29 }, "aws_kms_external_key"),
  },
  { name: "no number", verdict: "fail", given: key({ deletion_window_in_days: "a month" }) },
  {
    name: "the check is bypassed",
    verdict: "fail",
    given: key({ bypass_policy_lockout_safety_check: true }),
    evidence: "aws_kms_key.faces bypass_policy_lockout_safety_check",
  },
  {
    name: "the check is bypassed in the key's policy",
    verdict: "fail",
    given: policy("${aws_kms_key.faces.id}", "true"),
    evidence: "aws_kms_key_policy.faces bypass_policy_lockout_safety_check",
  },
  {
    name: "a variable for the window",
    verdict: "unknown",
    given: key({ deletion_window_in_days: "${var.days}" }),
  },
  {
    name: "a variable for the bypass",
    verdict: "unknown",
    given: key({ bypass_policy_lockout_safety_check: "${var.bypass}" }),
  },
  {
    name: "a policy that bypasses, of a key that is not known",
    verdict: "unknown",
    given: policy("${var.key}", true),
  },
  { name: "no key", verdict: "not-applicable", given: {} },
]);
