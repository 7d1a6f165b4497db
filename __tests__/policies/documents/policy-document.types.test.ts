import type {
  ConditionBlock,
  IdentityPolicy,
  IdentityStatement,
  KeyUse,
  Principal,
  ResourceStatement,
  TrustStatement,
} from "../../../policies/documents";

/**
 * What must not compile. `tsc --noEmit` proves it: a `@ts-expect-error` with no error behind it is an error itself. At run time these
 * are only values.
 */
const right: ResourceStatement = { Sid: "A", Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };

describe("policy documents, for the compiler", () => {
  it("takes what the policy language knows", () => {
    const conditions: ConditionBlock = {
      StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" },
      "ForAnyValue:StringLike": { "aws:TagKeys": ["a", "b"] },
      Null: { "s3:TlsVersion": "true" },
    };
    const principals: Principal[] = ["*", { AWS: "a" }, { Service: "s3.amazonaws.com" }];
    expect([conditions, principals, right]).toHaveLength(3);
  });

  it("refuses a misspelled effect", () => {
    // @ts-expect-error: "allow" is no effect
    const wrong: ResourceStatement = { ...right, Effect: "allow" };
    expect(wrong.Effect).not.toBe("Allow");
  });

  it("refuses a misspelled operator", () => {
    const operators: ConditionBlock[] = [
      // @ts-expect-error: StringEqual is no operator
      { StringEqual: { "aws:PrincipalArn": "x" } },
      // @ts-expect-error: operators have capital letters
      { bool: { "aws:SecureTransport": "false" } },
      // @ts-expect-error: Null takes no IfExists
      { NullIfExists: { "aws:SecureTransport": "false" } },
      // @ts-expect-error: there is no such set operator
      { "ForEveryValue:StringLike": { "aws:TagKeys": "x" } },
    ];
    expect(operators).toHaveLength(4);
  });

  it("refuses condition values that are not text, and keys without a prefix", () => {
    const blocks: ConditionBlock[] = [
      // @ts-expect-error: a boolean would come back as text
      { Bool: { "aws:SecureTransport": false } },
      // @ts-expect-error: a number would come back as text
      { NumericLessThan: { "s3:TlsVersion": 1.2 } },
      // @ts-expect-error: an empty list matches nothing
      { StringEquals: { "aws:PrincipalArn": [] } },
      // @ts-expect-error: every key has a prefix
      { StringEquals: { SecureTransport: "false" } },
    ];
    expect(blocks).toHaveLength(4);
  });

  it("refuses a kind of principal that there is not", () => {
    const principals: Principal[] = [
      // @ts-expect-error: "Aws" is no kind of principal
      { Aws: "arn:aws:iam::123456789012:root" },
      // @ts-expect-error: a service ends with .amazonaws.com
      { Service: "lambda" },
      // @ts-expect-error: a principal is somebody
      {},
      // @ts-expect-error: an ARN needs its kind
      "arn:aws:iam::123456789012:root",
    ];
    expect(principals).toHaveLength(4);
  });

  it("refuses elements out of place", () => {
    const { Principal: _principal, ...withoutPrincipal } = right;
    const anybody = { Sid: "A", Effect: "Allow", Action: "sts:AssumeRole" } as const;
    // @ts-expect-error: a resource policy names principals
    const resource: ResourceStatement = withoutPrincipal;
    const identity: IdentityStatement = {
      ...anybody,
      // @ts-expect-error: an identity policy names none
      Principal: "*",
      Resource: "*",
    };
    const trust: TrustStatement = {
      ...anybody,
      Principal: "*",
      // @ts-expect-error: a trust policy names no resource
      Resource: "*",
    };
    // @ts-expect-error: NotAction is not written here
    const inverted: ResourceStatement = { ...right, NotAction: "s3:GetObject" };
    // @ts-expect-error: an undefined condition would be none at all
    const unconditioned: ResourceStatement = { ...right, Condition: undefined };
    // @ts-expect-error: every statement has a Sid
    const anonymous: IdentityStatement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    // @ts-expect-error: the older version has no variables
    const old: IdentityPolicy = { Version: "2008-10-17", Statement: [] };
    expect([resource, identity, trust, inverted, unconditioned, anonymous, old]).toHaveLength(7);
  });

  it("refuses a use of a key that there is not", () => {
    const uses: KeyUse[] = [
      // @ts-expect-error: there is no such kind
      { kind: "everything" },
      // @ts-expect-error: there is no such access
      { kind: "identities", name: "A", principalArns: "x", viaServices: "s3", access: "all" },
      // @ts-expect-error: there is no such service
      { kind: "identities", name: "A", principalArns: "x", viaServices: "S3", access: "decrypt" },
      // @ts-expect-error: somebody must be named
      { kind: "face-liveness", principalArns: [] },
    ];
    expect(uses).toHaveLength(4);
  });
});
