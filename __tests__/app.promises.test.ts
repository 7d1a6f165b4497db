import { readSettings } from "../constructs/settings/settings";
import { buildApp } from "../main";
import { guardrailsMatchers } from "../policies/jest";
import { policyOf as parsed, type Scope } from "../policies/language";
import { policyOf, stackOf, synthApp, theOnly } from "./support/synth";

expect.extend(guardrailsMatchers);

/** The promises on what the app deploys: the synthesized policies themselves. */
const ACCOUNT = "444455556666";
const REGION = "eu-west-1";
const stacks = synthApp((app) =>
  buildApp(
    readSettings({
      region: REGION,
      accounts: { management: "111122223333", workload: ACCOUNT },
      optOut: { targets: ["r-abcd"] },
      access: { uploaders: [`arn:aws:iam::${ACCOUNT}:role/enrolment`] },
    }),
    app,
  ),
);
const workload = stackOf(stacks, "workload");
const FACES = `arn:aws:s3:::face-guardrails-faces-${ACCOUNT}-${REGION}`;
const roleOf = (name: string) => `arn:aws:iam::${ACCOUNT}:role/face-guardrails-${name}-${REGION}`;
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
/** What Terraform reads from the state of the stack `keys`, once that is applied. */
const declarations = { "data.terraform_remote_state.keys-state.outputs.face_images_key_arn": KEY };
const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.${REGION}.amazonaws.com`) },
});

describe("The bucket of faces", () => {
  const bucket = Object.values(workload.resource?.aws_s3_bucket_policy ?? {}).find(({ policy }) =>
    String(policy).includes("DenyOtherKey"),
  );
  const policy = parsed(String(bucket?.policy), { kind: "resource", declarations });

  it.each<readonly [string, Scope["Condition"] & object]>([
    ["plain HTTP", { Bool: { "aws:SecureTransport": "false" } }],
    ["TLS under 1.2", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
  ])("denies %s to everyone", (_name, Condition) => {
    expect(policy).toDenyEvery({ Action: "s3:*", Resource: [FACES, `${FACES}/*`], Condition });
  });

  it("denies an upload under another key than the one of the stack `keys`", () => {
    const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    expect(policy).toDenyEvery({
      Action: "s3:PutObject",
      Resource: `${FACES}/*`,
      Condition: { Null: { [keyId]: "false" }, ArnNotEquals: { [keyId]: KEY } },
    });
  });
});

/** What every function does besides its work. */
const chores = (name: string): readonly Scope[] => [
  { Action: "kms:Decrypt", Resource: KEY, Condition: via("lambda") },
  { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY, Condition: via("sqs") },
  { Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}-failures` },
  {
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/lambda/${name}:*`,
  },
  { Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"] },
];

describe.each<readonly [string, string, readonly Scope[]]>([
  [
    "verify-face",
    "VerifyFace",
    [
      { Action: "rekognition:CompareFaces" },
      {
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: [`${FACES}/members/*`, `${FACES}/probes/*`],
      },
      { Action: "s3:ListBucket", Resource: FACES },
      { Action: "kms:Decrypt", Resource: KEY, Condition: via("s3", "rekognition") },
    ],
  ],
  [
    "enroll-face",
    "EnrollFace",
    [
      { Action: "rekognition:DetectFaces" },
      {
        Action: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject", "s3:GetObjectVersion"],
        Resource: `${FACES}/members/*`,
      },
      { Action: "s3:ListBucket", Resource: FACES },
      { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY, Condition: via("s3") },
    ],
  ],
  [
    "erase-face",
    "EraseFace",
    [
      {
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        Resource: [`${FACES}/members/*`, `${FACES}/liveness/*`],
      },
      {
        Action: "s3:ListBucketVersions",
        Resource: FACES,
        Condition: { StringLike: { "s3:prefix": ["members/*", "liveness/*"] } },
      },
    ],
  ],
])("The role of %s", (name, id, own) => {
  const work = [...own, ...chores(`face-guardrails-${name}`)];
  const policy = parsed(policyOf(theOnly(workload, "aws_iam_role_policy", `${id}/Role/Policy`)), {
    kind: "identity",
    declarations,
  });

  it.each(work.map((scope) => [JSON.stringify(scope.Action), scope] as const))(
    "lets it do its work: %s",
    (_name, scope) => {
      expect(policy).toAllow(scope);
    },
  );

  it("lets it do nothing else", () => {
    expect(policy).toAllowOnly(work);
  });
});

describe("The key of face images", () => {
  const key = parsed(policyOf(theOnly(stackOf(stacks, "keys"), "aws_kms_key")), { kind: "key" });
  const anyone = parsed(
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    { kind: "identity" },
  );
  const of = (arn: string) => ({ ArnEquals: { "aws:PrincipalArn": arn } });

  it("keeps everybody of the account from decrypting images, but the functions and Lambda, whatever IAM allows", () => {
    expect({ identity: [anyone], resource: [key], sameAccount: true }).toAllowOnly([
      { NotAction: ["kms:Decrypt", "kms:ReEncrypt*", "kms:CreateGrant"] },
      {
        Action: "kms:Decrypt",
        Condition: { ...of(roleOf("verify-face")), ...via("s3", "rekognition", "sqs") },
      },
      { Action: "kms:Decrypt", Condition: { ...of(roleOf("enroll-face")), ...via("s3", "sqs") } },
      { Action: "kms:Decrypt", Condition: { ...of(roleOf("erase-face")), ...via("sqs") } },
      { Action: "kms:Decrypt", Condition: { ...of(`arn:aws:iam::${ACCOUNT}:role/enrolment`), ...via("s3") } },
      { Action: ["kms:Decrypt", "kms:CreateGrant"], Condition: via("lambda") },
      { Principal: { Service: ["logs.eu-west-1.amazonaws.com", "cloudwatch.amazonaws.com"] } },
    ]);
  });

  it("lets an uploader encrypt, through S3", () => {
    expect({ identity: [anyone], resource: [key], sameAccount: true }).toAllow({
      Action: "kms:GenerateDataKey",
      Condition: {
        ...of(`arn:aws:iam::${ACCOUNT}:role/enrolment`),
        StringEquals: { "kms:ViaService": `s3.${REGION}.amazonaws.com`, "kms:CallerAccount": ACCOUNT },
      },
    });
  });
});
