import { ACCOUNT, type Case, judges, KEY_ARN } from "../support/judges";
import {
  ADMIN,
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
const put = "kms:PutKeyPolicy";
const gone = `arn:aws:iam::${ACCOUNT}:role/gone`;

judges("RKG-REST-09", [
  { name: "the default policy", verdict: "pass", given: { resource: { aws_kms_key: { faces: {} } } } },
  {
    name: "the root, everything",
    verdict: "pass",
    given: keyWith(root),
    evidence: "aws_kms_key.faces policy",
  },
  {
    name: "the account by its number",
    verdict: "pass",
    given: keyWith(allow({ AWS: ACCOUNT }, ["kms:Put*", "kms:Get*"])),
  },
  { name: "a named administrator", verdict: "pass", given: keyWith(allow({ AWS: [READER, ADMIN] }, put)) },
  {
    name: "the caller's account by reference, where the provider is bound",
    verdict: "pass",
    given: keyOf(document(allow({ AWS: `arn:aws:iam::${CALLER}:root` }, "kms:*")), { data: identity }),
  },
  {
    name: "the caller's account by reference, where it is not",
    verdict: "pass",
    given: keyOf(document(allow({ AWS: `arn:aws:iam::${CALLER}:root` }, "kms:*")), {
      data: identity,
      provider: UNBOUND,
    }),
  },
  {
    name: "a policy of its own resource, by .key_id",
    verdict: "pass",
    given: companionOf("${aws_kms_key.faces.key_id}", root),
    evidence: "aws_kms_key_policy.faces policy",
  },
  { name: "by .arn", verdict: "pass", given: companionOf("${aws_kms_key.faces.arn}", root) },
  {
    name: "a Deny of other actions",
    verdict: "pass",
    given: keyWith(root, deny(["kms:ScheduleKeyDeletion", "kms:Decrypt"])),
  },
  {
    name: "a Deny for others",
    verdict: "pass",
    given: keyWith(root, deny("kms:*", undefined, { AWS: STRANGER })),
  },
  {
    name: "a Deny for whoever is not of the account",
    verdict: "pass",
    given: keyWith(root, deny("kms:*", { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } })),
  },
  {
    name: "a Deny for the root, and an administrator beside it",
    verdict: "pass",
    given: keyWith(
      root,
      allow({ AWS: ADMIN }, put),
      deny(put, undefined, { AWS: `arn:aws:iam::${ACCOUNT}:user/x` }),
    ),
  },
  {
    name: "a Deny for the root user only, and an administrator beside it",
    verdict: "pass",
    given: keyWith(root, allow({ AWS: ADMIN }, put), deny(put, { ArnEquals: { "aws:PrincipalArn": ROOT } })),
  },
  {
    name: "an aws_iam_policy_document",
    verdict: "pass",
    given: keyOf("${data.aws_iam_policy_document.key.json}", {
      data: {
        ...identity,
        aws_iam_policy_document: {
          key: {
            statement: [
              {
                actions: ["kms:*"],
                resources: ["*"],
                principals: [{ type: "AWS", identifiers: [`arn:aws:iam::${CALLER}:root`] }],
              },
            ],
          },
        },
      },
    }),
  },
  {
    name: "the key itself as resource",
    verdict: "pass",
    given: companionOf(
      "${aws_kms_key.faces.key_id}",
      allow({ AWS: ROOT }, "kms:*", undefined, { Resource: "${aws_kms_key.faces.arn}" }),
    ),
  },
  ...["aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"].map(
    (type): Case => ({
      name: `the root, of an ${type}`,
      verdict: "pass",
      given: { resource: { [type]: { faces: { policy: document(root) } } } },
    }),
  ),
  {
    name: "another key as resource, the account by reference",
    verdict: "unknown",
    given: keyOf(
      document(allow({ AWS: `arn:aws:iam::${CALLER}:root` }, "kms:*", undefined, { Resource: KEY_ARN })),
      { data: identity, provider: UNBOUND },
    ),
  },
  {
    name: "a Deny of it, the account by reference",
    verdict: "fail",
    given: keyOf(document(allow({ AWS: `arn:aws:iam::${CALLER}:root` }, "kms:*"), deny("kms:P*")), {
      data: identity,
      provider: UNBOUND,
    }),
  },
  {
    name: "a Deny for everybody but the root, with NotPrincipal",
    verdict: "pass",
    given: keyWith(root, { ...deny("kms:*"), Principal: undefined, NotPrincipal: { AWS: ROOT } }),
  },
  {
    name: "no statement gives it",
    verdict: "fail",
    given: keyWith(allow({ AWS: READER }, "kms:Decrypt")),
    reason: /No Allow/,
    witness: { action: put },
  },
  {
    name: "another account has it",
    verdict: "fail",
    given: keyWith(allow({ AWS: STRANGER }, "kms:*"), allow({ AWS: READER }, "kms:Decrypt")),
  },
  {
    name: "a service has it",
    verdict: "fail",
    given: keyWith(allow({ Service: "logs.eu-west-1.amazonaws.com" }, "kms:*")),
  },
  {
    name: "a condition stands before it",
    verdict: "fail",
    given: keyWith(allow({ AWS: ROOT }, "kms:*", { Bool: { "aws:MultiFactorAuthPresent": "true" } })),
  },
  {
    name: "NotAction leaves it out",
    verdict: "fail",
    given: keyWith(allow({ AWS: ROOT }, undefined, undefined, { NotAction: "kms:Put*" })),
  },
  {
    name: "a Deny takes it away from everybody",
    verdict: "fail",
    given: keyWith(root, deny("kms:Put*")),
    reason: /A Deny/,
    evidence: "aws_kms_key.faces policy",
    witness: { action: put },
  },
  {
    name: "a Deny takes it away from all but a role that need not be there",
    verdict: "fail",
    given: keyWith(root, deny("kms:*", { ArnNotEquals: { "aws:PrincipalArn": gone } })),
    reason: /A Deny/,
  },
  {
    name: "its own resource has another policy than the key",
    verdict: "fail",
    given: {
      resource: {
        aws_kms_key: { faces: { policy: document(root) } },
        aws_kms_key_policy: {
          faces: {
            key_id: "${aws_kms_key.faces.id}",
            policy: document(allow({ AWS: READER }, "kms:Decrypt")),
          },
        },
      },
    },
  },
  { name: "AWS refuses the policy", verdict: "fail", given: keyWith(allow({ AWS: "everybody" }, "kms:*")) },
  {
    name: "nobody of any account, in an account that is not known",
    verdict: "fail",
    given: { ...keyWith(allow({ Service: "sns.amazonaws.com" }, "kms:Decrypt")), provider: UNBOUND },
  },
  {
    name: "everybody, in an account that is not known",
    verdict: "pass",
    given: { ...keyWith(allow("*", "kms:*")), provider: UNBOUND },
  },
  {
    name: "an account that may be this one",
    verdict: "unknown",
    given: { ...keyWith(root), provider: UNBOUND },
    reason: /--account/,
  },
  {
    name: "a Deny on a condition",
    verdict: "unknown",
    given: keyWith(root, deny("kms:*", { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } })),
    reason: /on a condition/,
  },
  {
    name: "a Deny on a condition, in an account that may be this one",
    verdict: "unknown",
    given: { ...keyWith(root, deny("kms:*", { Bool: { "aws:ViaAWSService": "true" } })), provider: UNBOUND },
    reason: /on a condition/,
  },
  { name: "a variable for the policy", verdict: "unknown", given: keyOf("${var.policy}") },
  {
    name: "an administrator that is not known",
    verdict: "unknown",
    given: keyOf(document(allow({ AWS: "${var.administrator}" }, "kms:*"))),
  },
  {
    name: "a policy of a key that is not known",
    verdict: "unknown",
    given: companionOf("${var.key}", root),
    reason: /aws_kms_key_policy\.faces/,
  },
  {
    name: "a policy that a module may hold",
    verdict: "unknown",
    given: { resource: { aws_kms_key: { faces: {} } }, module: { policy: { source: "./policy" } } },
  },
  { name: "no key", verdict: "not-applicable", given: {} },
]);
