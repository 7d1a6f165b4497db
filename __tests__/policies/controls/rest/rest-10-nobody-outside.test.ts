import { ACCOUNT, judges, KEY_ARN, type Stack } from "../support/judges";
import {
  allow,
  companionOf,
  deny,
  document,
  keyOf,
  keyWith,
  READER,
  ROOT,
  root,
  STRANGER,
  UNBOUND,
} from "./key-policies";

const CALLER = "${data.aws_caller_identity.current.account_id}";
const identity = { aws_caller_identity: { current: {} } };
const service = (Condition?: object, name = "cloudwatch.amazonaws.com") =>
  keyWith(root, allow({ Service: name }, ["kms:Decrypt", "kms:GenerateDataKey"], Condition));
const everyone = (Condition?: object, Principal: unknown = "*") =>
  keyWith(root, allow(Principal, "kms:Decrypt", Condition));
const logs = (operator: string, arn: string) =>
  service({ [operator]: { "kms:EncryptionContext:aws:logs:arn": arn } }, "logs.eu-west-1.amazonaws.com");
const grant = (
  grantee_principal: string,
  more: Stack["resource"] = {},
  provider?: Stack["provider"],
): Stack => ({
  ...(provider === undefined ? {} : { provider }),
  resource: {
    aws_kms_key: { faces: {} },
    aws_kms_grant: {
      it: { key_id: "${aws_kms_key.faces.key_id}", grantee_principal, operations: ["Decrypt"] },
    },
    ...more,
  },
});

judges("RKG-REST-10", [
  { name: "the default policy", verdict: "pass", given: { resource: { aws_kms_key: { faces: {} } } } },
  { name: "the root", verdict: "pass", given: keyWith(root), evidence: "aws_kms_key.faces policy" },
  {
    name: "roles of the account",
    verdict: "pass",
    given: keyWith(root, allow({ AWS: [READER, ACCOUNT] }, "kms:Decrypt")),
  },
  {
    name: "the caller's account by reference",
    verdict: "pass",
    given: keyOf(document(allow({ AWS: `arn:aws:iam::${CALLER}:root` }, "kms:*")), { data: identity }),
  },
  {
    name: "the caller's account by reference, in an account that is not known",
    verdict: "pass",
    given: keyOf(document(allow({ AWS: `arn:aws:iam::${CALLER}:root` }, "kms:*")), {
      data: identity,
      provider: UNBOUND,
    }),
  },
  {
    name: "everybody whose calls come from the account",
    verdict: "pass",
    given: everyone({
      StringEquals: { "kms:CallerAccount": ACCOUNT, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
    }),
  },
  {
    name: "everybody of the organization",
    verdict: "pass",
    given: everyone({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }, { AWS: "*" }),
  },
  {
    name: "everybody of the organization, by reference",
    verdict: "pass",
    given: keyOf(
      document(
        allow("*", "kms:Decrypt", {
          StringEquals: { "aws:PrincipalOrgID": "${data.aws_organizations_organization.it.id}" },
        }),
      ),
      { data: { aws_organizations_organization: { it: {} } } },
    ),
  },
  {
    name: "everybody, less whoever is not of the account",
    verdict: "pass",
    given: keyWith(allow("*", "kms:*"), deny("kms:*", { StringNotEquals: { "kms:CallerAccount": ACCOUNT } })),
  },
  {
    name: "a service by source account",
    verdict: "pass",
    given: service({ StringEquals: { "aws:SourceAccount": ACCOUNT } }),
  },
  {
    name: "a service by source ARN",
    verdict: "pass",
    given: service({ ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:*` } }),
  },
  {
    name: "a service by one bucket",
    verdict: "pass",
    given: service({ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::faces" } }, "s3.amazonaws.com"),
  },
  {
    name: "a service by what the configuration manages",
    verdict: "pass",
    given: keyOf(
      document(
        allow({ Service: "sns.amazonaws.com" }, "kms:Decrypt", {
          StringEquals: { "aws:SourceArn": "${aws_cloudwatch_metric_alarm.errors.arn}" },
        }),
      ),
      { resource: { aws_cloudwatch_metric_alarm: { errors: { alarm_name: "errors" } } } },
    ),
  },
  {
    name: "logs by a log group",
    verdict: "pass",
    given: logs("ArnEquals", `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/verify`),
  },
  {
    name: "logs by all log groups",
    verdict: "pass",
    given: logs("StringLike", `arn:aws:logs:*:${ACCOUNT}:*`),
  },
  {
    name: "a policy of its own resource",
    verdict: "pass",
    given: companionOf("${aws_kms_key.faces.id}", root),
    evidence: "aws_kms_key_policy.faces policy",
  },
  { name: "a grant to a role of the account", verdict: "pass", given: grant(READER) },
  { name: "a grant to a service", verdict: "pass", given: grant("rekognition.amazonaws.com") },
  {
    name: "a grant to a role of the configuration",
    verdict: "pass",
    given: grant("${aws_iam_role.verify.arn}", { aws_iam_role: { verify: { name: "verify" } } }),
  },
  {
    name: "everybody",
    verdict: "fail",
    given: everyone(),
    evidence: "aws_kms_key.faces policy",
    witness: { action: "kms:Decrypt" },
  },
  { name: "everybody, as an AWS principal", verdict: "fail", given: everyone(undefined, { AWS: "*" }) },
  {
    name: "everybody, on a condition that anybody meets",
    verdict: "fail",
    given: everyone({ Bool: { "aws:SecureTransport": "true" } }),
  },
  {
    name: "everybody through S3",
    verdict: "fail",
    given: everyone({ StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }),
  },
  {
    name: "everybody of any organization",
    verdict: "fail",
    given: everyone({ StringLike: { "aws:PrincipalOrgID": "o-*" } }),
  },
  {
    name: "everybody of the organization, or of none",
    verdict: "fail",
    given: everyone({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
  },
  {
    name: "everybody not of an organization",
    verdict: "fail",
    given: everyone({ StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
  },
  {
    name: "any caller's account",
    verdict: "fail",
    given: everyone({ StringLike: { "kms:CallerAccount": "*" } }),
  },
  {
    name: "everybody who names an encryption context, which callers choose",
    verdict: "fail",
    given: everyone({ StringLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:*:${ACCOUNT}:*` } }),
  },
  {
    name: "a role of another account",
    verdict: "fail",
    given: keyWith(root, allow({ AWS: STRANGER }, "kms:Decrypt")),
    witness: { principal: { account: "999988887777" } },
  },
  {
    name: "another account",
    verdict: "fail",
    given: keyWith(root, allow({ AWS: "999988887777" }, "kms:DescribeKey")),
  },
  {
    name: "two accounts, one of which is not this one",
    verdict: "fail",
    given: { ...keyWith(root, allow({ AWS: STRANGER }, "kms:Decrypt")), provider: UNBOUND },
  },
  {
    name: "a service, unconfined",
    verdict: "fail",
    given: service(),
    witness: { principal: { name: "cloudwatch.amazonaws.com" } },
  },
  {
    name: "a service of another account",
    verdict: "fail",
    given: service({ StringEquals: { "aws:SourceAccount": "999988887777" } }),
  },
  {
    name: "a service of two accounts",
    verdict: "fail",
    given: service({ StringEquals: { "aws:SourceAccount": [ACCOUNT, "999988887777"] } }),
  },
  {
    name: "a service, confined where it says so",
    verdict: "fail",
    given: service({ StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT } }),
  },
  {
    name: "a service by ARNs of any account",
    verdict: "fail",
    given: service({ ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*" } }),
  },
  {
    name: "a service by any ARN with the account somewhere",
    verdict: "fail",
    given: service({ StringLike: { "aws:SourceArn": `*:${ACCOUNT}:*` } }),
  },
  {
    name: "a service by any bucket",
    verdict: "fail",
    given: service({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }),
  },
  {
    name: "logs of any account",
    verdict: "fail",
    given: logs("ArnLike", "arn:aws:logs:eu-west-1:*:log-group:*"),
  },
  {
    name: "a key of elsewhere as source",
    verdict: "fail",
    given: service({ ArnEquals: { "aws:SourceArn": KEY_ARN.replace(ACCOUNT, "999988887777") } }),
  },
  {
    name: "a grant to another account",
    verdict: "fail",
    given: grant(STRANGER),
    evidence: "aws_kms_grant.it grantee_principal",
  },
  { name: "AWS refuses the policy", verdict: "fail", given: keyOf("[]") },
  {
    name: "an account that may be this one",
    verdict: "unknown",
    given: { ...keyWith(root), provider: UNBOUND },
    reason: /--account/,
  },
  {
    name: "a grant in an account that is not known",
    verdict: "unknown",
    given: grant(READER, {}, UNBOUND),
    reason: /--account/,
  },
  { name: "a grant to a variable", verdict: "unknown", given: grant("${var.grantee}") },
  { name: "a variable for the policy", verdict: "unknown", given: keyOf("${var.policy}") },
  {
    name: "a variable for a principal",
    verdict: "unknown",
    given: keyOf(document(root, allow({ AWS: "${var.reader}" }, "kms:Decrypt"))),
  },
  {
    name: "everybody but somebody, which is not modelled further",
    verdict: "fail",
    given: keyWith({ Effect: "Allow", NotPrincipal: { AWS: ROOT }, Action: "kms:Decrypt", Resource: "*" }),
  },
  {
    name: "everybody of the organization, or of none, by ForAllValues",
    verdict: "fail",
    given: everyone({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abcdefghij" } }),
  },
  { name: "no key", verdict: "not-applicable", given: {} },
]);
