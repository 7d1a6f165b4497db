import { Token } from "cdktf";
import {
  AiServicesOptOutPolicy,
  CustomerManagedKey,
  type FaceLiveness,
  LeastPrivilegeRole,
} from "../../../constructs";
import { lambdaTrustPolicy } from "../../../policies/documents";
import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import { judged, spokenAgainst, withAttributes, withText } from "../../support/judged";
import {
  faultsOf,
  KEY_ARN,
  policyOf,
  type StackConfiguration,
  statementOf,
  synthStack,
  theOnly,
  untyped,
} from "../../support/synth";
import { ACCOUNT, BUCKET, documentOf, functionArn, make, ROLES, roleArn, synthAlive, via } from "./support";

expect.extend(guardrailsMatchers);

const byDefault = synthAlive();

/** What every function does besides its work, of which other tests speak. */
const CHORES: readonly Scope[] = [
  { Action: ["logs:*", "xray:*", "sqs:SendMessage"] },
  { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY_ARN, Condition: via("sqs", "lambda") },
];
const KEY_USE: Scope = {
  Action: ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"],
  Resource: KEY_ARN,
};
const write = (objects: string): Scope => ({
  Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
  Resource: `${BUCKET}/${objects}`,
});
const WORK: Readonly<Record<string, readonly Scope[]>> = {
  CreateSession: [{ Action: "rekognition:CreateFaceLivenessSession" }, KEY_USE, write("liveness/*")],
  ReadSession: [
    { Action: "rekognition:GetFaceLivenessSessionResults" },
    KEY_USE,
    write("liveness/*/used"),
    { Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${BUCKET}/liveness/*` },
    { Action: "s3:ListBucket", Resource: BUCKET },
  ],
};

describe("FaceLiveness: roles", () => {
  describe.each(Object.entries(WORK))("that of %s", (id, work) => {
    const policy = parsed(documentOf(byDefault, id), { kind: "identity" });

    it.each(work.map((scope) => [JSON.stringify(scope.Action), scope] as const))("lets it %s", (_, scope) => {
      expect(policy).toAllow(scope);
    });

    it("lets it do nothing else, and needs each of it", () => {
      expect(policy).toAllowOnly([...work, ...CHORES]);
      for (const [index] of work.entries())
        expect(policy).not.toAllowOnly([...work.filter((_, other) => other !== index), ...CHORES]);
    });
  });

  it.each([
    ["CreateSession", "UseKeyOfLivenessSessions", { Resource: "*" }],
    ["CreateSession", "WriteFaces", { Resource: `${BUCKET}/*` }],
    ["CreateSession", "CreateLivenessSessions", { Action: "rekognition:*FaceLivenessSession" }],
    ["ReadSession", "WriteFaces", { Resource: `${BUCKET}/liveness/*` }],
    ["ReadSession", "ReadFaces", { Resource: [`${BUCKET}/liveness/*`, `${BUCKET}/members/*`] }],
    ["ReadSession", "ReadLivenessSessions", { Action: "rekognition:*FaceLiveness*" }],
  ])("would be too wide: that of %s with another %s: %j", (id, sid, change) => {
    const document = documentOf(byDefault, id);
    const changed = { ...statementOf(document, sid), ...change };
    const Statement = document.Statement.map((each) => (each.Sid === sid ? changed : each));
    expect(parsed({ ...document, Statement }, { kind: "identity" })).not.toAllowOnly([
      ...(WORK[id] ?? []),
      ...CHORES,
    ]);
  });

  const GRANTS: readonly (readonly [
    string,
    (alive: FaceLiveness, role: LeastPrivilegeRole) => void,
    Scope,
  ])[] = [
    ["start", (alive, role) => alive.grantStart(role), { Action: "rekognition:StartFaceLivenessSession" }],
    [
      "create",
      (alive, role) => alive.grantCreate(role),
      { Action: "lambda:InvokeFunction", Resource: functionArn("create-liveness-session") },
    ],
    [
      "read",
      (alive, role) => alive.grantRead(role),
      { Action: "lambda:InvokeFunction", Resource: functionArn("read-liveness-session") },
    ],
  ];
  const callers = synthAlive({}, (alive, stack) => {
    alive.grantStartToRole(roleArn("cognito/Clients"));
    for (const [name, grant] of GRANTS) {
      const roleName = `to-${name}`;
      grant(alive, new LeastPrivilegeRole(stack, roleName, { roleName, trustPolicy: lambdaTrustPolicy }));
    }
  });

  it.each(GRANTS)("lets a caller %s, and nothing else", (name, _grant, scope) => {
    const policy = parsed(policyOf(theOnly(callers, "aws_iam_role_policy", `to-${name}/Policy`)), {
      kind: "identity",
    });
    expect(policy).toAllow(scope);
    expect(policy).toAllowOnly([scope]);
  });

  it("lets a client's role that is there already start, and nothing else", () => {
    const made = theOnly(callers, "aws_iam_role_policy", "StartClients");
    expect(made.values).toMatchObject({ name: "start-face-liveness", role: "Clients" });
    expect(parsed(policyOf(made), { kind: "identity" })).toAllowOnly([
      { Action: "rekognition:StartFaceLivenessSession" },
    ]);
  });

  it.each([
    [undefined, "roleArn must be given"],
    ["Clients", "roleArn[0] must be the ARN of a role or user"],
    [`arn:aws:iam::999900001111:role/Clients`, `roleArn[0] must belong to the account ${ACCOUNT}`],
    [`arn:aws:iam::${ACCOUNT}:user/ada`, "roleArn must be the ARN of a role, got"],
    [Token.asString({ resolve: () => "x" }), "roleArn must be known at synth"],
  ])("gives nothing to %s", (arn, message) => {
    const alive = make();
    expect(faultsOf(() => alive.grantStartToRole(untyped(arn)))).toEqual([expect.stringContaining(message)]);
  });
});

describe("FaceLiveness: the key", () => {
  const stack = synthStack((within) => {
    make({}, within, new CustomerManagedKey(within, "Key", { aliases: ["bank"] }));
  });
  const policy = parsed(policyOf(theOnly(stack, "aws_kms_key")), { kind: "key" });
  /** Identities whose own policies allow everything: the key's policy alone says no. */
  const everything = { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" };
  const anyone = parsed({ Version: "2012-10-17", Statement: [everything] }, { kind: "identity" });
  const withAnyone = { identity: [anyone], resource: [policy], sameAccount: true };
  const byRole = (...arns: readonly string[]) => ({
    ArnEquals: { "aws:PrincipalArn": arns },
    StringEquals: { "kms:CallerAccount": ACCOUNT },
  });

  it.each(ROLES)("is %s's to describe, and to encrypt and decrypt with", (role) => {
    for (const Action of ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"])
      expect(withAnyone).toAllow({ Principal: { AWS: role }, Action, Condition: byRole(role) });
  });

  it("decrypts for nobody else, but through what carries logs, alarms, environments and failures", () => {
    expect(policy).toAllowOnly([
      { NotAction: ["kms:Decrypt", "kms:GenerateDataKey"] },
      { Condition: byRole(...ROLES) },
      { Condition: via("lambda", "sqs") },
      { Principal: { Service: ["logs.eu-west-1.amazonaws.com", "cloudwatch.amazonaws.com"] } },
    ]);
    const client = roleArn("client");
    expect(withAnyone).not.toAllow({
      Principal: { AWS: client },
      Action: "kms:Decrypt",
      Condition: byRole(client),
    });
  });
});

describe("FaceLiveness: controls", () => {
  const alive = synthStack((stack) => {
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["bank"] });
    new AiServicesOptOutPolicy(stack, "OptOut", { targetIds: ["r-abcd"] });
    make({}, stack, key);
  });

  it("passes them all, with no waiver", () => {
    expect(spokenAgainst(alive)).toEqual([]);
    const passed = judged(alive)
      .filter(({ verdict, subject }) => verdict === "pass" && subject?.includes("Alive_"))
      .map(({ control }) => control.slice(4));
    for (const control of [
      "ACCESS-06",
      "ACCESS-07",
      "REST-12",
      "REST-13",
      "VERIFY-02",
      "DETECT-03",
      "DETECT-05",
    ])
      expect(passed).toContain(control);
  });

  it.each<readonly [string, string, () => StackConfiguration]>([
    [
      "a low confidence",
      "VERIFY-02 fail \\S+Alive_ReadSession",
      () =>
        withAttributes(alive, "aws_lambda_function", "ReadSession/Function", {
          environment: { variables: { LIVENESS_MIN_CONFIDENCE: "50" } },
        }),
    ],
    [
      "every key",
      "ACCESS-06 fail \\S+Alive_CreateSession",
      () =>
        withText(
          alive,
          "aws_iam_role_policy",
          "CreateSession/Role/Policy",
          "policy",
          /("Sid":"UseKeyOfLivenessSessions".*?"Resource":)"[^"]*"/,
          '$1"*"',
        ),
    ],
    [
      "pictures of every bucket",
      "ACCESS-07 fail \\S+Alive_ReadSession",
      () =>
        withText(
          alive,
          "aws_iam_role_policy",
          "ReadSession/Role/Policy",
          "policy",
          `${BUCKET}/liveness/*`,
          "*",
        ),
    ],
    [
      "everything of Rekognition",
      "ACCESS-04 fail \\S+Alive_CreateSession",
      () =>
        withText(
          alive,
          "aws_iam_role_policy",
          "CreateSession/Role/Policy",
          "policy",
          '"rekognition:CreateFaceLivenessSession"',
          '"rekognition:*"',
        ),
    ],
    [
      "a key that gives itself to another account",
      "REST-10 fail \\S+Key_",
      () =>
        withText(
          alive,
          "aws_kms_key",
          "Key/Key",
          "policy",
          /("Sid":"UseByFaceLiveness".*?"AWS":)"[^"]*"(.*?),"Condition":\{.*?\}\}(?=\})/,
          '$1"999900001111"$2',
        ),
    ],
    [
      "logs in clear",
      "REST-12 fail \\S+Alive_ReadSession",
      () =>
        withAttributes(alive, "aws_cloudwatch_log_group", "ReadSession/LogGroup", { kms_key_id: undefined }),
    ],
    [
      "an alarm that tells nobody",
      "DETECT-03 fail \\S+Alive_ReadSession",
      () =>
        withAttributes(alive, "aws_cloudwatch_metric_alarm", "ReadSession/ThrottleAlarm", {
          alarm_actions: [],
        }),
    ],
  ])("fails with %s", (_name, found, mutant) => {
    expect(spokenAgainst(mutant())).toContainEqual(expect.stringMatching(new RegExp(`^RKG-${found}`)));
  });
});
