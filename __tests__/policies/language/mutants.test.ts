import {
  type Answer,
  type PolicyKind,
  policyOf,
  proveAllowed,
  proveAllowsOnly,
  proveDenied,
  type Scope,
  type Scopes,
} from "../../../policies/language";
import { ACCOUNT, BUCKET, document, KEY, OBJECTS, policy, type StatementJson } from "./support/cases";
import { mutantsOf } from "./support/mutants";

type Document = Readonly<Record<string, unknown>>;
type Assertion = (json: Document) => Answer;

const SSE = "s3:x-amz-server-side-encryption";
const KEY_ID = `${SSE}-aws-kms-key-id`;
const CUSTOMER = `${SSE}-customer-algorithm`;
const writes = ["s3:PutObject", "s3:UpdateObjectEncryption"];
const denyWrite = (Sid: string, Condition: unknown): StatementJson => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action: writes,
  Resource: OBJECTS,
  Condition,
});
const denyAll = (Sid: string, Condition: unknown): StatementJson => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [BUCKET, OBJECTS],
  Condition,
});

const bucketDocument = document([
  denyAll("DenyPlainHttp", { Bool: { "aws:SecureTransport": "false" } }),
  denyAll("DenyOldTls", { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  denyWrite("DenyWrongAlgorithm", {
    Null: { [SSE]: "false" },
    StringNotEquals: { [SSE]: ["aws:kms", "aws:kms:dsse"] },
  }),
  denyWrite("DenyWrongKey", { Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY } }),
  denyWrite("DenyKmsWithoutKey", { StringEquals: { [SSE]: "aws:kms" }, Null: { [KEY_ID]: "true" } }),
  denyWrite("DenyCustomerKeys", { Null: { [CUSTOMER]: "false" } }),
]);

const anyone = policy("identity", { Effect: "Allow", Action: "*", Resource: "*" });
const denied =
  (scope: Scopes): Assertion =>
  (json) =>
    proveDenied(policyOf(json, { kind: "resource" }), scope);
/** Allowed by the account's own policies, and not refused here. */
const let_ =
  (scope: Scopes): Assertion =>
  (json) =>
    proveAllowed(
      { identity: [anyone], resource: [policyOf(json, { kind: "resource" })], sameAccount: true },
      scope,
    );
const secure = {
  Bool: { "aws:SecureTransport": "true" },
  NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" },
};
const insecure = { Bool: { "aws:SecureTransport": "false" } };
const write = (Condition: Scope["Condition"]): Scope => ({
  Action: writes,
  Resource: OBJECTS,
  ...(Condition === undefined ? {} : { Condition }),
});
const secureWrite = (
  Null: Record<string, string>,
  StringEquals: Record<string, string> = {},
  ArnEquals: Record<string, string> = {},
): Scope => write({ ...secure, Null: { [CUSTOMER]: "true", ...Null }, StringEquals, ArnEquals });

const bucketAssertions: readonly Assertion[] = [
  denied({ Action: "s3:*", Resource: [BUCKET, OBJECTS], Condition: insecure }),
  denied({
    Action: "s3:*",
    Resource: [BUCKET, OBJECTS],
    Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  }),
  denied(write({ StringEquals: { [SSE]: "AES256" } })),
  denied(write({ Null: { [SSE]: "false" }, StringNotEquals: { [SSE]: ["aws:kms", "aws:kms:dsse"] } })),
  denied(write({ Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY } })),
  denied(write({ StringEquals: { [SSE]: "aws:kms" }, Null: { [KEY_ID]: "true" } })),
  denied(write({ Null: { [CUSTOMER]: "false" } })),
  let_(secureWrite({ [SSE]: "true", [KEY_ID]: "true" })),
  let_(secureWrite({}, { [SSE]: "aws:kms" }, { [KEY_ID]: KEY })),
  let_(secureWrite({}, { [SSE]: "aws:kms:dsse" }, { [KEY_ID]: KEY })),
  let_(secureWrite({ [KEY_ID]: "true" }, { [SSE]: "aws:kms:dsse" })),
  let_(secureWrite({ [SSE]: "true" }, {}, { [KEY_ID]: KEY })),
  let_({ Action: "s3:*", NotResource: OBJECTS, Condition: secure }),
  let_({ NotAction: writes, Resource: [BUCKET, OBJECTS], Condition: secure }),
  // What is not this bucket's, or not S3's, is left alone, over any transport.
  let_({ Action: "s3:*", NotResource: [BUCKET, OBJECTS] }),
  let_({ Action: "sqs:*", Resource: OBJECTS }),
];

const admin = `arn:aws:iam::${ACCOUNT}:role/admin`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const manage = ["kms:DescribeKey", "kms:PutKeyPolicy", "kms:EnableKeyRotation", "kms:ScheduleKeyDeletion"];
const logContext = {
  ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:faces` },
};
const viaS3 = {
  StringEquals: { "kms:CallerAccount": ACCOUNT, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
};
const logsPrincipal = { Service: "logs.eu-west-1.amazonaws.com" };
const keyDocument = document([
  { Sid: "AccountRoot", Effect: "Allow", Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" },
  {
    Sid: "Administrators",
    Effect: "Allow",
    Principal: { AWS: [admin, `${admin}2`] },
    Action: manage,
    Resource: "*",
  },
  {
    Sid: "UsersThroughS3",
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "*",
    Condition: viaS3,
  },
  {
    Sid: "CloudWatchLogs",
    Effect: "Allow",
    Principal: logsPrincipal,
    Action: ["kms:Encrypt*", "kms:Decrypt*"],
    Resource: "*",
    Condition: logContext,
  },
]);

const key = (json: Document, ...without: readonly string[]) => {
  const statements = json.Statement as readonly StatementJson[];
  return policyOf(
    { ...json, Statement: statements.filter(({ Sid }) => !without.includes(String(Sid))) },
    { kind: "key" },
  );
};
const administrators: Scope = {
  Action: manage,
  Condition: { ArnEquals: { "aws:PrincipalArn": [admin, `${admin}2`] } },
};
const users: Scope = { Action: ["kms:Decrypt", "kms:GenerateDataKey"], Condition: viaS3 };
const logGroup: Scope = {
  Principal: logsPrincipal,
  Action: ["kms:Encrypt*", "kms:Decrypt*"],
  Condition: logContext,
};
const keyAssertions: readonly Assertion[] = [
  (json) => proveAllowed(key(json), { Condition: { ArnEquals: { "aws:PrincipalArn": ROOT } } }),
  (json) => proveAllowed(key(json), administrators),
  (json) => proveAllowed(key(json), users),
  (json) => proveAllowed(key(json), logGroup),
  (json) => proveAllowsOnly(key(json), [{ Principal: { AWS: ACCOUNT } }, users, logGroup]),
  // The account's root statement apart, nobody does more than is meant for them.
  (json) => proveAllowsOnly(key(json, "AccountRoot"), [administrators, users, logGroup]),
];

describe.each<readonly [string, PolicyKind, Document, readonly Assertion[]]>([
  ["an encrypted bucket's policy", "resource", bucketDocument, bucketAssertions],
  ["a customer managed key's policy", "key", keyDocument, keyAssertions],
])("%s", (name, kind, json, assertions) => {
  it("keeps every promise", () => {
    expect(assertions.map((assertion) => assertion(json).verdict)).toEqual(assertions.map(() => "proved"));
  });

  it("keeps none of them all when anything in it is dropped, widened or inverted", () => {
    const mutants = mutantsOf(json, kind);
    const survivors = mutants.filter((mutant) =>
      assertions.every((assertion) => assertion(mutant.document).verdict === "proved"),
    );
    console.info(`${name}: ${mutants.length - survivors.length} of ${mutants.length} mutants found`);
    expect(survivors.map((survivor) => survivor.name)).toEqual([]);
    expect(mutants.length).toBeGreaterThan(40);
  });
});
