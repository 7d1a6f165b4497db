import { CustomerManagedKey, LeastPrivilegeRole } from "../../../constructs";
import { lambdaTrustPolicy } from "../../../policies/documents";
import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  policyOf,
  statementOf,
  synthStack,
  theOnly,
  untyped,
} from "../../support/synth";
import { make, synthModel } from "./support";

expect.extend(guardrailsMatchers);

const PROJECT = "arn:aws:rekognition:eu-west-1:123456789012:project/books";
const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:train-custom-labels";
const ROLE = "arn:aws:iam::123456789012:role/train-custom-labels-eu-west-1";
const TRAINING = "arn:aws:s3:::books-training";
const RESULTS = "arn:aws:s3:::books-results";
const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`) },
});
const FOR_SERVICES = { Bool: { "kms:GrantIsForAWSResource": "true" } };

/** What training takes: of the caller, by the pages that the statements name. */
const TRAINING_WORK: readonly Scope[] = [
  { Action: "rekognition:DescribeProjects" },
  {
    Action: ["rekognition:CreateProjectVersion", "rekognition:DescribeProjectVersions"],
    Resource: `${PROJECT}/*`,
  },
  { Action: ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:ListBucket"], Resource: TRAINING },
  {
    Action: ["s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectTagging", "s3:GetObjectVersion"],
    Resource: `${TRAINING}/*`,
  },
  { Action: ["s3:GetBucketAcl", "s3:GetBucketLocation"], Resource: RESULTS },
  { Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${RESULTS}/*` },
  { Action: "kms:DescribeKey", Resource: KEY_ARN },
  { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY_ARN, Condition: via("s3", "rekognition") },
  { Action: "kms:CreateGrant", Resource: KEY_ARN, Condition: { ...via("rekognition"), ...FOR_SERVICES } },
];

/** What every function does besides its work. */
const CHORES: readonly Scope[] = [
  { Action: "kms:Decrypt", Resource: KEY_ARN, Condition: via("lambda") },
  { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY_ARN, Condition: via("sqs") },
  {
    Action: "sqs:SendMessage",
    Resource: "arn:aws:sqs:eu-west-1:123456789012:train-custom-labels-failures",
  },
  {
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/train-custom-labels:*",
  },
  { Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] },
];

describe("The role of train-custom-labels", () => {
  const document = policyOf(theOnly(synthModel(), "aws_iam_role_policy", "Train/Role/Policy"));
  const policy = parsed(document, { kind: "identity" });

  it.each(TRAINING_WORK.map((scope) => ({ name: JSON.stringify(scope.Action), scope })))(
    "lets it do its work: $name",
    ({ scope }) => {
      expect(policy).toAllow(scope);
    },
  );

  it("lets it do nothing else", () => {
    expect(policy).toAllowOnly([...TRAINING_WORK, ...CHORES]);
  });

  it.each(TRAINING_WORK.map((scope, index) => ({ name: JSON.stringify(scope.Action), index })))(
    "needs each of it, so that this test may fail: $name",
    ({ index }) => {
      const others = TRAINING_WORK.filter((_, other) => other !== index);
      expect(policy).not.toAllowOnly([...others, ...CHORES]);
    },
  );

  it.each([
    ["GrantTrainingKey", { Condition: via("rekognition") }],
    ["GrantTrainingKey", { Condition: FOR_SERVICES }],
    ["UseTrainingKey", { Condition: {} }],
    ["UseTrainingKey", { Resource: "*" }],
    ["TrainVersions", { Resource: "arn:aws:rekognition:eu-west-1:123456789012:project/*" }],
    ["ReadTrainingData", { Resource: "arn:aws:s3:::*" }],
    ["WriteResults", { Resource: [`${RESULTS}/*`, `${TRAINING}/*`] }],
    ["WriteResults", { Action: ["s3:PutObject", "s3:PutObjectAcl"] }],
  ])("would be too wide with another %s: %j", (sid, change) => {
    const changed = { ...statementOf(document, sid), ...change };
    const Statement = document.Statement.map((each) => (each.Sid === sid ? changed : each));
    expect(parsed({ ...document, Statement }, { kind: "identity" })).not.toAllowOnly([
      ...TRAINING_WORK,
      ...CHORES,
    ]);
  });
});

describe("The key of a model", () => {
  const stack = synthStack((scope) => {
    const key = new CustomerManagedKey(scope, "Key", { aliases: ["books"] });
    make({ key }, scope);
  });
  const policy = parsed(policyOf(theOnly(stack, "aws_kms_key")), { kind: "resource" });
  const byAccount = (more: Scope["Condition"] & object) => ({
    ...more,
    StringEquals: { ...more.StringEquals, "kms:CallerAccount": ENVIRONMENT.accountId },
  });
  const byRole = { ArnEquals: { "aws:PrincipalArn": ROLE } };

  it("is given to services under a grant by the function's role only, and to Lambda", () => {
    expect(policy).toAllowOnly([
      { NotAction: "kms:CreateGrant" },
      {
        Action: "kms:CreateGrant",
        Condition: byAccount({ ...byRole, ...FOR_SERVICES, ...via("rekognition") }),
      },
      { Action: "kms:CreateGrant", Condition: byAccount({ ...FOR_SERVICES, ...via("lambda") }) },
    ]);
  });

  it("is used through S3 and Rekognition by the function's role only", () => {
    expect(policy).toAllowOnly([
      { NotAction: ["kms:Decrypt", "kms:GenerateDataKey"] },
      { Condition: byRole },
      // Logs, alarms, the environment and the queue of failures.
      { Condition: via("lambda", "sqs") },
      { Principal: { Service: ["logs.eu-west-1.amazonaws.com", "cloudwatch.amazonaws.com"] } },
    ]);
  });

  it("is no other role's", () => {
    const stranger = byAccount({
      ArnEquals: { "aws:PrincipalArn": ROLE.replace("train", "other") },
      ...via("rekognition"),
    });
    expect(policy).not.toAllow({ Action: "kms:Decrypt", Condition: stranger });
  });
});

describe("Grants of a model", () => {
  const stack = synthStack((scope) => {
    const model = make({}, scope);
    const role = (roleName: string) =>
      new LeastPrivilegeRole(scope, roleName, { roleName, trustPolicy: lambdaTrustPolicy });
    model.grantTrain(role("train"));
    model.grantRun(role("run"));
    model.grantRun(role("run-one"), { versionNames: ["v1"] });
    model.grantDetect(role("detect"));
    model.grantDetect(role("detect-two"), { versionNames: ["v1", "v2.1"] });
  });
  const see: Scope = { Action: "rekognition:DescribeProjectVersions", Resource: `${PROJECT}/*` };
  const run = ["rekognition:StartProjectVersion", "rekognition:StopProjectVersion"];
  const versions = (...names: readonly string[]) => names.map((name) => `${PROJECT}/version/${name}/*`);

  it.each<readonly [string, string, readonly Scope[]]>([
    [
      "train",
      "has the function train, and trains nothing itself",
      [{ Action: "lambda:InvokeFunction", Resource: FUNCTION }],
    ],
    ["run", "starts and stops every version of this model", [see, { Action: run, Resource: versions("*") }]],
    ["run-one", "starts and stops one version", [see, { Action: run, Resource: versions("v1") }]],
    [
      "detect",
      "asks every version of this model",
      [{ Action: "rekognition:DetectCustomLabels", Resource: versions("*") }],
    ],
    [
      "detect-two",
      "asks two versions",
      [{ Action: "rekognition:DetectCustomLabels", Resource: versions("v1", "v2.1") }],
    ],
  ])("%s %s", (id, _what, scopes) => {
    const policy = parsed(policyOf(theOnly(stack, "aws_iam_role_policy", `stack/${id}/Policy`)), {
      kind: "identity",
    });
    for (const scope of scopes) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly(scopes);
    for (const [index] of scopes.entries())
      expect(policy).not.toAllowOnly([
        { Action: "rekognition:ListFaces" },
        ...scopes.filter((_, other) => other !== index),
      ]);
  });

  it.each<readonly [unknown, string]>([
    [[], "versionNames must hold at least 1, got: 0"],
    ["v1", "versionNames must be a list"],
    [["*"], "versionNames[0] must be a version's name"],
    [["v1", "v/2"], "versionNames[1] must be a version's name"],
    [[undefined], "versionNames[0] must be given"],
  ])("refuse the versions %j", (versionNames, message) => {
    const stackOfRole = awsStack();
    const model = make({}, stackOfRole);
    const role = new LeastPrivilegeRole(stackOfRole, "Role", {
      roleName: "role",
      trustPolicy: lambdaTrustPolicy,
    });
    const options = untyped<{ readonly versionNames: readonly [string] }>({ versionNames });
    expect(faultsOf(() => model.grantRun(role, options))[0]).toContain(message);
    expect(faultsOf(() => model.grantDetect(role, options))[0]).toContain(message);
  });
});
