import { judges, KEY_ARN } from "../support/judges";

type Body = Readonly<Record<string, unknown>>;

const key = (body: Body, type = "aws_kms_key") => ({ resource: { [type]: { faces: body } } });
const replica = (primary_key_arn: string) => ({
  resource: { aws_kms_key: { primary: {} }, aws_kms_replica_key: { faces: { primary_key_arn } } },
});
const subject = "aws_kms_replica_key.faces";

judges("RKG-REST-07", [
  { name: "it rotates", verdict: "pass", given: key({ enable_key_rotation: true }) },
  {
    name: "it rotates every 365 days",
    verdict: "pass",
    given: key({ enable_key_rotation: "true", rotation_period_in_days: "365" }),
    evidence: "aws_kms_key.faces rotation_period_in_days",
  },
  {
    name: "it rotates every 90 days",
    verdict: "pass",
    given: key({
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      enable_key_rotation: true,
      rotation_period_in_days: 90,
    }),
  },
  {
    name: "nothing is said",
    verdict: "fail",
    given: key({}),
    evidence: "aws_kms_key.faces enable_key_rotation",
  },
  { name: "rotation is off", verdict: "fail", given: key({ enable_key_rotation: false }) },
  {
    name: "a period without rotation",
    verdict: "fail",
    given: key({ enable_key_rotation: false, rotation_period_in_days: 90 }),
  },
  {
    name: "a period over a year",
    verdict: "fail",
    given: key({ enable_key_rotation: true, rotation_period_in_days: 366 }),
    evidence: "aws_kms_key.faces rotation_period_in_days",
  },
  {
    name: "a variable for rotation",
    verdict: "unknown",
    given: key({ enable_key_rotation: "${var.rotate}" }),
  },
  {
    name: "a variable for the period",
    verdict: "unknown",
    given: key({ enable_key_rotation: true, rotation_period_in_days: "${var.days}" }),
  },
  { name: "a replica of a key of elsewhere", verdict: "unknown", subject, given: replica(KEY_ARN) },
  { name: "a replica of a variable", verdict: "unknown", subject, given: replica("${var.key}") },
  {
    name: "a replica of a key that is here",
    verdict: "not-applicable",
    subject,
    given: replica("${aws_kms_key.primary.arn}"),
  },
  { name: "imported material", verdict: "not-applicable", given: key({}, "aws_kms_external_key") },
  {
    name: "a replica of imported material",
    verdict: "not-applicable",
    given: key({}, "aws_kms_replica_external_key"),
  },
  {
    name: "a custom key store",
    verdict: "not-applicable",
    given: key({ custom_key_store_id: "cks-1234567890abcdef0" }),
  },
  {
    name: "an asymmetric key",
    verdict: "not-applicable",
    given: key({ customer_master_key_spec: "RSA_2048" }),
  },
  { name: "no key", verdict: "not-applicable", given: {} },
]);
