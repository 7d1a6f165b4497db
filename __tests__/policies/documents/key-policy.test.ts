import {
  type AwsEnvironment,
  customerManagedKeyPolicy,
  KEY_ADMINISTRATION_ACTIONS,
  type KeyUse,
  keyUseStatements,
} from "../../../policies/documents";

const environment: AwsEnvironment = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };
const ROOT = { AWS: "arn:aws:iam::123456789012:root" };
const CALLER = "arn:aws:iam::123456789012:role/Caller";
const OTHER = "arn:aws:iam::123456789012:role/Other";
const callers = { ArnEquals: { "aws:PrincipalArn": CALLER } };
const caller = { "kms:CallerAccount": "123456789012" };
const via = (service: string) => ({ ...caller, "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
const allow = { Effect: "Allow", Resource: "*" };

describe("KEY_ADMINISTRATION_ACTIONS", () => {
  it("holds no wildcard, and nothing that uses the key or hands its use to others", () => {
    for (const action of KEY_ADMINISTRATION_ACTIONS) {
      expect(action).not.toMatch(
        /\*|CreateGrant|Crypt|GenerateDataKey|GenerateMac|ReEncrypt|Sign|Verify|ImportKeyMaterial/,
      );
    }
    expect(KEY_ADMINISTRATION_ACTIONS).toContain("kms:PutKeyPolicy");
    expect([...KEY_ADMINISTRATION_ACTIONS].sort()).toEqual([...KEY_ADMINISTRATION_ACTIONS]);
  });
});

describe("customerManagedKeyPolicy", () => {
  const account = {
    Sid: "AdministrationByAccount",
    ...allow,
    Principal: ROOT,
    Action: KEY_ADMINISTRATION_ACTIONS,
  };

  it("is administration by the account", () => {
    expect(customerManagedKeyPolicy({ environment })).toEqual({
      Version: "2012-10-17",
      Statement: [account],
    });
  });

  it.each([
    [[CALLER], CALLER],
    [
      [CALLER, OTHER],
      [CALLER, OTHER],
    ],
  ])("adds the administrators %j", (administratorArns, AWS) => {
    expect(customerManagedKeyPolicy({ environment, administratorArns }).Statement).toEqual([
      account,
      {
        Sid: "AdministrationByAdministrators",
        ...allow,
        Principal: { AWS },
        Action: KEY_ADMINISTRATION_ACTIONS,
      },
    ]);
  });

  it("delegates use to IAM where it is told", () => {
    expect(customerManagedKeyPolicy({ environment, delegateUseToIam: true }).Statement).toEqual([
      { ...account, Action: "kms:*" },
    ]);
  });

  it("puts uses before statements of the caller's own", () => {
    const own = {
      Sid: "Own",
      Effect: "Deny",
      Principal: "*",
      Action: "kms:ImportKeyMaterial",
      Resource: "*",
    } as const;
    const policy = customerManagedKeyPolicy({
      environment,
      uses: [{ kind: "log-groups", logGroupNames: "/x" }],
      additionalStatements: [own],
    });
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual([
      "AdministrationByAccount",
      "UseByLogGroups",
      "Own",
    ]);
  });
});

describe("keyUseStatements", () => {
  const statements = (...uses: readonly KeyUse[]) => keyUseStatements(uses, environment);

  it.each([
    ["decrypt", ["kms:Decrypt"]],
    ["encrypt", ["kms:GenerateDataKey", "kms:Decrypt"]],
    [
      "encrypt-and-decrypt",
      ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    ],
  ] as const)("lets identities %s through a service", (access, Action) => {
    expect(
      statements({ kind: "identities", name: "X", principalArns: CALLER, viaServices: "s3", access }),
    ).toEqual([
      { Sid: "UseX", ...allow, Principal: ROOT, Action, Condition: { ...callers, StringEquals: via("s3") } },
    ]);
  });

  it("numbers identities whose names are the same", () => {
    const use = { kind: "identities", name: "X", viaServices: "s3", access: "decrypt" } as const;
    const sids = statements({ ...use, principalArns: CALLER }, { ...use, principalArns: OTHER }).map(
      ({ Sid }) => Sid,
    );
    expect(sids).toEqual(["UseX", "UseX2"]);
  });

  it("lets CloudWatch Logs encrypt the named groups", () => {
    expect(statements({ kind: "log-groups", logGroupNames: ["/one", "/two*"] })).toEqual([
      {
        Sid: "UseByLogGroups",
        ...allow,
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": [
              "arn:aws:logs:eu-west-1:123456789012:log-group:/one",
              "arn:aws:logs:eu-west-1:123456789012:log-group:/two*",
            ],
          },
        },
      },
    ]);
  });

  it("lets Lambda encrypt environments, and grant to itself only", () => {
    expect(statements({ kind: "lambda-environments" }, { kind: "lambda-environments" })).toEqual([
      {
        Sid: "UseByLambdaEnvironments",
        ...allow,
        Principal: ROOT,
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { StringEquals: via("lambda") },
      },
      {
        Sid: "GrantToLambdaEnvironments",
        ...allow,
        Principal: ROOT,
        Action: "kms:CreateGrant",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" }, StringEquals: via("lambda") },
      },
    ]);
  });

  it("lets services publish events of the account", () => {
    expect(
      statements(
        { kind: "event-sources", services: "cloudwatch" },
        { kind: "event-sources", services: ["events", "cloudwatch"] },
      ),
    ).toEqual([
      {
        Sid: "UseByEventSources",
        ...allow,
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      // EventBridge sends no source account.
      ...(
        [
          ["Topics", "sns:topicArn", "arn:aws:sns:eu-west-1:123456789012:*"],
          ["Queues", "sqs:arn", "arn:aws:sqs:eu-west-1:123456789012:*"],
        ] as const
      ).map(([what, key, arn]) => ({
        Sid: `UseByEventsFor${what}`,
        ...allow,
        Principal: { Service: "events.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { ArnLike: { [`kms:EncryptionContext:aws:${key}`]: arn } },
      })),
    ]);
  });

  it("lets callers train Custom Labels, with grants for Rekognition only", () => {
    expect(statements({ kind: "custom-labels-training", principalArns: CALLER })).toEqual([
      {
        Sid: "UseByCustomLabelsTraining",
        ...allow,
        Principal: ROOT,
        Action: ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"],
        Condition: { ...callers, StringEquals: caller },
      },
      {
        Sid: "GrantToCustomLabelsTraining",
        ...allow,
        Principal: ROOT,
        Action: "kms:CreateGrant",
        Condition: {
          ...callers,
          Bool: { "kms:GrantIsForAWSResource": "true" },
          StringEquals: via("rekognition"),
        },
      },
    ]);
  });

  it("lets callers use Face Liveness", () => {
    expect(statements({ kind: "face-liveness", principalArns: CALLER })).toEqual([
      {
        Sid: "UseByFaceLiveness",
        ...allow,
        Principal: ROOT,
        Action: ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"],
        Condition: { ...callers, StringEquals: caller },
      },
    ]);
  });

  it.each(["custom-labels-training", "face-liveness"] as const)("adds up the callers of %s", (kind) => {
    for (const { Condition } of statements(
      { kind, principalArns: CALLER },
      { kind, principalArns: [OTHER, CALLER] },
    )) {
      expect(Condition?.ArnEquals).toEqual({ "aws:PrincipalArn": [CALLER, OTHER] });
    }
  });

  it("confines every use: by caller, source or encryption context", () => {
    const all = statements(
      { kind: "identities", name: "X", principalArns: CALLER, viaServices: "s3", access: "decrypt" },
      { kind: "log-groups", logGroupNames: "/x" },
      { kind: "lambda-environments" },
      { kind: "event-sources", services: ["cloudwatch", "events", "sns"] },
      { kind: "custom-labels-training", principalArns: CALLER },
      { kind: "face-liveness", principalArns: CALLER },
    );
    expect(all).toHaveLength(10);
    for (const { Condition } of all) {
      expect(JSON.stringify(Condition)).toMatch(
        /"kms:CallerAccount":"123456789012"|"aws:SourceAccount":"123456789012"|"kms:EncryptionContext:[^"]*":"arn:aws:[^"]*:123456789012:/,
      );
    }
  });
});

describe("keyUseStatements: several of a kind", () => {
  it("are one statement each", () => {
    const uses: KeyUse[] = [
      { kind: "lambda-environments" },
      { kind: "lambda-environments" },
      { kind: "event-sources", services: "events" },
    ];
    expect(keyUseStatements(uses, environment).map(({ Sid }) => Sid)).toEqual([
      "UseByLambdaEnvironments",
      "GrantToLambdaEnvironments",
      "UseByEventsForTopics",
      "UseByEventsForQueues",
    ]);
  });
});
