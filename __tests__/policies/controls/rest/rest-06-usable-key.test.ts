import { judges, KEY_ARN } from "../support/judges";

type Body = Readonly<Record<string, unknown>>;

const key = (body: Body, type = "aws_kms_key") => ({ resource: { [type]: { faces: body } } });
const replica = (primary: unknown, body: Body = {}, own: Body = {}) => ({
  resource: {
    aws_kms_key: { primary: own },
    aws_kms_replica_key: { faces: { primary_key_arn: primary, ...body } },
  },
});
const external = (body: Body) => key(body, "aws_kms_external_key");
const PRIMARY = "${aws_kms_key.primary.arn}";
const subject = "aws_kms_replica_key.faces";

judges(
  "RKG-REST-06",
  [
    { name: "a key that says nothing", verdict: "pass", given: key({}) },
    {
      name: "a key that says it all",
      verdict: "pass",
      given: key({
        customer_master_key_spec: "SYMMETRIC_DEFAULT",
        key_usage: "ENCRYPT_DECRYPT",
        is_enabled: "true",
      }),
    },
    { name: "a replica of such a key", verdict: "pass", subject, given: replica(PRIMARY, { enabled: true }) },
    {
      name: "an external key with its material",
      verdict: "pass",
      given: external({ key_material_base64: "${var.material}" }),
    },
    { name: "an external key that is enabled", verdict: "pass", given: external({ enabled: true }) },
    {
      name: "an asymmetric key",
      verdict: "fail",
      given: key({ customer_master_key_spec: "RSA_4096" }),
      evidence: "aws_kms_key.faces customer_master_key_spec",
    },
    {
      name: "a key that signs",
      verdict: "fail",
      given: key({ customer_master_key_spec: "ECC_NIST_P256", key_usage: "SIGN_VERIFY" }),
      evidence: "aws_kms_key.faces key_usage",
    },
    { name: "an HMAC key", verdict: "fail", given: key({ key_usage: "GENERATE_VERIFY_MAC" }) },
    {
      name: "an external key of another kind",
      verdict: "fail",
      given: external({ key_spec: "RSA_2048", enabled: true }),
    },
    {
      name: "a disabled key",
      verdict: "fail",
      given: key({ is_enabled: false }),
      evidence: "aws_kms_key.faces is_enabled",
    },
    { name: "a disabled replica", verdict: "fail", subject, given: replica(PRIMARY, { enabled: "false" }) },
    { name: "a disabled external key", verdict: "fail", given: external({ enabled: false }) },
    {
      name: "a replica of an asymmetric key",
      verdict: "fail",
      subject,
      given: replica(PRIMARY, {}, { customer_master_key_spec: "RSA_2048" }),
    },
    {
      name: "a variable for its kind",
      verdict: "unknown",
      given: key({ customer_master_key_spec: "${var.spec}" }),
    },
    {
      name: "a variable for whether it is enabled",
      verdict: "unknown",
      given: key({ is_enabled: "${var.on}" }),
    },
    { name: "an external key without material", verdict: "unknown", given: external({}) },
    { name: "a replica of a key of elsewhere", verdict: "unknown", subject, given: replica(KEY_ARN) },
    { name: "a replica of a variable", verdict: "unknown", subject, given: replica("${var.key}") },
    { name: "no key", verdict: "not-applicable", given: {} },
  ],
  {},
);
