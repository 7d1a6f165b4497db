import {
  type PolicySet,
  proveAllowed,
  proveAllowsOnly,
  proveDenied,
  type Scopes,
} from "../../../policies/language";
import {
  ACCOUNT,
  BUCKET,
  denyStatement,
  KEY,
  OBJECTS,
  OTHER_ACCOUNT,
  OTHER_KEY,
  policy,
  ref,
  type StatementJson,
  type Verdict,
} from "./support/cases";

const SSE = "s3:x-amz-server-side-encryption";
const KEY_ID = `${SSE}-aws-kms-key-id`;
const put: StatementJson = { Action: ["s3:PutObject", "s3:UpdateObjectEncryption"], Resource: OBJECTS };
const denyPut = (Condition: unknown, changes: StatementJson = {}) =>
  denyStatement({ ...put, Condition, ...changes });
const putWith = (Condition: Record<string, Record<string, string>>): Scopes => ({
  Action: "s3:PutObject",
  Resource: OBJECTS,
  Condition,
});

const wrongAlgorithm = denyPut({
  Null: { [SSE]: "false" },
  StringNotEquals: { [SSE]: ["aws:kms", "aws:kms:dsse"] },
});
const wrongKey = denyPut({ Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY } });
const noKey = denyPut({ StringEquals: { [SSE]: "aws:kms" }, Null: { [KEY_ID]: "true" } });
const customerKey = denyPut({ Null: { [`${SSE}-customer-algorithm`]: "false" } });
const encryption = [wrongAlgorithm, wrongKey, noKey, customerKey];

const aes256 = putWith({ StringEquals: { [SSE]: "AES256" } });
const otherAlgorithm = putWith({ Null: { [SSE]: "false" }, StringNotEquals: { [SSE]: "aws:kms" } });
const anotherKey = putWith({ Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY } });
const kmsWithoutKey = putWith({ StringEquals: { [SSE]: "aws:kms" }, Null: { [KEY_ID]: "true" } });
const sseC = putWith({ Null: { [`${SSE}-customer-algorithm`]: "false" } });
const headerless = putWith({
  Null: { [SSE]: "true", [KEY_ID]: "true", [`${SSE}-customer-algorithm`]: "true" },
});

describe("encryption of uploads", () => {
  it.each<readonly [string, Verdict, Scopes, readonly StatementJson[]]>([
    ["AES256 is denied", "proved", aes256, encryption],
    ["another key is denied", "proved", anotherKey, encryption],
    ["aws:kms without a key id is denied", "proved", kmsWithoutKey, encryption],
    ["SSE-C is denied", "proved", sseC, encryption],
    ["a header-less upload is not denied", "refuted", headerless, encryption],
    ["dsse is not denied as a wrong algorithm", "refuted", otherAlgorithm, encryption],
    ["AES256, where only the wrong key is denied", "refuted", aes256, [wrongKey, noKey, customerKey]],
    [
      "AES256, where the test is in lower case",
      "refuted",
      aes256,
      [denyPut({ StringEquals: { [SSE]: "aes256" } })],
    ],
    ["AES256, ignoring case", "proved", aes256, [denyPut({ StringEqualsIgnoreCase: { [SSE]: "aes256" } })]],
    [
      "Null true and StringNotEquals in one statement never match",
      "refuted",
      aes256,
      [denyPut({ Null: { [SSE]: "true" }, StringNotEquals: { [SSE]: "aws:kms" } })],
    ],
    [
      "StringNotLike aws:kms* lets dsse through",
      "refuted",
      otherAlgorithm,
      [denyPut({ StringNotLike: { [SSE]: "aws:kms*" } })],
    ],
    [
      "StringNotEquals alone denies the header-less upload too",
      "proved",
      headerless,
      [denyPut({ StringNotEquals: { [SSE]: "aws:kms" } })],
    ],
    [
      "StringNotEqualsIfExists denies the header-less upload too",
      "proved",
      headerless,
      [denyPut({ StringNotEqualsIfExists: { [SSE]: "aws:kms" } })],
    ],
    ["StringNotEquals with Null false spares it", "refuted", headerless, [wrongAlgorithm]],
    ["Null true denies the header-less upload", "proved", headerless, [denyPut({ Null: { [SSE]: "true" } })]],
    [
      "another key, where ArnNotLike takes a wildcard key",
      "refuted",
      anotherKey,
      [denyPut({ ArnNotLike: { [KEY_ID]: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/*` } })],
    ],
    [
      "another key, where the allowed list has two",
      "refuted",
      anotherKey,
      [denyPut({ ArnNotEquals: { [KEY_ID]: [KEY, OTHER_KEY] } })],
    ],
    [
      "another key, by a string operator on the ARN",
      "proved",
      anotherKey,
      [denyPut({ StringNotEquals: { [KEY_ID]: KEY } })],
    ],
    [
      "another key, where the test is inverted",
      "refuted",
      anotherKey,
      [denyPut({ ArnEquals: { [KEY_ID]: KEY } })],
    ],
    [
      "another key, for one prefix",
      "refuted",
      anotherKey,
      [denyPut({ ArnNotEquals: { [KEY_ID]: KEY } }, { Resource: `${BUCKET}/a/*` })],
    ],
    [
      "SSE-C, where the value is asked instead of presence",
      "refuted",
      sseC,
      [denyPut({ StringEquals: { [`${SSE}-customer-algorithm`]: "AES" } })],
    ],
    [
      "a wildcard in an ARN operator does not cross parts",
      "refuted",
      putWith({ Null: { [KEY_ID]: "false" } }),
      [denyPut({ ArnLike: { [KEY_ID]: "arn:aws:kms:*:key/x" + ":y:z" } })],
    ],
  ])("%s: %s", (_name, verdict, scope, statements) => {
    expect(proveDenied(policy("resource", ...statements), scope)).toMatchObject({ verdict });
  });
});

const root = {
  Sid: "root",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const admin = `arn:aws:iam::${ACCOUNT}:role/admin`;
const administrators = (Action: readonly string[]) => ({
  Sid: "admins",
  Effect: "Allow",
  Principal: { AWS: admin },
  Action,
  Resource: "*",
});
const manage = [
  "kms:Describe*",
  "kms:Put*",
  "kms:Enable*",
  "kms:Disable*",
  "kms:Update*",
  "kms:ScheduleKeyDeletion",
];
const users = {
  Sid: "users",
  Effect: "Allow",
  Principal: { AWS: "*" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: "*",
  Condition: {
    StringEquals: { "kms:CallerAccount": ACCOUNT, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
  },
};
const logs = (Condition: unknown) => ({
  Sid: "logs",
  Effect: "Allow",
  Principal: { Service: "logs.eu-west-1.amazonaws.com" },
  Action: ["kms:Encrypt*", "kms:Decrypt*"],
  Resource: "*",
  Condition,
});
const logContext = {
  ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:*` },
};
const inside: Scopes = [
  { Principal: { AWS: ACCOUNT } },
  { Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } } },
  { Condition: { StringEquals: { "kms:CallerAccount": ACCOUNT } } },
  {
    Principal: { Service: "*" },
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:*:${ACCOUNT}:*` } },
  },
  { Principal: { Service: "*" }, Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } },
];
const notUsers: Scopes = {
  NotAction: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"],
};
const usesData: Scopes = { Principal: { AWS: ACCOUNT } };

describe("who may use a key", () => {
  it.each<readonly [string, Verdict, Scopes, readonly StatementJson[]]>([
    [
      "the account root, users of the account, logs of the account",
      "proved",
      inside,
      [root, users, logs(logContext)],
    ],
    ["anyone, by mistake", "refuted", inside, [root, { ...users, Condition: undefined }]],
    [
      "anyone through a service",
      "refuted",
      inside,
      [root, { ...users, Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } }],
    ],
    [
      "callers, if the key is there",
      "refuted",
      inside,
      [root, { ...users, Condition: { StringEqualsIfExists: { "kms:CallerAccount": ACCOUNT } } }],
    ],
    [
      "callers of accounts that begin alike",
      "refuted",
      inside,
      [root, { ...users, Condition: { StringLike: { "kms:CallerAccount": "1111*" } } }],
    ],
    [
      "another account",
      "refuted",
      inside,
      [root, { ...administrators(["kms:Decrypt"]), Principal: { AWS: OTHER_ACCOUNT } }],
    ],
    [
      "another account's role",
      "refuted",
      inside,
      [
        root,
        {
          ...administrators(["kms:Decrypt"]),
          Principal: { AWS: [admin, `arn:aws:iam::${OTHER_ACCOUNT}:role/admin`] },
        },
      ],
    ],
    ["a service without confinement", "refuted", inside, [root, logs(undefined)]],
    [
      "a service confined to another account",
      "refuted",
      inside,
      [root, logs({ StringEquals: { "aws:SourceAccount": OTHER_ACCOUNT } })],
    ],
    [
      "a service confined to this account",
      "proved",
      inside,
      [root, logs({ StringEquals: { "aws:SourceAccount": ACCOUNT } })],
    ],
    [
      "a service confined to two accounts",
      "refuted",
      inside,
      [root, logs({ StringEquals: { "aws:SourceAccount": [ACCOUNT, OTHER_ACCOUNT] } })],
    ],
    [
      "a log context with a wildcard account",
      "refuted",
      inside,
      [
        root,
        logs({ ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:*:log-group:*" } }),
      ],
    ],
    [
      "another account's principals, denied again",
      "proved",
      inside,
      [
        root,
        { ...users, Condition: undefined },
        {
          ...users,
          Sid: "deny",
          Effect: "Deny",
          Action: "kms:*",
          Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
        },
      ],
    ],
    ["administrators who only manage", "proved", notUsers, [administrators(manage)]],
    ["kms:Create* holds CreateGrant", "refuted", notUsers, [administrators([...manage, "kms:Create*"])]],
    ["kms:Re* holds ReEncryptFrom", "refuted", notUsers, [administrators(["kms:Re*"])]],
    [
      "a misspelled action is no safeguard",
      "refuted",
      { NotAction: "kms:Decrypt" },
      [administrators(["kms:Decrypt?", "kms:D*"])],
    ],
    [
      "a federated principal",
      "unknown",
      inside,
      [root, { ...users, Principal: { Federated: "www.amazon.com" }, Condition: undefined }],
    ],
    [
      "NotPrincipal with an Allow",
      "refuted",
      inside,
      [{ ...root, Principal: undefined, NotPrincipal: { AWS: OTHER_ACCOUNT } }],
    ],
    [
      "a role's session",
      "unknown",
      usesData,
      [{ ...root, Principal: { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/admin/session` } }],
    ],
    [
      "a deleted principal's unique id",
      "unknown",
      usesData,
      [{ ...root, Principal: { AWS: "AROAEXAMPLEEXAMPLEEX" } }],
    ],
  ])("%s: %s", (_name, verdict, envelope, statements) => {
    const cleaned = statements.map((each) =>
      Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)),
    );
    expect(proveAllowsOnly(policy("key", ...cleaned), envelope)).toMatchObject({ verdict });
  });

  const rootUser: Scopes = {
    Action: "kms:PutKeyPolicy",
    Condition: { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:root` } },
  };
  it("keeps the account in control: the root user may put a key policy", () => {
    expect(proveAllowed(policy("key", root), rootUser)).toEqual({ verdict: "proved" });
    expect(proveAllowed(policy("key", administrators(manage)), rootUser)).toMatchObject({
      verdict: "refuted",
    });
    expect(proveAllowed(policy("key", { ...root, Action: "kms:Get*" }), rootUser)).toMatchObject({
      verdict: "refuted",
    });
    expect(
      proveAllowed(
        policy("key", root, { ...root, Sid: "deny", Effect: "Deny", Action: "kms:Put*" }),
        rootUser,
      ),
    ).toMatchObject({ verdict: "refuted" });
  });

  it("delegates to the account's own policies, and says that it needs them", () => {
    const scope: Scopes = {
      Action: "kms:Decrypt",
      Resource: KEY,
      Condition: { ArnEquals: { "aws:PrincipalArn": admin } },
    };
    const decrypt = policy("identity", { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY });
    const nothing = policy("identity", { Effect: "Allow", Action: "kms:Encrypt", Resource: KEY });
    expect(proveAllowed(policy("key", root), scope)).toMatchObject({ verdict: "unknown" });
    expect(proveAllowed([policy("key", root), decrypt], scope)).toEqual({ verdict: "proved" });
    expect(proveAllowed([policy("key", root), nothing], scope)).toMatchObject({ verdict: "refuted" });
    const named = policy("key", administrators(["kms:Decrypt"]));
    expect(proveAllowed({ resource: [named], identity: [nothing], sameAccount: true }, scope)).toEqual({
      verdict: "proved",
    });
    expect(proveAllowed([named, nothing], scope)).toMatchObject({ verdict: "unknown" });
    expect(proveAllowed([policy("key", administrators(["kms:Encrypt"])), decrypt], scope)).toMatchObject({
      verdict: "refuted",
    });
  });
});

describe("a verifier's role", () => {
  const work = [
    { Effect: "Allow", Action: "rekognition:CompareFaces", Resource: "*" },
    { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${BUCKET}/members/*` },
    { Effect: "Allow", Action: "kms:Decrypt", Resource: KEY },
  ];
  const envelope: Scopes = [
    { Action: "rekognition:CompareFaces" },
    { Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${BUCKET}/members/*` },
    { Action: "kms:Decrypt", Resource: KEY },
  ];

  it.each<readonly [string, Verdict, readonly StatementJson[]]>([
    ["its work", "proved", work],
    ["rekognition:*", "refuted", [{ Effect: "Allow", Action: "rekognition:*", Resource: "*" }]],
    [
      "GetObject*, which holds GetObjectAcl",
      "refuted",
      [{ Effect: "Allow", Action: "s3:GetObject*", Resource: `${BUCKET}/members/*` }],
    ],
    ["the whole bucket", "refuted", [{ Effect: "Allow", Action: "s3:GetObject", Resource: OBJECTS }]],
    [
      "buckets whose names begin alike",
      "refuted",
      [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::faces*/members/*" }],
    ],
    ["every key", "refuted", [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }]],
    ["NotAction", "refuted", [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]],
    ["NotResource", "refuted", [{ Effect: "Allow", Action: "kms:Decrypt", NotResource: OTHER_KEY }]],
    [
      "too much, taken back by a Deny",
      "proved",
      [
        { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECTS },
        { Effect: "Deny", Action: "s3:*", NotResource: `${BUCKET}/members/*` },
      ],
    ],
    [
      "too much, taken back in part",
      "refuted",
      [
        { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECTS },
        { Effect: "Deny", Action: "s3:*", Resource: `${BUCKET}/staff/*` },
      ],
    ],
    ["only denies", "proved", [{ Effect: "Deny", Action: "*", Resource: "*" }]],
    [
      "a policy variable",
      "unknown",
      [{ Effect: "Allow", Action: "s3:GetObject", Resource: `${BUCKET}/${ref("aws:username")}/*` }],
    ],
  ])("has %s: %s", (_name, verdict, statements) => {
    expect(proveAllowsOnly(policy("identity", ...statements), envelope)).toMatchObject({ verdict });
  });

  it("knows which resources an action takes: CompareFaces takes none, ListBucket a bucket", () => {
    const collection = "arn:aws:rekognition:eu-west-1:111122223333:collection/members";
    const compare = policy("identity", {
      Effect: "Allow",
      Action: "rekognition:CompareFaces",
      Resource: collection,
    });
    expect(proveAllowed(compare, { Action: "rekognition:CompareFaces" })).toMatchObject({
      verdict: "refuted",
    });
    const both = policy("identity", {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: [BUCKET, OBJECTS],
    });
    expect(
      proveAllowsOnly(both, [
        { Action: "s3:GetObject", Resource: OBJECTS },
        { Action: "s3:ListBucket", Resource: BUCKET },
      ]),
    ).toEqual({ verdict: "proved" });
    const future = policy("identity", {
      Effect: "Allow",
      Action: ["s3:GetObjectFromTheFuture"],
      Resource: [BUCKET, OBJECTS],
    });
    expect(proveAllowsOnly(future, { Resource: OBJECTS })).toMatchObject({ verdict: "refuted" });
  });
});

describe("compositions", () => {
  const everything = { Effect: "Allow", Action: "*", Resource: "*" };
  const read: Scopes = {
    Action: "s3:GetObject",
    Resource: `${BUCKET}/a`,
    Condition: { ArnEquals: { "aws:PrincipalArn": admin } },
  };
  const bucketAllows = policy(
    "resource",
    denyStatement({ Effect: "Allow", Principal: { AWS: admin }, Action: "s3:GetObject", Resource: OBJECTS }),
  );
  const identityAllows = policy("identity", { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECTS });
  const empty = policy("identity", { Effect: "Allow", Action: "sqs:*", Resource: "*" });

  it.each<readonly [string, Verdict, PolicySet]>([
    ["identity alone", "proved", { identity: [identityAllows] }],
    ["bucket alone", "proved", { resource: [bucketAllows] }],
    [
      "either of them in one account",
      "proved",
      { identity: [empty], resource: [bucketAllows], sameAccount: true },
    ],
    [
      "one of them across accounts",
      "refuted",
      { identity: [empty], resource: [bucketAllows], sameAccount: false },
    ],
    ["one of them, accounts not declared", "unknown", { identity: [empty], resource: [bucketAllows] }],
    [
      "both across accounts",
      "proved",
      { identity: [identityAllows], resource: [bucketAllows], sameAccount: false },
    ],
    [
      "an SCP that allows",
      "proved",
      { identity: [identityAllows], serviceControl: [[policy("scp", everything)]] },
    ],
    [
      "an SCP that does not allow",
      "refuted",
      { identity: [identityAllows], serviceControl: [[policy("scp", { ...everything, Action: "sqs:*" })]] },
    ],
    [
      "two SCPs on one entity",
      "proved",
      {
        identity: [identityAllows],
        serviceControl: [
          [
            policy("scp", { ...everything, Action: "sqs:*" }),
            policy("scp", { ...everything, Action: "s3:*" }),
          ],
        ],
      },
    ],
    [
      "two SCPs on two levels",
      "refuted",
      {
        identity: [identityAllows],
        serviceControl: [[policy("scp", { ...everything, Action: "sqs:*" })], [policy("scp", everything)]],
      },
    ],
    [
      "an SCP that denies",
      "refuted",
      {
        identity: [identityAllows],
        serviceControl: [[policy("scp", everything, { Effect: "Deny", Action: "s3:Get*", Resource: "*" })]],
      },
    ],
    [
      "a resource control policy that denies outsiders",
      "proved",
      {
        identity: [identityAllows],
        resourceControl: [
          policy(
            "rcp",
            denyStatement({
              Resource: "*",
              Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
            }),
          ),
        ],
      },
    ],
    [
      "a resource control policy that denies all",
      "refuted",
      { identity: [identityAllows], resourceControl: [policy("rcp", denyStatement({ Resource: "*" }))] },
    ],
    [
      "an endpoint that lets through",
      "proved",
      {
        identity: [identityAllows],
        endpoint: [policy("endpoint", denyStatement({ Effect: "Allow", Resource: "*" }))],
      },
    ],
    [
      "an endpoint that does not",
      "refuted",
      {
        identity: [identityAllows],
        endpoint: [policy("endpoint", denyStatement({ Effect: "Allow", Action: "sqs:*", Resource: "*" }))],
      },
    ],
  ])("%s: %s", (_name, verdict, set) => {
    expect(proveAllowed(set, read)).toMatchObject({ verdict });
  });

  it("limits what an identity policy allows by an SCP", () => {
    const set: PolicySet = {
      identity: [policy("identity", everything)],
      serviceControl: [[policy("scp", everything, { Effect: "Deny", NotAction: "s3:*", Resource: "*" })]],
    };
    expect(proveAllowsOnly(set, { Action: "s3:*" })).toEqual({ verdict: "proved" });
    expect(proveAllowsOnly(set, { Action: "s3:Get*" })).toMatchObject({ verdict: "refuted" });
  });

  it("does not let an SCP deny services and anonymous callers, which it does not judge", () => {
    const scp = policy("scp", { Effect: "Deny", Action: "*", Resource: "*" });
    const openBucket = policy("resource", denyStatement({ Effect: "Allow" }));
    expect(proveDenied([scp, openBucket], { Action: "s3:GetObject" })).toMatchObject({ verdict: "refuted" });
    const set: PolicySet = { serviceControl: [[scp]], resource: [openBucket], sameAccount: true };
    const users: Scopes = {
      Action: "s3:GetObject",
      Principal: { AWS: ACCOUNT },
      Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/aws-service-role/*" } },
    };
    expect(proveDenied(set, users)).toEqual({ verdict: "proved" });
    expect(proveDenied([scp, openBucket], users)).toMatchObject({ verdict: "unknown" });
  });

  it("guards the opt-out policy", () => {
    const guard = policy("scp", everything, {
      Effect: "Deny",
      Action: [
        "organizations:DetachPolicy",
        "organizations:DeletePolicy",
        "organizations:UpdatePolicy",
        "organizations:LeaveOrganization",
      ],
      Resource: "*",
    });
    expect(
      proveDenied(guard, { Action: ["organizations:DetachPolicy", "organizations:LeaveOrganization"] }),
    ).toEqual({ verdict: "proved" });
    expect(proveDenied(guard, { Action: ["organizations:DisablePolicyType"] })).toMatchObject({
      verdict: "refuted",
    });
  });

  it("refuses to ask about two resources at once", () => {
    expect(() => proveAllowed([policy("key", root), bucketAllows], read)).toThrow(
      "ask about one resource at a time",
    );
  });
});

describe("a trust policy", () => {
  const trust = (Principal: unknown, Condition?: unknown) => ({
    Effect: "Allow",
    Principal,
    Action: "sts:AssumeRole",
    ...(Condition === undefined ? {} : { Condition }),
  });
  const confined: Scopes = [
    { Principal: { AWS: ACCOUNT } },
    { Principal: { Service: "lambda.amazonaws.com" } },
    {
      Principal: { Service: "rekognition.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
    },
  ];
  it.each<readonly [string, Verdict, StatementJson]>([
    ["Lambda", "proved", trust({ Service: "lambda.amazonaws.com" })],
    [
      "Rekognition for this account",
      "proved",
      trust({ Service: "rekognition.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
    ],
    ["Rekognition for anyone", "refuted", trust({ Service: "rekognition.amazonaws.com" })],
    ["another account", "refuted", trust({ AWS: OTHER_ACCOUNT })],
    ["everyone", "refuted", trust("*")],
    ["everyone of the account", "proved", trust("*", { StringEquals: { "aws:PrincipalAccount": ACCOUNT } })],
    ["a user pool", "unknown", trust({ Federated: "cognito-identity.amazonaws.com" })],
  ])("for %s: %s", (_name, verdict, statement) => {
    expect(proveAllowsOnly(policy("trust", statement), confined)).toMatchObject({ verdict });
  });
});
