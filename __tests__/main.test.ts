import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CustomerManagedKey } from "../constructs";
import { readSettings, SettingsError } from "../constructs/settings/settings";
import { buildApp, type GuardrailsApp, synthesize } from "../main";
import { guardrailsMatchers, resourcesOf } from "../policies/jest";
import type { Review } from "../policies/review/result";
import {
  errorOf,
  policyOf,
  type StackConfiguration,
  sids,
  stackOf,
  statementOf,
  synthApp,
  theOnly,
  untyped,
  validationErrorOf,
} from "./support/synth";

expect.extend(guardrailsMatchers);

const MANAGEMENT = "111122223333";
const WORKLOAD = "444455556666";
const SETTINGS = {
  region: "eu-west-1",
  accounts: { management: MANAGEMENT, workload: WORKLOAD },
  optOut: { targets: ["r-abcd"] },
};
const build = (changes: object = {}) =>
  synthApp((app) => buildApp(readSettings({ ...SETTINGS, ...changes }), app));
const role = (name: string, account = WORKLOAD) => `arn:aws:iam::${account}:role/${name}`;
const provider = (stack: StackConfiguration) => stack.provider?.aws?.[0];

describe("buildApp", () => {
  const stacks = build();
  const [organization, keys, workload] = ["organization", "keys", "workload"].map((id) =>
    stackOf(stacks, id),
  ) as [StackConfiguration, StackConfiguration, StackConfiguration];

  it("makes three stacks", () => {
    expect(Object.keys(stacks)).toEqual(["organization", "keys", "workload"]);
  });

  it("refuses any other account by the provider of each stack", () => {
    const of = (stack: StackConfiguration) => untyped<Record<string, unknown>>(provider(stack));
    expect(of(organization)).toEqual({
      region: "eu-west-1",
      allowed_account_ids: [MANAGEMENT],
      default_tags: [{ tags: { "guardrails:system": "face-guardrails" } }],
    });
    expect(of(keys).allowed_account_ids).toEqual([WORKLOAD]);
    expect(of(workload).allowed_account_ids).toEqual([WORKLOAD]);
  });

  it("keeps local states beside cdktf.json, by a path of no machine", () => {
    for (const [id, stack] of Object.entries(stacks)) {
      expect(JSON.stringify(stack.terraform?.backend)).toMatch(new RegExp(`terraform\\.${id}\\.tfstate`));
    }
  });

  it("shows the key's ARN by an output that is not sensitive, so that plans of the workload know it", () => {
    const output = keys.output?.face_images_key_arn;
    expect(output?.value).toBe(`\${${theOnly(keys, "aws_kms_key").address}.arn}`);
    expect(output?.sensitive ?? false).toBe(false);
    expect(Object.keys(keys.output ?? {})).toEqual(["face_images_key_arn"]);
    expect(Object.keys(workload.data ?? {})).toEqual(["terraform_remote_state"]);
  });

  it("lets the workload refer to nothing of AWS's invention but that ARN", () => {
    const text = JSON.stringify(workload.resource);
    expect(text.match(/\$\{data\.[^}]+\}/g)).toEqual(
      expect.arrayContaining([expect.stringContaining("face_images_key_arn")]),
    );
    expect(new Set(text.match(/\$\{data\.[^}]+\}/g)).size).toBe(1);
    expect(text).not.toMatch(/\$\{aws_[^}]*\.(arn|id)\}/);
  });

  it("lets every bucket but that of the logs be encrypted with the key", () => {
    expect(
      resourcesOf(workload, "aws_s3_bucket")
        .map(({ values }) => values.bucket)
        .sort(),
    ).toEqual([`face-guardrails-faces-${WORKLOAD}-eu-west-1`, `face-guardrails-logs-${WORKLOAD}-eu-west-1`]);
    const rule = theOnly(workload, "aws_s3_bucket_server_side_encryption_configuration", "Faces/Encryption")
      .values.rule;
    expect(JSON.stringify(rule)).toContain("face_images_key_arn");
  });

  it("lets the key's policy hold just the uses that the workload asks for", () => {
    expect([...sids(policyOf(theOnly(keys, "aws_kms_key")))].sort()).toEqual([
      "AdministrationByAccount",
      "GrantToLambdaEnvironments",
      "UseByEventSources",
      "UseByLambdaEnvironments",
      "UseByLogGroups",
      "UseFacesDecryptByFaceGuardrailsEnrollFaceEuWest1",
      "UseFacesDecryptByFaceGuardrailsVerifyFaceEuWest1",
      "UseFacesEncryptByFaceGuardrailsEnrollFaceEuWest1",
      "UseFailuresEncryptByFaceGuardrailsEnrollFaceEuWest1",
      "UseFailuresEncryptByFaceGuardrailsEraseFaceEuWest1",
      "UseFailuresEncryptByFaceGuardrailsVerifyFaceEuWest1",
    ]);
    expect(theOnly(keys, "aws_kms_key").values.policy).not.toContain("${");
  });

  it("tells verify-face where the images are, and how sure to be", () => {
    expect(theOnly(workload, "aws_lambda_function", "VerifyFace/Function").values.environment).toEqual({
      variables: {
        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
        IMAGE_BUCKET: `face-guardrails-faces-${WORKLOAD}-eu-west-1`,
        IMAGE_BUCKET_OWNER: WORKLOAD,
        IMAGE_KEY_ARN: expect.stringContaining("face_images_key_arn"),
        MEMBERS_PREFIX: "members/",
        POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
        POWERTOOLS_SERVICE_NAME: "face-guardrails-verify-face",
        PROBES_PREFIX: "probes/",
        SIMILARITY_THRESHOLD: "99",
      },
    });
  });

  it("lets no function do everything of a service", () => {
    for (const policy of resourcesOf(workload, "aws_iam_role_policy"))
      expect(JSON.stringify(policyOf(policy))).not.toMatch(/(rekognition|s3|kms|sqs):\*/);
  });

  it("writes no path of this machine into any stack", () => {
    for (const stack of Object.values(stacks)) {
      for (const path of [process.cwd(), realpathSync(tmpdir()), "/home/", "/Users/"]) {
        expect(JSON.stringify(stack.resource)).not.toContain(path);
      }
    }
  });

  it("gives the whole app the same text twice", () => {
    expect(build()).toEqual(stacks);
  });
});

describe("buildApp: settings", () => {
  it("makes no organization stack where somebody else deploys the opt-out", () => {
    const external = { policyId: "p-abcdefgh12", owner: "the landing zone team" };
    expect(Object.keys(build({ optOut: { external } }))).toEqual(["keys", "workload"]);
  });

  it("attaches the opt-out to every target, with its guard's exemption", () => {
    const stack = stackOf(
      build({
        optOut: {
          targets: ["ou-abcd-12345678", WORKLOAD],
          guardExemption: {
            principalArns: ["arn:aws:iam::*:role/Pipeline"],
            reason: "a delegated administrator",
          },
        },
      }),
      "organization",
    );
    expect(resourcesOf(stack, "aws_organizations_policy_attachment")).toHaveLength(4);
    expect(JSON.stringify(stack.resource)).toContain("arn:aws:iam::*:role/Pipeline");
  });

  it("keeps state in S3: encrypted, locked, under the key, and read from there", () => {
    const kmsKeyArn = "arn:aws:kms:eu-central-1:444455556666:key/abc";
    const state = { kind: "s3", bucket: "our-states", region: "eu-central-1", kmsKeyArn, prefix: "faces" };
    const stacks = build({ state });
    for (const [id, stack] of Object.entries(stacks)) {
      expect(stack.terraform?.backend).toEqual({
        s3: {
          bucket: "our-states",
          region: "eu-central-1",
          key: `faces/${id}.tfstate`,
          encrypt: true,
          kms_key_id: kmsKeyArn,
          use_lockfile: true,
        },
      });
    }
    const [remote] = Object.values(stackOf(stacks, "workload").data?.terraform_remote_state ?? {});
    expect(remote).toMatchObject({
      backend: "s3",
      config: { bucket: "our-states", region: "eu-central-1", key: "faces/keys.tfstate", encrypt: true },
    });
  });

  it("uses the profiles", () => {
    const stacks = build({ profiles: { management: "m", workload: "w" } });
    const profiles = ["organization", "keys", "workload"].map((id) => provider(stackOf(stacks, id))?.profile);
    expect(profiles).toEqual(["m", "w", "w"]);
  });

  it("leaves verification out", () => {
    const stacks = build({ systems: { verification: false } });
    const workload = stackOf(stacks, "workload");
    expect(workload.resource?.aws_lambda_function).toBeUndefined();
    expect(workload.resource?.aws_iam_role).toBeUndefined();
    expect(resourcesOf(workload, "aws_s3_bucket")).toHaveLength(2);
    expect(sids(policyOf(theOnly(stackOf(stacks, "keys"), "aws_kms_key")))).toEqual([
      "AdministrationByAccount",
      "UseByEventSources",
    ]);
  });

  it("keeps the key from being destroyed, but for a reason", () => {
    expect(stackOf(build(), "keys")).toHaveEvery("aws_kms_key", { lifecycle: { prevent_destroy: true } });
    expect(stackOf(build({ teardown: { reason: "a demonstration" } }), "keys")).toHaveEvery("aws_kms_key", {
      lifecycle: { prevent_destroy: false },
    });
  });

  it("lets administrators look after the key, uploaders encrypt and operators read failures: each that only", () => {
    const stacks = build({
      administrators: [role("Admin")],
      access: { uploaders: [role("Desk"), role("Portal")], operators: [role("Operator")] },
    });
    const policy = policyOf(theOnly(stackOf(stacks, "keys"), "aws_kms_key"));
    expect(statementOf(policy, "AdministrationByAdministrators").Principal).toEqual({ AWS: role("Admin") });
    expect(statementOf(policy, "UseFacesEncryptByUploaders")).toMatchObject({
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Condition: {
        ArnEquals: { "aws:PrincipalArn": [role("Desk"), role("Portal")] },
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:CallerAccount": WORKLOAD },
      },
    });
    expect(statementOf(policy, "UseFailuresDecryptByOperators")).toMatchObject({
      Action: ["kms:Decrypt"],
      Condition: {
        ArnEquals: { "aws:PrincipalArn": role("Operator") },
        StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" },
      },
    });
  });

  it("takes retention, threshold, concurrency, tags and the alarms' address", () => {
    const workload = stackOf(
      build({
        retention: { faceImageDays: 30, noncurrentVersionDays: 2, accessLogDays: 60, logDays: 90 },
        verification: { similarityThreshold: 99.5, reservedConcurrency: 3 },
        tags: { team: "faces" },
        alarms: { email: "security@example.org" },
      }),
      "workload",
    );
    const lifecycle = (path: string) =>
      JSON.stringify(theOnly(workload, "aws_s3_bucket_lifecycle_configuration", path).values.rule);
    expect(lifecycle("Faces/Lifecycle")).toContain('"expiration":[{"days":30}]');
    expect(lifecycle("AccessLogs/Lifecycle")).toContain('"expiration":[{"days":60}]');
    for (const path of ["Faces/Lifecycle", "AccessLogs/Lifecycle"]) {
      expect(lifecycle(path)).toContain('"noncurrent_days":2');
    }
    expect(workload).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 90 });
    expect(theOnly(workload, "aws_lambda_function", "VerifyFace/Function").values).toMatchObject({
      reserved_concurrent_executions: 3,
      environment: { variables: { SIMILARITY_THRESHOLD: "99.5" } },
    });
    expect(provider(workload)?.default_tags).toEqual([
      { tags: { "guardrails:system": "face-guardrails", team: "faces" } },
    ]);
    expect(workload).toHaveEvery("aws_sns_topic_subscription", { endpoint: "security@example.org" });
  });

  it("keeps the system's tag whatever the settings' tags say", () => {
    const { default_tags } = untyped<{ default_tags: unknown }>(
      provider(stackOf(build({ tags: { "guardrails:system": "other" } }), "keys")),
    );
    expect(default_tags).toEqual([{ tags: { "guardrails:system": "face-guardrails" } }]);
  });

  it("builds ARNs of GovCloud", () => {
    const text = JSON.stringify(
      build({
        region: "us-gov-west-1",
        optOut: { external: { policyId: "p-12345678", owner: "the privacy office" } },
      }),
    );
    expect(text).toContain("arn:aws-us-gov:s3:::face-guardrails-faces-");
    expect(text).not.toMatch(/"arn:aws:(?!iam::aws)/);
  });

  it("names wrong names that only a construct can judge", () => {
    const error = validationErrorOf(() => build({ prefix: "sthree-faces" }));
    expect(error.constructPath).toBe("workload/AccessLogs");
    expect(error.message).toContain("which S3 reserves");
  });

  it("judges what it builds: two resources of one address are an error", () => {
    expect(() =>
      synthApp((app) => {
        const { keys } = buildApp(readSettings(SETTINGS), app);
        keys.key.aliases[0]?.overrideLogicalId("same");
        const [alias] = new CustomerManagedKey(keys, "Other", { aliases: ["other"] }).aliases;
        alias?.overrideLogicalId("same");
      }),
    ).toThrow(/keys\/FaceImages\/Alias and keys\/Other\/Alias share the address aws_kms_alias\.same/);
  });

  it("tells the CLI that the workload comes after the keys", () => {
    let built: GuardrailsApp | undefined;
    synthApp((app) => {
      built = buildApp(readSettings(SETTINGS), app);
    });
    expect(built?.workload.dependencies).toEqual([built?.keys]);
  });

  it("bounds the function's role where the settings say so, and leaves concurrency to the account", () => {
    const boundary = `arn:aws:iam::${WORKLOAD}:policy/boundary`;
    const stack = stackOf(
      build({
        permissionsBoundaryArn: boundary,
        verification: {
          reservedConcurrency: {
            unreserved: true,
            reason: "the quota of this account is low",
            owner: "desk team",
            expires: "2099-12-31",
          },
        },
      }),
      "workload",
    );
    expect(stack).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
    for (const { values } of resourcesOf(stack, "aws_lambda_function"))
      expect(values).not.toHaveProperty("reserved_concurrent_executions");
  });

  it("opens an HTTP API, and a function URL, where the settings say so", () => {
    const jwt = { kind: "jwt", issuer: "https://login.example.org/", audience: ["desk"] };
    const api = stackOf(
      build({ verification: { frontDoor: { kind: "http-api", authorizer: jwt, requestsPerSecond: 5 } } }),
      "workload",
    );
    expect(theOnly(api, "aws_apigatewayv2_authorizer").values.jwt_configuration).toEqual({
      issuer: "https://login.example.org/",
      audience: ["desk"],
    });
    expect(theOnly(api, "aws_apigatewayv2_stage").values.default_route_settings).toEqual({
      throttling_rate_limit: 5,
      throttling_burst_limit: 10,
    });
    const url = stackOf(build({ verification: { frontDoor: { kind: "function-url" } } }), "workload");
    expect(url).toHaveEvery("aws_lambda_function_url", { authorization_type: "AWS_IAM" });
    expect(url.resource?.aws_apigatewayv2_api).toBeUndefined();
  });

  const everything = {
    region: "us-east-1",
    systems: { collection: true, liveness: true, storedVideo: true, liveVideo: true, customLabels: true },
    liveness: { minimumConfidence: 90, auditImages: 2 },
    consoleBucket: { name: "custom-labels-console-us-east-1-0123456789", users: [role("Labeller")] },
    network: {
      vpcId: "vpc-0123456789abcdef0",
      subnetIds: ["subnet-0123456789abcdef0"],
      securityGroupIds: ["sg-0123456789abcdef0"],
    },
  };

  let summary: Review["summary"] | undefined;
  const systems = synthApp((app) =>
    buildApp(readSettings({ ...SETTINGS, ...everything }), app, {
      onReview: (reviewed) => {
        summary = reviewed.summary;
      },
    }),
  );

  it("builds every system that the settings name, all around one collection", () => {
    const stack = stackOf(systems, "workload");
    const functions = resourcesOf(stack, "aws_lambda_function").map(({ values }) =>
      String(values.function_name).replace("face-guardrails-", ""),
    );
    expect(functions.sort()).toEqual([
      "create-liveness-session",
      "enroll-face",
      "erase-face",
      "identify-face",
      "index-face",
      "read-liveness-session",
      "reconcile-collection",
      "start-face-search",
      "take-face-search",
      "train-custom-labels",
      "verify-face",
    ]);
    expect(stack).toHaveEvery("aws_rekognition_collection", { collection_id: "face-guardrails-members" });
    const variables = Object.assign(
      {},
      ...resourcesOf(stack, "aws_lambda_function").map(({ values }) => ({
        [String(values.function_name)]: untyped<{ variables: unknown }>(values.environment).variables,
      })),
    );
    expect(variables["face-guardrails-erase-face"]).toMatchObject({
      COLLECTION_ID: "face-guardrails-members",
      LIVENESS_PREFIX: "liveness/",
    });
    expect(variables["face-guardrails-verify-face"]).toMatchObject({ LIVENESS_MIN_CONFIDENCE: "90" });
    expect(variables["face-guardrails-create-liveness-session"]).toMatchObject({
      LIVENESS_AUDIT_IMAGES: "2",
    });
    expect(resourcesOf(stack, "aws_rekognition_stream_processor")).toHaveLength(1);
    expect(resourcesOf(stack, "aws_rekognition_project")).toHaveLength(1);
  });

  it("puts every function into the network that the settings name, and leaves no other way to the faces", () => {
    const stack = stackOf(systems, "workload");
    for (const { values } of resourcesOf(stack, "aws_lambda_function"))
      expect(values.vpc_config).toMatchObject({ subnet_ids: everything.network.subnetIds });
    const rekognition = JSON.stringify(policyOf(theOnly(stack, "aws_vpc_endpoint", "Rekognition")));
    for (const { values } of resourcesOf(stack, "aws_lambda_function"))
      expect(rekognition).toContain(`role/${values.function_name}-us-east-1`);
    const faces = policyOf(theOnly(stack, "aws_s3_bucket_policy", "workload/Faces/Policy"));
    expect(JSON.stringify(faces)).toContain("vpc-0123456789abcdef0");
  });

  it("keeps videos no longer than faces, and logs of both in one place", () => {
    const stack = stackOf(
      build({
        systems: { collection: true, storedVideo: true },
        retention: { faceImageDays: 7, noncurrentVersionDays: 1 },
      }),
      "workload",
    );
    const rule = JSON.stringify(
      theOnly(stack, "aws_s3_bucket_lifecycle_configuration", "workload/Videos/Lifecycle").values.rule,
    );
    expect(rule).toContain('"expiration":[{"days":7}]');
    expect(rule).toContain('"noncurrent_days":1');
    expect(
      new Set(resourcesOf(stack, "aws_s3_bucket_logging").map(({ values }) => values.target_bucket)),
    ).toEqual(new Set([expect.stringContaining("AccessLogs")]));
  });

  it("waives no concurrency where there is no function", () => {
    const reservedConcurrency = {
      unreserved: true,
      reason: "the quota of this account is low",
      owner: "desk team",
      expires: "2099-12-31",
    };
    expect(() =>
      build({ systems: { verification: false }, verification: { reservedConcurrency } }),
    ).not.toThrow();
  });

  it("needs no network of its own for a stack without functions", () => {
    const stack = stackOf(
      build({ systems: { verification: false }, network: everything.network }),
      "workload",
    );
    expect(stack.resource?.aws_vpc_endpoint).toBeUndefined();
  });

  it("takes all systems together, and every control passes on them", () => {
    expect(summary).toMatchObject({ fail: 0, unknown: 0, waived: 0 });
    expect(summary?.pass).toBeGreaterThan(300);
  });

  it("speaks to FIPS endpoints where the settings say so", () => {
    const stack = stackOf(build({ region: "us-east-1", fips: true }), "workload");
    for (const { values } of resourcesOf(stack, "aws_lambda_function"))
      expect(values.environment).toMatchObject({ variables: { AWS_USE_FIPS_ENDPOINT: "true" } });
  });
});

describe("synthesize", () => {
  let folder: string;
  const before = process.cwd();
  const write = (context: unknown) => writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ context }));
  const written = () =>
    Object.fromEntries(
      readdirSync(join(folder, "cdktf.out", "stacks")).map((id) => [
        id,
        readFileSync(join(folder, "cdktf.out", "stacks", id, "cdk.tf.json"), "utf8"),
      ]),
    );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "with space "));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    delete process.env.CDKTF_CONTEXT_JSON;
    rmSync(folder, { recursive: true });
  });

  it("writes each stack, and says how many resources it has", () => {
    write({ guardrails: SETTINGS });
    const { stacks: made } = synthesize();
    expect(made.map(({ name }) => name)).toEqual(["organization", "keys", "workload"]);
    expect(made.map(({ line }) => line.replaceAll(/\s+/g, " "))).toEqual([
      expect.stringMatching(/^organization 4 resources cdktf\.out.stacks.organization.cdk\.tf\.json$/),
      expect.stringMatching(/^keys 2 resources/),
      expect.stringMatching(/^workload \d+ resources/),
    ]);
    expect(Object.keys(written()).sort()).toEqual(["keys", "organization", "workload"]);
  });

  it("writes the same as with the context that the CLI hands over", () => {
    write({ guardrails: SETTINGS });
    synthesize();
    const alone = written();
    rmSync(join(folder, "cdktf.json"));
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify({ guardrails: SETTINGS });
    synthesize();
    expect(written()).toEqual(alone);
  });

  it("gives what the controls say, all of which pass or do not apply", () => {
    write({ guardrails: SETTINGS });
    const seen: string[] = [];
    synthesize((reviewed, outdir) => {
      expect(reviewed.summary).toMatchObject({ fail: 0, unknown: 0, waived: 0 });
      seen.push(outdir);
    });
    expect(seen).toEqual(["cdktf.out"]);
  });

  it("takes an opt-out that others deploy for unknown, not for missing", () => {
    write({
      guardrails: { ...SETTINGS, optOut: { external: { policyId: "p-abcdefgh12", owner: "others" } } },
    });
    synthesize(({ results }) => {
      expect(results.filter(({ verdict }) => verdict === "fail" || verdict === "unknown")).toEqual([
        expect.objectContaining({ control: "RKG-OPTOUT-01", verdict: "unknown" }),
      ]);
    });
  });

  it("writes no absolute path", () => {
    write({ guardrails: SETTINGS });
    synthesize();
    for (const text of Object.values(written())) {
      for (const path of [folder, realpathSync(folder), before]) expect(text).not.toContain(path);
      expect(text).not.toMatch(/"(\/(home|Users|tmp|work|root|var)\/|[A-Z]:\\\\)/);
    }
  });

  it("removes the folders of stacks that there are no more, and nothing else", () => {
    write({ guardrails: SETTINGS });
    synthesize();
    const stacks = join(folder, "cdktf.out", "stacks");
    mkdirSync(join(stacks, "of-yesterday", "deep"), { recursive: true });
    writeFileSync(join(stacks, "note.txt"), "kept");
    write({
      guardrails: { ...SETTINGS, optOut: { external: { policyId: "p-abcdefgh12", owner: "others" } } },
    });
    synthesize();
    expect(readdirSync(stacks).sort()).toEqual(["keys", "note.txt", "workload"]);
  });

  it("says every fault of the settings, and writes no stack", () => {
    write({ guardrails: { ...SETTINGS, region: "mars", retention: { faceImageDays: 0 } } });
    const error = errorOf(synthesize);
    expect(error).toBeInstanceOf(SettingsError);
    expect(untyped<SettingsError>(error).faults).toHaveLength(2);
    expect(readdirSync(join(folder, "cdktf.out", "stacks"))).toEqual([]);
  });

  it.each([
    ["no cdktf.json", undefined],
    ["a cdktf.json without context", "{}"],
    ["a context without guardrails", '{"context":{}}'],
    ["a context that is null", '{"context":null}'],
  ])("asks for settings where there is %s", (_what, text) => {
    if (text !== undefined) writeFileSync(join(folder, "cdktf.json"), text);
    expect(errorOf(synthesize)).toBeInstanceOf(SettingsError);
  });

  it("names cdktf.json where it is no JSON", () => {
    writeFileSync(join(folder, "cdktf.json"), "{ not JSON");
    expect(errorOf(synthesize).message).toContain("cdktf.json");
  });
});
