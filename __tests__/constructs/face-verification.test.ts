import type { TerraformStack } from "cdktf";
import {
  AiServicesOptOutPolicy,
  AlarmTopic,
  EncryptedBucket,
  FaceVerification,
  type FaceVerificationProps,
  LeastPrivilegeRole,
} from "../../constructs";
import { lambdaTrustPolicy } from "../../policies/documents";
import { guardrailsMatchers, resourcesOf } from "../../policies/jest";
import { policyOf as parsed, type Scope } from "../../policies/language";
import { spokenAgainst, withAttributes, withChanged, withText } from "../support/judged";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  policyOf,
  type StackConfiguration,
  synthStack,
  testApp,
  theOnly,
  untyped,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const ACCOUNT = ENVIRONMENT.accountId;
const BUCKET = `arn:aws:s3:::desk-faces-${ACCOUNT}-eu-west-1`;
const COLLECTION = `arn:aws:rekognition:eu-west-1:${ACCOUNT}:collection/members`;
const JWT = { kind: "jwt", issuer: "https://login.example.org/desk", audience: ["desk"] } as const;

const make = (stack: TerraformStack, props: Partial<FaceVerificationProps> = {}) =>
  new FaceVerification(stack, "Desk", { namePrefix: "desk", key: knownKey(stack), ...props });
const synthDesk = (props: Partial<FaceVerificationProps> = {}): StackConfiguration =>
  synthStack((stack) => make(stack, props));
const via = (...services: readonly string[]) => ({
  StringEquals: { "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`) },
});
const rolePolicy = (stack: StackConfiguration, id: string) =>
  parsed(policyOf(theOnly(stack, "aws_iam_role_policy", `${id}/Role/Policy`)), { kind: "identity" });
const variablesOf = (stack: StackConfiguration, id: string) =>
  untyped<{ readonly environment: { readonly variables: Readonly<Record<string, string>> } }>(
    theOnly(stack, "aws_lambda_function", `${id}/Function`).values,
  ).environment.variables;

/** What each function does besides its work, of which other tests speak. */
const chores: readonly Scope[] = [
  { Action: ["logs:*", "xray:*", "sqs:SendMessage"] },
  { Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY_ARN, Condition: via("sqs", "lambda") },
];

describe("FaceVerification", () => {
  const plain = synthDesk();

  it("has a default form, but for its parts, which have theirs", () => {
    const own = Object.entries(plain.resource?.aws_cloudwatch_metric_alarm ?? {}).filter(([name]) =>
      /Denials|Unencrypted/.test(name),
    );
    expect(
      normalized({ resource: { aws_cloudwatch_metric_alarm: Object.fromEntries(own) } }),
    ).toMatchSnapshot();
  });

  it("makes a key, a bucket and a topic of its own where none are given", () => {
    const own = synthDesk({ key: undefined });
    expect(own).toHaveEvery("aws_kms_alias", { name: "alias/desk-faces" });
    expect(resourcesOf(own, "aws_s3_bucket").map(({ values }) => values.bucket)).toContain(
      `desk-faces-${ACCOUNT}-eu-west-1`,
    );
    expect(own).toHaveEvery("aws_sns_topic", { name: "desk-alarms" });
  });

  it("takes a bucket, with its key, and a topic that are there", () => {
    const shared = synthStack((stack) => {
      const key = knownKey(stack);
      const bucket = new EncryptedBucket(stack, "Shared", { bucketName: "shared-faces", key });
      const alarmTopic = new AlarmTopic(stack, "Topic", { topicName: "shared-alarms", key });
      const desk = new FaceVerification(stack, "Desk", { namePrefix: "desk", bucket, alarmTopic });
      expect(desk.key).toBe(key);
      expect([desk.bucket, desk.alarmTopic]).toEqual([bucket, alarmTopic]);
    });
    expect(variablesOf(shared, "VerifyFace").IMAGE_BUCKET).toBe("shared-faces");
    expect(theOnly(shared, "aws_sns_topic").values.name).toBe("shared-alarms");
  });

  it("tells every function where the images are, whose, and under which key", () => {
    for (const [id, name] of [
      ["VerifyFace", "verify-face"],
      ["EnrollFace", "enroll-face"],
      ["EraseFace", "erase-face"],
    ] as const) {
      expect(variablesOf(plain, id)).toMatchObject({
        IMAGE_BUCKET: `desk-faces-${ACCOUNT}-eu-west-1`,
        IMAGE_BUCKET_OWNER: ACCOUNT,
        IMAGE_KEY_ARN: KEY_ARN,
        MEMBERS_PREFIX: "members/",
        POWERTOOLS_SERVICE_NAME: `desk-${name}`,
        POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
      });
      expect(variablesOf(plain, id)).not.toHaveProperty("AWS_USE_FIPS_ENDPOINT");
    }
  });

  it("bounds how many requests are worked on at a time, by function", () => {
    const concurrency = (stack: StackConfiguration) =>
      resourcesOf(stack, "aws_lambda_function").map(({ values }) => [
        values.function_name,
        values.reserved_concurrent_executions,
      ]);
    expect(Object.fromEntries(concurrency(plain))).toEqual({
      "desk-verify-face": 10,
      "desk-enroll-face": 2,
      "desk-erase-face": 2,
    });
    const given = synthDesk({ reservedConcurrency: { verify: 50, enroll: 5, erase: 1 } });
    expect(Object.fromEntries(concurrency(given))).toEqual({
      "desk-verify-face": 50,
      "desk-enroll-face": 5,
      "desk-erase-face": 1,
    });
  });

  it("keeps what was looked at once no longer than days", () => {
    const rules = JSON.stringify(
      theOnly(plain, "aws_s3_bucket_lifecycle_configuration", "Faces/Lifecycle").values.rule,
    );
    for (const prefix of ["probes/", "liveness/"])
      expect(rules).toContain(`"expiration":[{"days":7}],"filter":[{"prefix":"${prefix}"}]`);
  });

  it("repeats no enrolment that comes late, and answers an erasure before API Gateway hangs up", () => {
    const retries = (id: string) =>
      theOnly(plain, "aws_lambda_function_event_invoke_config", `${id}/AsynchronousEvents`).values
        .maximum_retry_attempts;
    expect(["VerifyFace", "EnrollFace", "EraseFace"].map(retries)).toEqual([2, 0, 2]);
    const timeout = (stack: StackConfiguration) =>
      theOnly(stack, "aws_lambda_function", "EraseFace/Function").values.timeout;
    expect(timeout(plain)).toBe(60);
    expect(timeout(synthDesk({ frontDoor: { kind: "http-api", authorizer: JWT } }))).toBe(29);
  });

  it("passes on what it is told: thresholds, quality, retention, boundary, network, tags", () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const given = synthDesk({
      similarityThreshold: 99.9,
      faceQuality: { brightness: 50, sharpness: 60 },
      logRetentionDays: 90,
      permissionsBoundaryArn: boundary,
      vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
      tags: { team: "desk" },
    });
    expect(variablesOf(given, "VerifyFace").SIMILARITY_THRESHOLD).toBe("99.9");
    expect(variablesOf(given, "EnrollFace")).toMatchObject({
      MIN_FACE_BRIGHTNESS: "50",
      MIN_FACE_SHARPNESS: "60",
    });
    expect(given).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 90 });
    expect(given).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
    for (const { values } of resourcesOf(given, "aws_lambda_function")) {
      expect(values.vpc_config).toMatchObject({
        subnet_ids: ["subnet-0123456789abcdef0"],
        security_group_ids: ["sg-0123456789abcdef0"],
      });
      expect(values.tags).toMatchObject({ team: "desk" });
    }
  });

  it("says what each function is for", () => {
    const roles = resourcesOf(plain, "aws_lambda_function").map(({ values }) => [
      values.function_name,
      untyped<Readonly<Record<string, string>>>(values.tags)["guardrails:role"],
    ]);
    expect(Object.fromEntries(roles)).toEqual({
      "desk-verify-face": "verification",
      "desk-enroll-face": "enrolment",
      "desk-erase-face": "erasure",
    });
  });

  it("names bucket, functions and front door in outputs", () => {
    const names = (stack: StackConfiguration) =>
      Object.keys(stack.output ?? {})
        .map((name) => name.replace(/^Desk_(.*)_[0-9A-F]{8}$/, "$1"))
        .sort();
    expect(names(plain)).toEqual(["BucketName", "EnrollFaceArn", "EraseFaceArn", "VerifyFaceArn"]);
    expect(names(synthDesk({ frontDoor: { kind: "function-url" } }))).toContain("VerifyFaceUrl");
    expect(names(synthDesk({ frontDoor: { kind: "http-api", authorizer: JWT } }))).toContain("HttpApiUrl");
  });
});

describe("FaceVerification: roles", () => {
  it("lets verify-face use pictures of living faces, and mark a session as used", () => {
    const stack = synthDesk({ liveness: { minimumConfidence: 90 } });
    const policy = rolePolicy(stack, "VerifyFace");
    const work: readonly Scope[] = [
      { Action: ["rekognition:CompareFaces", "rekognition:GetFaceLivenessSessionResults"] },
      {
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: ["members", "probes", "liveness"].map((prefix) => `${BUCKET}/${prefix}/*`),
      },
      { Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${BUCKET}/liveness/*/used` },
      { Action: "s3:ListBucket", Resource: BUCKET },
      { Action: ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"], Resource: KEY_ARN },
    ];
    for (const scope of work) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly([...work, ...chores]);
    expect(variablesOf(stack, "VerifyFace")).toMatchObject({
      LIVENESS_PREFIX: "liveness/",
      LIVENESS_MIN_CONFIDENCE: "90",
    });
    expect(variablesOf(synthDesk({ liveness: {} }), "VerifyFace").LIVENESS_MIN_CONFIDENCE).toBe("80");
  });

  it("lets erase-face erase pictures of sessions and vectors of the collection too, and decrypt none", () => {
    // Liveness pictures may be there though this desk takes none.
    const stack = synthDesk({ collectionId: "members" });
    const policy = rolePolicy(stack, "EraseFace");
    const work: readonly Scope[] = [
      {
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        Resource: [`${BUCKET}/members/*`, `${BUCKET}/liveness/*`],
      },
      {
        Action: "s3:ListBucketVersions",
        Resource: BUCKET,
        Condition: { StringLike: { "s3:prefix": ["members/*", "liveness/*"] } },
      },
      { Action: ["rekognition:ListFaces", "rekognition:DeleteFaces"], Resource: COLLECTION },
    ];
    for (const scope of work) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly([...work, ...chores]);
    expect(variablesOf(stack, "EraseFace")).toMatchObject({
      LIVENESS_PREFIX: "liveness/",
      COLLECTION_ID: "members",
    });
  });

  it.each<[string, (desk: FaceVerification, role: LeastPrivilegeRole) => void, readonly Scope[]]>([
    [
      "verify",
      (desk, role) => desk.grantVerify(role),
      [{ Action: "lambda:InvokeFunction", Resource: functionArn("verify-face") }],
    ],
    [
      "enrol",
      (desk, role) => desk.grantEnroll(role),
      [{ Action: "lambda:InvokeFunction", Resource: functionArn("enroll-face") }],
    ],
    [
      "erase",
      (desk, role) => desk.grantErase(role),
      [{ Action: "lambda:InvokeFunction", Resource: functionArn("erase-face") }],
    ],
  ])("lets a caller %s, and nothing else", (_name, grant, scopes) => {
    const policy = callerPolicy({}, grant);
    for (const scope of scopes) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly(scopes);
  });

  it("lets a caller verify by the URL only, where there is one", () => {
    const policy = callerPolicy({ frontDoor: { kind: "function-url" } }, (desk, role) =>
      desk.grantVerify(role),
    );
    const scopes: readonly Scope[] = [
      {
        Action: "lambda:InvokeFunctionUrl",
        Resource: functionArn("verify-face"),
        Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
      },
      {
        Action: "lambda:InvokeFunction",
        Resource: functionArn("verify-face"),
        Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
      },
    ];
    for (const scope of scopes) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly(scopes);
  });

  function callerPolicy(
    props: Partial<FaceVerificationProps>,
    grant: (desk: FaceVerification, role: LeastPrivilegeRole) => void,
  ) {
    const stack = synthStack((scope) => {
      const role = new LeastPrivilegeRole(scope, "Caller", {
        roleName: "caller",
        trustPolicy: lambdaTrustPolicy,
      });
      grant(make(scope, props), role);
    });
    return rolePolicyNamed(stack, "Caller/Policy");
  }
  function rolePolicyNamed(stack: StackConfiguration, pathEnd: string) {
    return parsed(policyOf(theOnly(stack, "aws_iam_role_policy", pathEnd)), { kind: "identity" });
  }
});

function functionArn(name: string): string {
  return `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:desk-${name}`;
}

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly width: number;
  readonly properties: { readonly alarms?: readonly string[]; readonly region?: string };
}

describe("FaceVerification: alarms", () => {
  const alarms = (stack: StackConfiguration) =>
    Object.fromEntries(
      resourcesOf(stack, "aws_cloudwatch_metric_alarm").map(({ values }) => [
        String(values.alarm_name),
        values,
      ]),
    );

  it("tells of a jump in denials, by number and by share", () => {
    const alarm = alarms(synthDesk({ denialAlarm: { minimumDenials: 3, denialPercent: 20 } }))[
      "desk-verify-face-denials"
    ];
    expect(JSON.stringify(alarm?.metric_query)).toContain(
      "IF(FILL(denied, 0) >= 3 AND 100 * FILL(denied, 0) >= 20 * (FILL(denied, 0) + FILL(approved, 0)), 1, 0)",
    );
  });

  it("tells somebody of every one, on metrics that the functions write", () => {
    const all = alarms(synthDesk());
    expect(Object.keys(all).sort()).toEqual(
      [
        "desk-verify-face-denials",
        "desk-verify-face-unencrypted-references",
        ...["verify-face", "enroll-face", "erase-face"].flatMap((name) =>
          ["errors", "operator-faults", "throttles", "try-again"].map((alarm) => `desk-${name}-${alarm}`),
        ),
      ].sort(),
    );
    for (const { alarm_actions } of Object.values(all))
      expect(alarm_actions).toEqual([`arn:aws:sns:eu-west-1:${ACCOUNT}:desk-alarms`]);
    expect(all["desk-enroll-face-operator-faults"]).toMatchObject({
      namespace: "RekognitionGuardrails",
      metric_name: "OperatorFault",
      dimensions: { service: "desk-enroll-face" },
      threshold: 1,
    });
    expect(all["desk-verify-face-unencrypted-references"]).toMatchObject({
      metric_name: "UnencryptedReference",
      dimensions: { service: "desk-verify-face" },
    });
  });

  it("shows every alarm on a dashboard, with nothing of a person", () => {
    const stack = synthDesk();
    const body = String(theOnly(stack, "aws_cloudwatch_dashboard").values.dashboard_body);
    const { widgets } = untyped<{ readonly widgets: readonly Widget[] }>(JSON.parse(body));
    expect(widgets[0]?.properties.alarms?.map((arn) => arn.split(":").at(-1) ?? "").sort()).toEqual(
      Object.keys(alarms(stack)).sort(),
    );
    for (const { x, width, type, properties } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      if (type === "metric") expect(properties.region).toBe("eu-west-1");
    }
    expect(body).not.toMatch(/similarity|memberId/i);
  });
});

describe("FaceVerification: front door", () => {
  it("has a URL of verify-face alone, for signed requests", () => {
    const stack = synthDesk({ frontDoor: { kind: "function-url" } });
    expect(theOnly(stack, "aws_lambda_function_url").values).toMatchObject({
      authorization_type: "AWS_IAM",
      invoke_mode: "BUFFERED",
      function_name: expect.stringContaining("VerifyFace"),
    });
    expect(stack.resource?.aws_lambda_permission).toBeUndefined();
  });

  const api = synthDesk({ frontDoor: { kind: "http-api", authorizer: JWT } });

  it("has no route without an authorizer", () => {
    const authorizer = theOnly(api, "aws_apigatewayv2_authorizer");
    const routes = resourcesOf(api, "aws_apigatewayv2_route").map(({ values }) => values);
    expect(routes.map(({ route_key }) => route_key).sort()).toEqual([
      "DELETE /members/{memberId}",
      "POST /members",
      "POST /verifications",
    ]);
    const scopes = (stack: StackConfiguration) =>
      Object.fromEntries(
        resourcesOf(stack, "aws_apigatewayv2_route").map(({ values }) => [
          values.route_key,
          values.authorization_scopes,
        ]),
      );
    expect(scopes(api)).toEqual({
      "POST /verifications": ["faces/verify"],
      "POST /members": ["faces/enroll"],
      "DELETE /members/{memberId}": ["faces/erase"],
    });
    const own = { verify: "desk.verify", enroll: "desk.enroll", erase: "desk.erase" };
    expect(
      scopes(synthDesk({ frontDoor: { kind: "http-api", authorizer: { ...JWT, scopes: own } } })),
    ).toEqual({
      "POST /verifications": ["desk.verify"],
      "POST /members": ["desk.enroll"],
      "DELETE /members/{memberId}": ["desk.erase"],
    });
    for (const route of routes)
      expect(route).toMatchObject({
        authorization_type: "JWT",
        authorizer_id: `\${${authorizer.address}.id}`,
      });
    expect(authorizer.values.jwt_configuration).toEqual({ issuer: JWT.issuer, audience: ["desk"] });
    expect(synthDesk({ frontDoor: { kind: "http-api", authorizer: { kind: "iam" } } })).toHaveEvery(
      "aws_apigatewayv2_route",
      { authorization_type: "AWS_IAM" },
    );
  });

  it("sends each route to its own function, and lets just that route invoke it", () => {
    const permissions = resourcesOf(api, "aws_lambda_permission").map(({ values }) => values);
    const of = (id: string) => permissions.find(({ function_name }) => String(function_name).includes(id));
    const apiId = `\${${theOnly(api, "aws_apigatewayv2_api").address}.id}`;
    const prefix = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:${apiId}`;
    expect(of("VerifyFace")?.source_arn).toBe(`${prefix}/*/POST/verifications`);
    expect(of("EnrollFace")?.source_arn).toBe(`${prefix}/*/POST/members`);
    expect(of("EraseFace")?.source_arn).toBe(`${prefix}/*/DELETE/members/*`);
    for (const permission of permissions)
      expect(permission).toMatchObject({
        principal: "apigateway.amazonaws.com",
        action: "lambda:InvokeFunction",
      });
  });

  it("logs requests under the key, without paths or addresses, and throttles them", () => {
    const stage = theOnly(api, "aws_apigatewayv2_stage").values;
    const { format } = untyped<{ format: string }>(stage.access_log_settings);
    expect(format).not.toMatch(/context\.path|sourceIp|context\.identity|authorizer\.claims/);
    expect(stage.default_route_settings).toEqual({ throttling_rate_limit: 20, throttling_burst_limit: 40 });
    expect(theOnly(api, "aws_cloudwatch_log_group", "AccessLogs").values).toMatchObject({
      name: "/aws/apigateway/desk",
      kms_key_id: KEY_ARN,
      retention_in_days: 400,
    });
  });
});

describe("FaceVerification: wrong props", () => {
  const faults = (props: Partial<FaceVerificationProps>) => faultsOf(() => make(awsStack(testApp()), props));

  it.each<[Partial<FaceVerificationProps>, string]>([
    [{ namePrefix: "" }, "namePrefix must be 3 to 20 lower-case letters"],
    [{ namePrefix: "Desk" }, "namePrefix must be 3 to 20 lower-case letters"],
    [{ namePrefix: "a--b" }, "namePrefix must be"],
    [
      { similarityThreshold: 0.99 },
      "similarityThreshold must be a number from 99 to 100, in per cent: 99, not 0.99",
    ],
    [{ similarityThreshold: 98.9 }, "similarityThreshold must be a number from 99 to 100, got: 98.9"],
    [{ similarityThreshold: Number.NaN }, "similarityThreshold must be"],
    [{ liveness: { minimumConfidence: 79 } }, "liveness.minimumConfidence must be a number from 80 to 100"],
    [{ faceQuality: { brightness: 0 } }, "faceQuality.brightness must be a whole number"],
    [{ faceQuality: { sharpness: 101 } }, "faceQuality.sharpness must be a whole number"],
    [{ denialAlarm: { minimumDenials: 0 } }, "denialAlarm.minimumDenials must be"],
    [{ denialAlarm: { denialPercent: 101 } }, "denialAlarm.denialPercent must be"],
    [{ collectionId: "a collection" }, "collectionId must be 1 to 255 letters"],
    [{ fips: true }, "fips must be for a region with endpoints of it (ca-central-1, us-east-1"],
    [untyped({ frontDoor: { kind: "open" } }), "frontDoor.kind must be one of"],
    [untyped({ frontDoor: { kind: "http-api" } }), "frontDoor.authorizer"],
    [
      untyped({ frontDoor: { kind: "http-api", authorizer: { kind: "none" } } }),
      "frontDoor.authorizer.kind must be one of",
    ],
    [
      { frontDoor: { kind: "http-api", authorizer: { ...JWT, issuer: "http://login.example.org" } } },
      "frontDoor.authorizer.issuer must be an HTTPS address",
    ],
    [
      { frontDoor: { kind: "http-api", authorizer: { ...JWT, scopes: { erase: "a b" } } } },
      "frontDoor.authorizer.scopes.erase must be 1 to 128 letters",
    ],
    [
      { frontDoor: { kind: "http-api", authorizer: { ...JWT, audience: [] } } },
      "frontDoor.authorizer.audience must",
    ],
    [
      { frontDoor: { kind: "http-api", authorizer: JWT, requestsPerSecond: 0 } },
      "frontDoor.requestsPerSecond must be a whole number",
    ],
  ])("refuses %j", (props, message) => {
    expect(faults(props)).toEqual([expect.stringContaining(message)]);
  });

  it("names all at once", () => {
    expect(faults({ namePrefix: "-", similarityThreshold: 1, fips: true })).toHaveLength(3);
  });

  it("refuses a key that is not the bucket's", () => {
    const stack = awsStack();
    const bucket = new EncryptedBucket(stack, "Faces", { bucketName: "faces", key: knownKey(stack) });
    const key = { ...knownKey(stack), keyArn: `${KEY_ARN.slice(0, -1)}0` };
    expect(faultsOf(() => new FaceVerification(stack, "Desk", { namePrefix: "desk", bucket, key }))).toEqual([
      "key must be the bucket's, got: another. Give one of the two",
    ]);
  });

  it("takes FIPS endpoints where they are", () => {
    const stack = awsStack(testApp(), "stack", "us-east-1");
    const { verifyFace } = new FaceVerification(stack, "Desk", { namePrefix: "desk", fips: true });
    expect(verifyFace.function.environmentInput?.variables).toMatchObject({ AWS_USE_FIPS_ENDPOINT: "true" });
  });
});

describe("FaceVerification: controls", () => {
  const withOptOut = (props: Partial<FaceVerificationProps>): StackConfiguration =>
    synthStack((stack) => {
      new AiServicesOptOutPolicy(stack, "OptOut", { targetIds: ["r-abcd"] });
      make(stack, { key: undefined, ...props });
    });
  const behindUrl = withOptOut({ frontDoor: { kind: "function-url" } });
  const behindApi = withOptOut({
    liveness: {},
    collectionId: "members",
    frontDoor: { kind: "http-api", authorizer: JWT },
  });

  it.each<[string, StackConfiguration]>([
    ["behind a function URL", behindUrl],
    ["with liveness and a collection, behind an HTTP API with tokens", behindApi],
    [
      "behind an HTTP API with AWS credentials",
      withOptOut({ frontDoor: { kind: "http-api", authorizer: { kind: "iam" } } }),
    ],
  ])("passes them all, with no waiver: %s", (_name, stack) => {
    expect(spokenAgainst(stack)).toEqual([]);
  });

  it.each<[string, string, () => StackConfiguration]>([
    [
      "RKG-ACCESS-08",
      "an open URL",
      () => withAttributes(behindUrl, "aws_lambda_function_url", "", { authorization_type: "NONE" }),
    ],
    [
      "RKG-ACCESS-08",
      "a route that asks for no token",
      () =>
        withAttributes(behindApi, "aws_apigatewayv2_route", "Route1", {
          authorization_type: undefined,
          authorizer_id: undefined,
        }),
    ],
    [
      "RKG-ACCESS-08",
      "an API that may be anybody's",
      () => withAttributes(behindApi, "aws_lambda_permission", "Permission1", { source_arn: undefined }),
    ],
    [
      "RKG-VERIFY-01",
      "a low threshold",
      () =>
        withChanged(behindUrl, "aws_lambda_function", "VerifyFace/Function", (body) => ({
          ...body,
          environment: { variables: { SIMILARITY_THRESHOLD: "80" } },
        })),
    ],
    [
      "RKG-REST-12",
      "access logs in clear",
      () => withAttributes(behindApi, "aws_cloudwatch_log_group", "AccessLogs", { kms_key_id: undefined }),
    ],
    [
      "RKG-DETECT-03",
      "alarms that tell nobody",
      () => {
        const alarms = Object.entries(behindUrl.resource?.aws_cloudwatch_metric_alarm ?? {});
        return {
          ...behindUrl,
          resource: {
            ...behindUrl.resource,
            aws_cloudwatch_metric_alarm: Object.fromEntries(
              alarms.map(([id, body]) => [id, { ...body, alarm_actions: [] }]),
            ),
          },
        };
      },
    ],
    [
      "RKG-ACCESS-04",
      "an enrolment that may do everything",
      () =>
        withText(
          behindUrl,
          "aws_iam_role_policy",
          "EnrollFace/Role/Policy",
          "policy",
          '"rekognition:DetectFaces"',
          '"rekognition:*"',
        ),
    ],
  ])("%s catches %s", (control, _name, mutant) => {
    expect(spokenAgainst(mutant())).toContainEqual(expect.stringContaining(`${control} fail`));
  });
});
