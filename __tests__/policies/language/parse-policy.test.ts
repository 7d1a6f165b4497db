import { type PolicyKind, parsePolicy } from "../../../policies/language";
import { BUCKET, denyStatement, document, OBJECTS } from "./support/cases";

const allow = (changes: Readonly<Record<string, unknown>> = {}) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: OBJECTS,
  ...changes,
});
const faultsOf = (text: unknown, kind: PolicyKind = "resource"): readonly string[] => {
  const result = parsePolicy(text, { kind });
  return result.ok ? [] : result.faults.map(({ path, message }) => `${path}: ${message}`);
};
const lintOf = (text: unknown, kind: PolicyKind = "resource"): readonly string[] =>
  parsePolicy(text, { kind }).lint.map(({ path, message }) => `${path}: ${message}`);
const bucket = (changes: Readonly<Record<string, unknown>>) => document([denyStatement(changes)]);

describe("a document that AWS would refuse, or two readers would read differently", () => {
  const refused: readonly (readonly [name: string, text: unknown, fault: string, kind?: PolicyKind])[] = [
    ["text that is not JSON", "{", ": not JSON: expected a member name in double quotes at offset 1"],
    ["trailing text", "{} {}", ": not JSON: unexpected text after the document at offset 3"],
    [
      "a trailing comma",
      '{"Version":"2012-10-17",}',
      ": not JSON: expected a member name in double quotes at offset 24",
    ],
    ["a list", "[]", ": a policy must be an object, got a list"],
    ["a number", 5, ": a policy must be an object, got a number"],
    ["no statement", { Version: "2012-10-17" }, ": Statement is missing"],
    ["an empty list of statements", document([]), "Statement: the list is empty"],
    [
      "a statement that is text",
      { Version: "2012-10-17", Statement: ["Deny"] },
      "Statement[0]: a statement must be an object, got a string",
    ],
    ["an unknown version", { ...bucket({}), Version: "2017-10-12" }, 'Version: Version must be "2012-10-17"'],
    [
      "an unknown element",
      { ...bucket({}), Statements: [] },
      'Statements: "Statements" is no element of a policy',
    ],
    [
      "a misspelled element of a statement",
      bucket({ Conditions: {} }),
      'Statement[0].Conditions: "Conditions" is no element of a statement',
    ],
    [
      "an element in lower case",
      bucket({ effect: "Deny" }),
      'Statement[0].effect: "effect" is no element of a statement',
    ],
    [
      "a misspelled effect",
      bucket({ Effect: "deny" }),
      'Statement[0].Effect: Effect must be "Allow" or "Deny", got "deny"',
    ],
    ["no effect", bucket({ Effect: undefined }), "Statement[0]: Effect is missing"],
    ["no action", bucket({ Action: undefined }), "Statement[0]: Action is missing"],
    ["no resource", bucket({ Resource: undefined }), "Statement[0]: Resource is missing"],
    [
      "no principal in a resource policy",
      bucket({ Principal: undefined }),
      "Statement[0]: Principal is missing",
    ],
    [
      "a principal in an identity policy",
      document([allow({ Principal: "*" })]),
      "Statement[0].Principal: Principal has no place in a policy of kind identity",
      "identity",
    ],
    [
      "a resource in a trust policy",
      bucket({}),
      "Statement[0].Resource: Resource has no place in a policy of kind trust",
      "trust",
    ],
    [
      "both Action and NotAction",
      bucket({ NotAction: "s3:*" }),
      "Statement[0].NotAction: Action and NotAction exclude each other",
    ],
    [
      "both Principal and NotPrincipal",
      bucket({ NotPrincipal: "*" }),
      "Statement[0].NotPrincipal: Principal and NotPrincipal exclude each other",
    ],
    [
      "an action without a service",
      bucket({ Action: "GetObject" }),
      'Statement[0].Action: "GetObject" is not an action: write service:Action',
    ],
    [
      "a wildcard service",
      bucket({ Action: "s*:GetObject" }),
      'Statement[0].Action: "s*:GetObject" has a wildcard in its service name',
    ],
    [
      "an action with a space",
      bucket({ Action: ["s3:*", "s3: GetObject"] }),
      'Statement[0].Action[1]: "s3: GetObject" is not an action: write service:Action',
    ],
    ["an empty list of actions", bucket({ Action: [] }), "Statement[0].Action: the list is empty"],
    [
      "an action that is a number",
      bucket({ Action: [1] }),
      "Statement[0].Action[0]: an action must be a string, got a number",
    ],
    [
      "a resource that is no ARN",
      bucket({ Resource: "faces" }),
      'Statement[0].Resource: "faces" is not an ARN: it does not start with "arn:"',
    ],
    [
      "an ARN that is too short",
      bucket({ Resource: "arn:aws:s3:faces" }),
      'Statement[0].Resource: "arn:aws:s3:faces" has 4 of the six parts of an ARN',
    ],
    [
      "an ARN without a resource",
      bucket({ Resource: "arn:aws:s3:::" }),
      'Statement[0].Resource: "arn:aws:s3:::" names no resource',
    ],
    [
      "an unknown partition",
      bucket({ Resource: "arn:amazon:s3:::faces" }),
      'Statement[0].Resource: "arn:amazon:s3:::faces" names no AWS partition',
    ],
    [
      "a principal that is text",
      bucket({ Principal: "111122223333" }),
      'Statement[0].Principal: Principal must be "*" or an object, got "111122223333"',
    ],
    [
      "an unknown kind of principal",
      bucket({ Principal: { Aws: "*" } }),
      'Statement[0].Principal.Aws: "Aws" is no kind of principal',
    ],
    [
      "a principal with a wildcard",
      bucket({ Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }),
      'Statement[0].Principal.AWS: "arn:aws:iam::111122223333:role/*" has a wildcard: a principal is "*" or a whole ARN',
    ],
    [
      "an account of eleven digits",
      bucket({ Principal: { AWS: "11112222333" } }),
      'Statement[0].Principal.AWS: "11112222333" is not an account, user or role',
    ],
    [
      "a service that is an ARN",
      bucket({ Principal: { Service: "arn:aws:s3" } }),
      'Statement[0].Principal.Service: "arn:aws:s3" is not a service principal',
    ],
    ["an empty principal", bucket({ Principal: {} }), "Statement[0].Principal: Principal names nobody"],
    [
      "a misspelled operator",
      bucket({ Condition: { StringEqual: { "aws:userid": "x" } } }),
      'Statement[0].Condition.StringEqual: "StringEqual" is no condition operator',
    ],
    [
      "an operator in lower case",
      bucket({ Condition: { bool: { "aws:SecureTransport": "false" } } }),
      'Statement[0].Condition.bool: "bool" is no condition operator: did you mean Bool?',
    ],
    [
      "NullIfExists",
      bucket({ Condition: { NullIfExists: { "aws:userid": "true" } } }),
      'Statement[0].Condition.NullIfExists: "NullIfExists" is no condition operator: did you mean Null?',
    ],
    [
      "a key without a prefix",
      bucket({ Condition: { Bool: { SecureTransport: "false" } } }),
      'Statement[0].Condition.Bool.SecureTransport: "SecureTransport" is not a condition key: write prefix:name',
    ],
    [
      "one key in two cases",
      bucket({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:securetransport": "true" } } }),
      'Statement[0].Condition.Bool["aws:securetransport"]: "aws:securetransport" is given twice: condition keys are not case-sensitive',
    ],
    [
      "a Bool that is no boolean",
      bucket({ Condition: { Bool: { "aws:SecureTransport": "no" } } }),
      'Statement[0].Condition.Bool["aws:SecureTransport"]: Bool takes true or false, got "no"',
    ],
    [
      "a number that is none",
      bucket({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2.0" } } }),
      'Statement[0].Condition.NumericLessThan["s3:TlsVersion"]: NumericLessThan compares numbers, got "1.2.0"',
    ],
    [
      "a date that is none",
      bucket({ Condition: { DateLessThan: { "aws:CurrentTime": "tomorrow" } } }),
      'Statement[0].Condition.DateLessThan["aws:CurrentTime"]: DateLessThan takes an ISO 8601 date, got "tomorrow"',
    ],
    [
      "an address that is none",
      bucket({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.256" } } }),
      'Statement[0].Condition.IpAddress["aws:SourceIp"]: IpAddress takes an address or a CIDR block, got "10.0.0.256"',
    ],
    [
      "a block that is too long",
      bucket({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } } }),
      'Statement[0].Condition.IpAddress["aws:SourceIp"]: IpAddress takes an address or a CIDR block, got "10.0.0.0/33"',
    ],
    [
      "an empty list of values",
      bucket({ Condition: { StringEquals: { "aws:userid": [] } } }),
      'Statement[0].Condition.StringEquals["aws:userid"]: the list is empty',
    ],
    [
      "a value that is an object",
      bucket({ Condition: { StringEquals: { "aws:userid": {} } } }),
      'Statement[0].Condition.StringEquals["aws:userid"]: a condition value must be a string, number or boolean, got an object',
    ],
    [
      "a condition that is a list",
      bucket({ Condition: [] }),
      "Statement[0].Condition: Condition must be an object, got a list",
    ],
    ["a Sid that is a number", bucket({ Sid: 1 }), "Statement[0].Sid: Sid must be a string, got a number"],
    [
      "one Sid twice",
      document([denyStatement({ Sid: "A" }), denyStatement({ Sid: "A" })]),
      'Statement[1]: Sid "A" is given twice',
    ],
    [
      "an Allow in a resource control policy",
      document([allow({ Principal: "*" })]),
      "Statement[0]: a resource control policy only denies",
      "rcp",
    ],
    [
      "a principal in a resource control policy",
      document([denyStatement({ Principal: { AWS: "111122223333" } })]),
      'Statement[0]: the Principal of a resource control policy is "*"',
      "rcp",
    ],
    [
      "a document over its size",
      bucket({ Sid: "x".repeat(20_480) }),
      ": 20634 bytes; a policy of kind resource has at most 20480",
    ],
    [
      "a date that the month does not have",
      bucket({ Condition: { DateLessThan: { "aws:CurrentTime": "2021-02-30" } } }),
      'Statement[0].Condition.DateLessThan["aws:CurrentTime"]: DateLessThan takes an ISO 8601 date, got "2021-02-30"',
    ],
    [
      "a document over its size in bytes, though not in characters",
      bucket({ Sid: "é".repeat(10_300) }),
      ": 20754 bytes; a policy of kind resource has at most 20480",
    ],
    [
      "a document over the size of an SCP",
      document([{ Effect: "Deny", Action: "*", Resource: "*", Sid: "x".repeat(5_120) }]),
      ": 5213 bytes; a policy of kind scp has at most 5120",
      "scp",
    ],
  ];
  it.each(refused.map(([name, text, fault, kind]) => ({ name, text, fault, kind })))(
    "$name",
    ({ text, fault, kind }) => {
      expect(faultsOf(text, kind)).toContain(fault);
    },
  );

  it("is found whatever hides it: duplicate keys, at every level", () => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*",
      "Condition":{"Bool":{"aws:SecureTransport":"false","aws:SecureTransport":"true"},"Bool":{}}}],"Version":"2012-10-17"}`;
    expect(faultsOf(text)).toEqual([
      'Version: "Version" is given twice',
      'Statement[0].Effect: "Effect" is given twice',
      'Statement[0].Condition.Bool: "Bool" is given twice',
      'Statement[0].Condition.Bool["aws:SecureTransport"]: "aws:SecureTransport" is given twice',
    ]);
  });

  it("is refused, not crashed on, when it nests 100,000 levels", () => {
    const depth = 100_000;
    expect(faultsOf(`${"[".repeat(depth)}${"]".repeat(depth)}`)).toContain(
      ": not JSON: nested deeper than 32 levels at offset 33",
    );
    expect(faultsOf(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)).toContain(
      ": not JSON: nested deeper than 32 levels at offset 165",
    );
    let value: Record<string, unknown> = {};
    for (let level = 0; level < depth; level += 1) value = { Condition: value };
    expect(faultsOf(document([value]))).toContain("Statement[0]: Effect is missing");
    const cycle: Record<string, unknown> = denyStatement();
    cycle.Condition = cycle;
    expect(faultsOf(document([cycle]))).toContain(
      'Statement[0].Condition.Effect: "Effect" is no condition operator',
    );
  });

  it("is refused when it is far too long to be a policy", () => {
    expect(faultsOf(" ".repeat(1_000_001))).toEqual([": 1000001 characters are no policy"]);
  });

  it("does not reach Object's prototype", () => {
    const text =
      '{"Version":"2012-10-17","__proto__":{"Statement":[]},"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","__proto__":{"Effect":"Allow"},"Condition":{"__proto__":{"a:b":"c"},"StringEquals":{"constructor":"x"}}}}';
    expect(faultsOf(text)).toEqual([
      '__proto__: "__proto__" is no element of a policy',
      'Statement.__proto__: "__proto__" is no element of a statement',
      'Statement.Condition.__proto__: "__proto__" is no condition operator',
      'Statement.Condition.StringEquals.constructor: "constructor" is not a condition key: write prefix:name',
    ]);
    expect(Object.hasOwn(Object.prototype, "Statement")).toBe(false);
  });
});

describe("a document that AWS accepts", () => {
  it.each<readonly [string, unknown, PolicyKind]>([
    [
      "one statement that is no list",
      { Version: "2012-10-17", Id: "x", Statement: denyStatement() },
      "resource",
    ],
    ["no version", { Statement: [denyStatement()] }, "resource"],
    ["an ARN of another partition", bucket({ Resource: "arn:aws-us-gov:s3:::faces" }), "resource"],
    [
      "an ARN with wildcards",
      bucket({ Resource: ["arn:aws:s3:::f*", "arn:*:s3:::faces", "*", "arn:aws:s3:::*/x?"] }),
      "resource",
    ],
    [
      "an ARN with colons in its resource",
      document([allow({ Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:a:*" })]),
      "identity",
    ],
    [
      "a trust policy",
      document([
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
      "trust",
    ],
    ["a resource control policy", document([denyStatement({ Resource: "*" })]), "rcp"],
    ["RCPFullAWSAccess", document([denyStatement({ Effect: "Allow", Action: "*", Resource: "*" })]), "rcp"],
    [
      "an origin access identity of CloudFront",
      document([
        denyStatement({
          Principal: {
            AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHAPOMQZL",
          },
        }),
      ]),
      "resource",
    ],
    [
      "an endpoint policy",
      document([allow({ Principal: "*", Action: "rekognition:CompareFaces", Resource: "*" })]),
      "endpoint",
    ],
    [
      "set operators",
      bucket({ Condition: { "ForAllValues:StringLikeIfExists": { "aws:TagKeys": ["a*"] } } }),
      "resource",
    ],
    [
      "an IPv6 block",
      bucket({ Condition: { IpAddress: { "aws:SourceIp": ["2001:db8::/32", "::1"] } } }),
      "resource",
    ],
    [
      "a date as seconds",
      bucket({ Condition: { DateGreaterThan: { "aws:EpochTime": 1798761600 } } }),
      "resource",
    ],
    ["a service of China", bucket({ Principal: { Service: "s3.amazonaws.com.cn" } }), "resource"],
    ["a byte order mark", `\uFEFF${JSON.stringify(bucket({}))}`, "resource"],
    ["escapes in JSON", JSON.stringify(bucket({})).replace("Deny", "\\u0044eny"), "resource"],
  ])("%s", (_name, text, kind) => {
    expect(faultsOf(text, kind)).toEqual([]);
  });
});

describe("lint, which never changes an answer", () => {
  it("names actions and condition keys that the catalogue does not know", () => {
    const unknown = bucket({
      Action: ["s3:GetObjekt", "s3:GetObject", "s3:Foo*", "newservice:Anything"],
      Condition: {
        StringEquals: {
          "s3:x-amz-server-side-encrypton": "x",
          "aws:PrincipalTag/team": "x",
          "aws:Nonsense": "x",
          "kms:EncryptionContext:a": "x",
        },
      },
    });
    expect(lintOf(unknown)).toEqual([
      'Statement[0].Action[0]: "s3:GetObjekt" is no action known here',
      'Statement[0].Action[2]: "s3:Foo*" is no action known here',
      'Statement[0].Condition.StringEquals["s3:x-amz-server-side-encrypton"]: "s3:x-amz-server-side-encrypton" is no condition key known here',
      'Statement[0].Condition.StringEquals["aws:Nonsense"]: "aws:Nonsense" is no condition key known here',
    ]);
  });

  it("notes an old or missing version, and a size that only some carriers take", () => {
    expect(lintOf({ Statement: [denyStatement()] })).toContain(
      ": Version is missing: the policy counts as 2008-10-17",
    );
    expect(lintOf({ ...bucket({}), Version: "2008-10-17" })).toContain(
      "Version: 2008-10-17 has no policy variables",
    );
    expect(lintOf(document([allow({ Sid: "x".repeat(7_000) })]), "identity")[0]).toContain(
      "the usual limit is 6144",
    );
  });

  it("finds nothing in a good policy", () => {
    expect(
      lintOf(
        bucket({ Resource: [BUCKET, OBJECTS], Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ),
    ).toEqual([]);
  });
});
