import { type TerraformStack, Token } from "cdktf";
import {
  AiServicesOptOutPolicy,
  AlarmTopic,
  CustomerManagedKey,
  EncryptedBucket,
  FaceLiveness,
  type FaceLivenessProps,
  LeastPrivilegeRole,
} from "../../constructs";
import { lambdaTrustPolicy } from "../../policies/documents";
import { guardrailsMatchers, resourcesOf } from "../../policies/jest";
import { policyOf as parsed, type Scope } from "../../policies/language";
import { judged, spokenAgainst, withAttributes, withText } from "../support/judged";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  knownKey,
  policyOf,
  type StackConfiguration,
  statementOf,
  synthStack,
  theOnly,
  untyped,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const ACCOUNT = ENVIRONMENT.accountId;
const BUCKET = "arn:aws:s3:::bank-faces";
const functionArn = (name: string) => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:bank-${name}`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const ROLES = ["create-liveness-session", "read-liveness-session"].map((name) =>
  roleArn(`bank-${name}-eu-west-1`),
);

function make(
  props: Partial<FaceLivenessProps> = {},
  stack: TerraformStack = awsStack(),
  key = knownKey(stack),
): FaceLiveness {
  return new FaceLiveness(stack, "Alive", {
    namePrefix: "bank",
    bucket: new EncryptedBucket(stack, "Faces", { bucketName: "bank-faces", key }),
    alarmTopic: new AlarmTopic(stack, "Alarms", { topicName: "alarms", key }),
    ...props,
  });
}
const synthAlive = (
  props: Partial<FaceLivenessProps> = {},
  more: (alive: FaceLiveness, stack: TerraformStack) => void = () => undefined,
): StackConfiguration => synthStack((stack) => more(make(props, stack), stack));
const variablesOf = (stack: StackConfiguration, id: string) =>
  untyped<{ readonly variables: Readonly<Record<string, string>> }>(
    theOnly(stack, "aws_lambda_function", `${id}/Function`).values.environment,
  ).variables;
const documentOf = (stack: StackConfiguration, id: string) =>
  policyOf(theOnly(stack, "aws_iam_role_policy", `${id}/Role/Policy`));

const byDefault = synthAlive();

describe("FaceLiveness", () => {
  it("has a default form, beside those of its functions", () => {
    const roles = Object.fromEntries(
      ["CreateSession", "ReadSession"].map((id) => [id, documentOf(byDefault, id)]),
    );
    const paths = Object.keys(byDefault.resource ?? {}).flatMap((type) =>
      resourcesOf(byDefault, type)
        .map(({ path }) => `${type} ${path}`)
        .filter((path) => path.includes("Alive/")),
    );
    expect({ paths, roles }).toMatchSnapshot();
  });

  it("tells each function where the pictures are, whose, and under which key", () => {
    const shared = (name: string) => ({
      POWERTOOLS_SERVICE_NAME: `bank-${name}`,
      POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      IMAGE_BUCKET: "bank-faces",
      IMAGE_BUCKET_OWNER: ACCOUNT,
      IMAGE_KEY_ARN: KEY_ARN,
      MEMBERS_PREFIX: "members/",
      LIVENESS_PREFIX: "liveness/",
    });
    expect(variablesOf(byDefault, "CreateSession")).toEqual({
      ...shared("create-liveness-session"),
      LIVENESS_AUDIT_IMAGES: "0",
      LIVENESS_CHALLENGE: "FaceMovementAndLightChallenge",
    });
    expect(variablesOf(byDefault, "ReadSession")).toEqual({
      ...shared("read-liveness-session"),
      LIVENESS_MIN_CONFIDENCE: "80",
    });
  });

  it("takes a confidence, audit images, a challenge, concurrency, retention, boundary, network and tags", () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const stack = synthAlive({
      minimumConfidence: 92.5,
      auditImages: 4,
      challenge: { type: "FaceMovementChallenge", reason: "members with epilepsy" },
      reservedConcurrency: { create: 5, read: { unreserved: true, reason: "a small account" } },
      logRetentionDays: 90,
      permissionsBoundaryArn: boundary,
      vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
      tags: { team: "bank" },
    });
    expect(variablesOf(stack, "CreateSession")).toMatchObject({
      LIVENESS_AUDIT_IMAGES: "4",
      LIVENESS_CHALLENGE: "FaceMovementChallenge",
    });
    expect(variablesOf(stack, "ReadSession").LIVENESS_MIN_CONFIDENCE).toBe("92.5");
    const functions = resourcesOf(stack, "aws_lambda_function").map(({ values }) => values);
    expect(functions.map((each) => [each.function_name, each.reserved_concurrent_executions])).toEqual([
      ["bank-create-liveness-session", 5],
      ["bank-read-liveness-session", undefined],
    ]);
    for (const each of functions)
      expect(each).toMatchObject({
        tags: { team: "bank", "guardrails:role": "liveness" },
        vpc_config: { subnet_ids: expect.any(Array) },
      });
    expect(stack).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 90 });
    expect(stack).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
  });

  it("takes the challenge by its name, and ten requests at a time", () => {
    const stack = synthAlive({ challenge: "FaceMovementAndLightChallenge" });
    expect(variablesOf(stack, "CreateSession").LIVENESS_CHALLENGE).toBe("FaceMovementAndLightChallenge");
    expect(stack).toHaveEvery("aws_lambda_function", { reserved_concurrent_executions: 10 });
  });

  it("has the functions use FIPS endpoints where there are any", () => {
    const stack = awsStack(undefined, "stack", "us-west-2");
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["bank"] });
    const { readSession } = make({ fips: true }, stack, key);
    expect(readSession.function.environmentInput?.variables).toMatchObject({ AWS_USE_FIPS_ENDPOINT: "true" });
  });

  it("tells of faults that only an operator can mend", () => {
    const alarms = resourcesOf(byDefault, "aws_cloudwatch_metric_alarm").map(({ values }) => values);
    for (const name of ["create-liveness-session", "read-liveness-session"])
      expect(alarms).toContainEqual(
        expect.objectContaining({
          alarm_name: `bank-${name}-operator-faults`,
          metric_name: "OperatorFault",
          dimensions: { service: `bank-${name}` },
          alarm_actions: [`arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`],
        }),
      );
  });
});

const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`) },
});
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

  it.each<readonly [string, (alive: FaceLiveness, role: LeastPrivilegeRole) => void, Scope]>([
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
  ])("lets a caller %s, and nothing else", (_name, grant, scope) => {
    const stack = synthAlive({}, (alive, within) =>
      grant(
        alive,
        new LeastPrivilegeRole(within, "Caller", { roleName: "caller", trustPolicy: lambdaTrustPolicy }),
      ),
    );
    const policy = parsed(policyOf(theOnly(stack, "aws_iam_role_policy", "Caller/Policy")), {
      kind: "identity",
    });
    expect(policy).toAllow(scope);
    expect(policy).toAllowOnly([scope]);
  });

  it("lets a client's role that is there already start, and nothing else", () => {
    const stack = synthAlive({}, (alive) => {
      alive.grantStartToRole(roleArn("cognito/Clients"));
    });
    const made = theOnly(stack, "aws_iam_role_policy", "StartClients");
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

describe("FaceLiveness: wrong props", () => {
  it.each(
    wrongProps([
      ["namePrefix", "Bank", "namePrefix must be 3 to 20 lower-case letters"],
      ["bucket", undefined, "bucket must be given"],
      ["alarmTopic", null, "alarmTopic must be given"],
      ["minimumConfidence", 79.9, "minimumConfidence must be a number from 80 to 100, got: 79.9"],
      [
        "minimumConfidence",
        0.9,
        "minimumConfidence must be a number from 80 to 100, in per cent: 80, not 0.8",
      ],
      ["minimumConfidence", 100.1, "minimumConfidence must be a number from 80 to 100"],
      ["auditImages", 5, "auditImages must be a whole number from 0 to 4"],
      ["auditImages", 1.5, "auditImages must be a whole number from 0 to 4"],
      ["challenge", "FaceMovementChallenge", "challenge must be one of FaceMovementAndLightChallenge"],
      ["challenge", null, "challenge must be one of FaceMovementAndLightChallenge"],
      ["challenge", { type: "None", reason: "no time for it" }, "challenge.type must be one of"],
      ["challenge", { type: "FaceMovementChallenge", reason: " " }, "challenge.reason must say why"],
      ["reservedConcurrency", { create: 1001 }, "reservedConcurrency.create must be a whole number"],
      ["fips", true, "fips must be for a region with endpoints of it"],
      ["logRetentionDays", 1, "logRetentionDays must be one of"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("refuses a region without Face Liveness, and names those with it", () => {
    const stack = awsStack(undefined, "stack", "eu-central-1");
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["bank"] });
    expect(faultsOf(() => make({}, stack, key))).toEqual([
      "environment.region must be one that has Face Liveness (ap-northeast-1, ap-south-1, eu-west-1, us-east-1, us-west-2), got: eu-central-1",
    ]);
  });

  it("names all at once", () => {
    expect(faultsOf(() => make({ namePrefix: "-", minimumConfidence: 1, auditImages: -1 }))).toHaveLength(3);
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
