import {
  type Answer,
  type PolicyKind,
  type PolicySet,
  proveAllowed,
  proveAllowsOnly,
  proveDenied,
  type Scope,
} from "../../../policies/language";
import {
  ACCOUNT,
  denyStatement,
  OBJECTS,
  OTHER_ACCOUNT,
  plainHttp,
  policy,
  ref,
  type StatementJson,
  type Verdict,
} from "./support/cases";

const A = (changes: StatementJson = {}) => denyStatement({ Effect: "Allow", Resource: "*", ...changes });
const D = (changes: StatementJson = {}) => denyStatement({ Resource: "*", ...changes });
const bucket = (...statements: readonly StatementJson[]) => policy("resource", ...statements);
const everything: StatementJson = { Effect: "Allow", Action: "*", Resource: "*" };
const attached = (kind: PolicyKind, ...statements: readonly StatementJson[]) => policy(kind, ...statements);
const overTls = { Bool: { "aws:SecureTransport": "true" } };

type Row = readonly [name: string, verdict: Verdict, ask: () => Answer];

describe("service principals", () => {
  it.each<Row>(
    ["alexa-appkit.amazon.com", "es.aws.internal", "s3.amazonaws.com.cn"].flatMap((Service): Row[] => [
      [
        `an allow for ${Service} leaves an account's envelope`,
        "refuted",
        () =>
          proveAllowsOnly(bucket(A({ Principal: { Service }, Action: "lambda:InvokeFunction" })), {
            Principal: { AWS: ACCOUNT },
          }),
      ],
      [
        `${Service} can be asked about`,
        "proved",
        () => proveAllowed(bucket(A({ Principal: { Service } })), { Principal: { Service }, Action: "s3:*" }),
      ],
    ]),
  )("%s: %s", (_name, verdict, ask) => {
    expect(ask()).toMatchObject({ verdict });
  });
});

const foreign = `arn:aws:iam::${OTHER_ACCOUNT}:role/reader`;
const byForeign: Scope = {
  Action: "s3:GetObject",
  Resource: OBJECTS,
  Condition: { ArnEquals: { "aws:PrincipalArn": foreign } },
};
const bucketAllowsForeign = bucket(A({ Principal: { AWS: foreign } }));
const keyAllowsForeign = policy("key", A({ Principal: { AWS: foreign }, Action: "kms:*" }));
const trustsForeign = policy("trust", {
  Effect: "Allow",
  Principal: { AWS: foreign },
  Action: "sts:AssumeRole",
});
const nothing = policy("identity", { ...everything, Action: "none:Nothing" });
const anything = policy("identity", everything);
const decrypt: Scope = { ...byForeign, Action: "kms:Decrypt", Resource: "*" };
const assume: Scope = { Action: "sts:AssumeRole", Condition: byForeign.Condition ?? {} };

describe("across accounts both sides must allow", () => {
  it.each<readonly [string, Verdict, PolicySet, Scope]>([
    [
      "a key alone",
      "refuted",
      { resource: [keyAllowsForeign], identity: [nothing], sameAccount: false },
      decrypt,
    ],
    [
      "a role's trust alone",
      "refuted",
      { resource: [trustsForeign], identity: [nothing], sameAccount: false },
      assume,
    ],
    [
      "key and identity",
      "proved",
      { resource: [keyAllowsForeign], identity: [anything], sameAccount: false },
      decrypt,
    ],
    [
      "a bucket without word of the identity",
      "unknown",
      { resource: [bucketAllowsForeign], sameAccount: false },
      byForeign,
    ],
    [
      "a bucket, where nothing is declared: what it grants",
      "proved",
      { resource: [bucketAllowsForeign] },
      byForeign,
    ],
    [
      "a bucket that lets a service in, which has no policy of its own",
      "proved",
      { resource: [bucket(A({ Principal: { Service: "logs.amazonaws.com" } }))], sameAccount: false },
      { Principal: { Service: "logs.amazonaws.com" }, Action: "s3:*" },
    ],
    [
      "an identity policy without word of the resource",
      "unknown",
      { identity: [anything], sameAccount: false },
      byForeign,
    ],
  ])("%s: %s", (_name, verdict, set, scope) => {
    expect(proveAllowed(set, scope)).toMatchObject({ verdict });
  });
});

describe("what one side grants by itself", () => {
  it.each<readonly [string, Verdict, PolicySet, Scope]>([
    ["an SCP grants nothing", "unknown", { serviceControl: [[attached("scp", everything)]] }, byForeign],
    ["an endpoint policy grants nothing", "unknown", { endpoint: [attached("endpoint", A())] }, byForeign],
    [
      "an SCP that lacks an action forbids it",
      "refuted",
      { serviceControl: [[attached("scp", { ...everything, Action: "sqs:*" })]] },
      byForeign,
    ],
    ["an identity policy answers for itself", "proved", { identity: [anything] }, decrypt],
    [
      "an identity policy gives no key, as far as the account is declared",
      "unknown",
      { identity: [anything], sameAccount: true },
      decrypt,
    ],
    [
      "an identity policy gives a bucket of the account",
      "proved",
      { identity: [anything], sameAccount: true },
      byForeign,
    ],
  ])("%s: %s", (_name, verdict, set, scope) => {
    expect(proveAllowed(set, scope)).toMatchObject({ verdict });
  });
});

describe("services and anonymous callers beside an identity policy", () => {
  const tlsOnly = policy("identity", { ...everything, Action: "s3:*", Condition: overTls });
  const deniesHttp = policy("identity", {
    ...everything,
    Effect: "Deny",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
  const publicBucket = bucket(A());
  it.each<Row>([
    [
      "a service may come over plain HTTP",
      "refuted",
      () =>
        proveAllowsOnly([tlsOnly, bucket(A({ Principal: { Service: "cloudtrail.amazonaws.com" } }))], {
          Action: "s3:*",
          Condition: overTls,
        }),
    ],
    [
      "an anonymous caller is not denied",
      "refuted",
      () => proveDenied([deniesHttp, publicBucket], plainHttp),
    ],
    [
      "the account's identities are, where the question is declared to be about them",
      "proved",
      () => proveDenied({ identity: [deniesHttp], resource: [publicBucket], sameAccount: true }, plainHttp),
    ],
  ])("%s: %s", (_name, verdict, ask) => {
    expect(ask()).toMatchObject({ verdict });
  });
});

describe("whom policies of the organization bind", () => {
  const linked =
    "arn:aws:iam::999900001111:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
  const scp = policy("scp", { ...everything, Effect: "Deny" });
  const rcp = policy("rcp", D({ Action: "*" }));
  const someone: Scope = { Principal: { AWS: ACCOUNT }, Action: "s3:GetObject" };
  it.each<Row>([
    ["an SCP, its members", "proved", () => proveDenied(scp, someone)],
    ["an SCP, no service-linked role", "refuted", () => proveDenied(scp, { Principal: { AWS: linked } })],
    [
      "an SCP, no service-linked role that a condition names",
      "refuted",
      () =>
        proveDenied(scp, {
          Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-service-role/*" } },
        }),
    ],
    [
      "an SCP, perhaps no role whose name is not known",
      "unknown",
      () =>
        proveDenied(scp, {
          Condition: {
            ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/${ref("var.role")}` },
          },
        }),
    ],
    [
      "an SCP, perhaps no caller of a bucket, who may be foreign",
      "unknown",
      () => proveDenied([scp, bucketAllowsForeign], { ...someone, Principal: { AWS: foreign } }),
    ],
    ["an RCP, anonymous callers of S3", "proved", () => proveDenied(rcp, { Action: "s3:*" })],
    [
      "an RCP, perhaps no caller of Rekognition",
      "unknown",
      () => proveDenied(rcp, { Action: "rekognition:*" }),
    ],
    ["an RCP, no service-linked role", "refuted", () => proveDenied(rcp, { Principal: { AWS: linked } })],
  ])("%s: %s", (_name, verdict, ask) => {
    expect(ask()).toMatchObject({ verdict });
  });
});

describe("documents that are made to take long", () => {
  const quickly = (ask: () => unknown): number => {
    const start = Date.now();
    ask();
    return Date.now() - start;
  };

  it("cost no more for an action full of wildcards", () => {
    const Action = `s3:${"*?".repeat(9)}-`;
    expect(quickly(() => policy("resource", D({ Action })))).toBeLessThan(2000);
  });

  it("cost no more for many Allows than for one", () => {
    const allows = Array.from({ length: 60 }, (_, index) =>
      A({ Resource: `arn:aws:s3:::*a${index}*b*c*d*e*f*g*h` }),
    );
    const Resource = [..."stuvwxyz"].map((c) => `arn:aws:s3:::*${c}*${c}*x*y*z${c}*`);
    const many = bucket(...allows, D({ Resource }));
    expect(quickly(() => proveAllowsOnly(many, { Action: "sqs:*" }))).toBeLessThan(6000);
  });
});
