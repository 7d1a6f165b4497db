import { proveDenied } from "../../../policies/language";
import {
  BUCKET,
  denyStatement,
  OBJECTS,
  oldTls,
  plainHttp,
  policy,
  ref,
  type StatementJson,
  type Verdict,
} from "./support/cases";

type Case = readonly [name: string, verdict: Verdict, ...statements: StatementJson[]];

const insecure = { Bool: { "aws:SecureTransport": "false" } };
const role = "arn:aws:iam::111122223333:role/admin";
const user = "arn:aws:iam::111122223333:user/admin";

const denies = (condition: unknown, changes: StatementJson = {}) =>
  denyStatement({ Condition: condition, ...changes });

const plainHttpCases: readonly Case[] = [
  // Sound, however they are written.
  ["one statement", "proved", denies(insecure)],
  [
    "two statements, one for the bucket and one for its objects",
    "proved",
    denies(insecure, { Resource: BUCKET }),
    denies(insecure, { Resource: OBJECTS }),
  ],
  ['Principal { AWS: "*" }', "proved", denies(insecure, { Principal: { AWS: "*" } })],
  ['Principal { AWS: ["*"] }', "proved", denies(insecure, { Principal: { AWS: ["*"] } })],
  ["the value as a list", "proved", denies({ Bool: { "aws:SecureTransport": ["false"] } })],
  ["the value as a JSON boolean", "proved", denies({ Bool: { "aws:SecureTransport": false } })],
  ["BoolIfExists", "proved", denies({ BoolIfExists: { "aws:SecureTransport": "false" } })],
  ['StringNotEquals "true"', "proved", denies({ StringNotEquals: { "aws:SecureTransport": "true" } })],
  ['StringEquals "false"', "proved", denies({ StringEquals: { "aws:SecureTransport": "false" } })],
  ["the key in lower case", "proved", denies({ Bool: { "aws:securetransport": "false" } })],
  ['Resource "*"', "proved", denies(insecure, { Resource: "*" })],
  ['Resource "arn:aws:s3:::faces*"', "proved", denies(insecure, { Resource: "arn:aws:s3:::faces*" })],
  ['Action "*"', "proved", denies(insecure, { Action: "*" })],
  ['Action "S3:*" in capitals', "proved", denies(insecure, { Action: "S3:*" })],
  [
    "Action and NotAction halves",
    "proved",
    denies(insecure, { Action: "s3:Get*" }),
    denies(insecure, { Action: undefined, NotAction: "s3:Get*" }),
  ],
  ["NotAction of another service", "proved", denies(insecure, { Action: undefined, NotAction: "sqs:*" })],
  [
    "NotResource of another bucket",
    "proved",
    denies(insecure, { Resource: undefined, NotResource: "arn:aws:s3:::other/*" }),
  ],
  [
    "a split on one VPC endpoint and all others",
    "proved",
    denies({ ...insecure, StringEquals: { "aws:SourceVpce": "vpce-1" } }),
    denies({ ...insecure, StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
  ],
  [
    "a split on a key's presence",
    "proved",
    denies({ ...insecure, Null: { "aws:SourceVpce": "true" } }),
    denies({ ...insecure, Null: { "aws:SourceVpce": "false" } }),
  ],
  [
    "a split on TLS version beside plain HTTP",
    "proved",
    denies(insecure),
    denies({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ],
  ["an unconditioned Deny", "proved", denyStatement()],
  [
    "a harmless second condition on the same key",
    "proved",
    denies({ ...insecure, StringEquals: { "aws:SecureTransport": "false" } }),
  ],
  ["beside an Allow for everyone", "proved", denies(insecure), denyStatement({ Effect: "Allow" })],
  [
    "NumericLessThanIfExists, as plain HTTP has no TLS version",
    "proved",
    denies({ NumericLessThanIfExists: { "s3:TlsVersion": "1.2" } }),
  ],
  [
    "Principal * split with services",
    "proved",
    denies({ ...insecure, Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "true" } }),
    denies({ ...insecure, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } }),
  ],

  // Holes.
  ["objects only", "refuted", denies(insecure, { Resource: OBJECTS })],
  ["bucket only", "refuted", denies(insecure, { Resource: BUCKET })],
  ["a prefix", "refuted", denies(insecure, { Resource: [BUCKET, `${BUCKET}/public/*`] })],
  ["a suffix", "refuted", denies(insecure, { Resource: [BUCKET, `${BUCKET}/*.jpg`] })],
  [
    "another bucket",
    "refuted",
    denies(insecure, { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }),
  ],
  [
    "a bucket of another partition",
    "refuted",
    denies(insecure, { Resource: ["arn:aws-cn:s3:::faces", "arn:aws-cn:s3:::faces/*"] }),
  ],
  [
    "the bucket in other case",
    "refuted",
    denies(insecure, { Resource: ["arn:aws:s3:::Faces", "arn:aws:s3:::Faces/*"] }),
  ],
  [
    "a one-character wildcard for objects",
    "refuted",
    denies(insecure, { Resource: [BUCKET, `${BUCKET}/?`] }),
  ],
  ["one principal", "refuted", denies(insecure, { Principal: { AWS: role } })],
  ["one account", "refuted", denies(insecure, { Principal: { AWS: "111122223333" } })],
  ["one service", "refuted", denies(insecure, { Principal: { Service: "rekognition.amazonaws.com" } })],
  [
    "NotPrincipal with a user and the account",
    "refuted",
    denies(insecure, { Principal: undefined, NotPrincipal: { AWS: [user, "111122223333"] } }),
  ],
  [
    "NotPrincipal with a service",
    "refuted",
    denies(insecure, { Principal: undefined, NotPrincipal: { Service: "logging.s3.amazonaws.com" } }),
  ],
  [
    "an action list",
    "refuted",
    denies(insecure, { Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] }),
  ],
  ["NotAction", "refuted", denies(insecure, { Action: undefined, NotAction: "s3:GetObject" })],
  ["NotAction of *", "refuted", denies(insecure, { Action: undefined, NotAction: "*" })],
  ["NotResource of the objects", "refuted", denies(insecure, { Resource: undefined, NotResource: OBJECTS })],
  ["one more condition", "refuted", denies({ ...insecure, StringEquals: { "aws:SourceVpce": "vpce-1" } })],
  [
    "one more condition with IfExists",
    "refuted",
    denies({ ...insecure, StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }),
  ],
  [
    "one more condition, negated",
    "refuted",
    denies({ ...insecure, StringNotEquals: { "aws:PrincipalArn": role } }),
  ],
  [
    "an exception for services",
    "refuted",
    denies({ Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" } }),
  ],
  [
    "an exception for calls through a service",
    "refuted",
    denies({ ...insecure, BoolIfExists: { "aws:ViaAWSService": "false" } }),
  ],
  ["an address range", "refuted", denies({ ...insecure, NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } })],
  [
    "until a date",
    "refuted",
    denies({ ...insecure, DateLessThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } }),
  ],
  ["the value inverted", "refuted", denies({ Bool: { "aws:SecureTransport": "true" } })],
  ['StringNotEquals "false"', "refuted", denies({ StringNotEquals: { "aws:SecureTransport": "false" } })],
  ['StringEquals "False"', "refuted", denies({ StringEquals: { "aws:SecureTransport": "False" } })],
  ['Null "true": the key is always there', "refuted", denies({ Null: { "aws:SecureTransport": "true" } })],
  ["only a TLS version test", "refuted", denies({ NumericLessThan: { "s3:TlsVersion": "1.2" } })],
  [
    "SecureTransport and TlsVersion in one statement",
    "refuted",
    denies({ ...insecure, NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ],
  [
    "Allow if secure, without a Deny",
    "refuted",
    denyStatement({ Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
  ],
  ["Allow where Deny is meant", "refuted", denies(insecure, { Effect: "Allow" })],
  [
    "a split that forgets the absent key",
    "refuted",
    denies({ ...insecure, StringEquals: { "aws:SourceVpce": "vpce-1" } }),
    denies({
      ...insecure,
      StringNotEquals: { "aws:SourceVpce": "vpce-1" },
      Null: { "aws:SourceVpce": "false" },
    }),
  ],
  [
    "halves of actions, one letter short",
    "refuted",
    denies(insecure, { Action: "s3:Get*" }),
    denies(insecure, { Action: undefined, NotAction: "s3:Ge*" }),
  ],

  // Not modelled: never a proof.
  [
    "NotPrincipal with a role only, which AWS leaves open",
    "unknown",
    denies(insecure, { Principal: undefined, NotPrincipal: { AWS: role } }),
  ],
  [
    "a federated principal",
    "refuted",
    denies(insecure, { Principal: { Federated: "cognito-identity.amazonaws.com" }, Resource: OBJECTS }),
  ],
  [
    "a federated principal on everything",
    "unknown",
    denies(insecure, { Principal: { Federated: "cognito-identity.amazonaws.com" } }),
  ],
  [
    "a canonical user",
    "unknown",
    denies(insecure, {
      Principal: { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
    }),
  ],
  [
    'Bool "False", which AWS does not document',
    "unknown",
    denies({ Bool: { "aws:SecureTransport": "False" } }),
  ],
  [
    "a numeric operator on a boolean key",
    "unknown",
    denies({ NumericEquals: { "aws:SecureTransport": "0" } }),
  ],
  [
    "a policy variable in the resource",
    "unknown",
    denies(insecure, {
      Resource: [
        `arn:aws:s3:::${ref("aws:PrincipalTag/bucket")}`,
        `arn:aws:s3:::${ref("aws:PrincipalTag/bucket")}/*`,
      ],
    }),
  ],
  [
    "a policy variable in a condition",
    "unknown",
    denies({ ...insecure, StringNotEquals: { "aws:userid": ref("aws:username") } }),
  ],
  [
    "BinaryEquals on a key that may be absent",
    "refuted",
    denies({ ...insecure, BinaryEquals: { "x:y": "QmluYXJ5" } }),
  ],
  ["BinaryEqualsIfExists", "unknown", denies({ ...insecure, BinaryEqualsIfExists: { "x:y": "QmluYXJ5" } })],
];

const oldTlsCases: readonly Case[] = [
  ["NumericLessThan 1.2", "proved", denies({ NumericLessThan: { "s3:TlsVersion": "1.2" } })],
  ["NumericLessThan as a JSON number", "proved", denies({ NumericLessThan: { "s3:TlsVersion": 1.2 } })],
  ["NumericLessThan 1.3", "proved", denies({ NumericLessThan: { "s3:TlsVersion": "1.3" } })],
  ["NumericLessThanEquals 1.1", "proved", denies({ NumericLessThanEquals: { "s3:TlsVersion": "1.1" } })],
  ["both old versions by name", "proved", denies({ NumericEquals: { "s3:TlsVersion": ["1.0", "1.1"] } })],
  [
    "NumericNotEquals of the good versions",
    "proved",
    denies({ NumericNotEquals: { "s3:TlsVersion": ["1.2", "1.3"] } }),
  ],
  ["IfExists", "proved", denies({ NumericLessThanIfExists: { "s3:TlsVersion": "1.2" } })],
  ["below 1.1 only", "refuted", denies({ NumericLessThan: { "s3:TlsVersion": "1.1" } })],
  ["only 1.0", "refuted", denies({ NumericEquals: { "s3:TlsVersion": "1.0" } })],
  ["greater instead of less", "refuted", denies({ NumericGreaterThan: { "s3:TlsVersion": "1.2" } })],
  [
    "joined with plain HTTP, which excludes it",
    "refuted",
    denies({ ...insecure, NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ],
  ["plain HTTP alone", "refuted", denies(insecure)],
  [
    "a string operator on the version, not modelled",
    "unknown",
    denies({ StringEquals: { "s3:TlsVersion": ["1.0", "1.1"] } }),
  ],
];

const named = (cases: readonly Case[]) =>
  cases.map(([name, verdict, ...statements]) => ({ name, verdict, statements }));

describe("every request over plain HTTP is denied", () => {
  it.each(named(plainHttpCases))("$name: $verdict", ({ verdict, statements }) => {
    expect(proveDenied(policy("resource", ...statements), plainHttp)).toMatchObject({ verdict });
  });
});

describe("every request under TLS 1.2 is denied", () => {
  it.each(named(oldTlsCases))("$name: $verdict", ({ verdict, statements }) => {
    expect(proveDenied(policy("resource", ...statements), oldTls)).toMatchObject({ verdict });
  });
});
