import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { type TerraformStack, Token } from "cdktf";
import {
  AlarmTopic,
  CustomerManagedKey,
  EncryptedBucket,
  functionBundle,
  importKey,
  VerificationLambda,
  type VerificationLambdaProps,
} from "../../constructs";
import { sourceCodeHash } from "../../constructs/function-bundle";
import { guardrailsMatchers } from "../../policies/jest";
import { policyOf as parsed } from "../../policies/language";
import {
  awsStack,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  policyOf,
  type StackConfiguration,
  sids,
  stackOf,
  statementOf,
  synthApp,
  synthStack,
  testApp,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const folder = mkdtempSync(join(tmpdir(), "bundle-"));
const bundle = { path: join(folder, "code.zip"), handler: "index.handler" };

beforeAll(() => writeFileSync(bundle.path, "not really a zip"));
afterAll(() => rmSync(folder, { recursive: true }));

const make = (props: Partial<VerificationLambdaProps> = {}, stack: TerraformStack = awsStack()) => {
  const key = props.key ?? knownKey(stack);
  const alarmTopic =
    props.alarmTopic ?? new AlarmTopic(stack, "Alarms", { topicName: "alarms", key: knownKey(stack) });
  return new VerificationLambda(stack, "Verify", {
    functionName: "verify",
    bundle,
    ...props,
    key,
    alarmTopic,
  });
};
const synthFunction = (props: Partial<VerificationLambdaProps> = {}): StackConfiguration =>
  synthStack((stack) => make(props, stack));

describe("VerificationLambda", () => {
  it("has a default form, with the bundle of this package", () => {
    expect(normalized(synthFunction({ bundle: functionBundle("verify-face") }))).toMatchSnapshot();
  });

  it("runs hardened: pinned runtime, traced, bounded, logging JSON, environment under the key", () => {
    expect(theOnly(synthFunction(), "aws_lambda_function").values).toMatchObject({
      function_name: "verify",
      role: "arn:aws:iam::123456789012:role/verify-eu-west-1",
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      timeout: 15,
      memory_size: 512,
      reserved_concurrent_executions: 10,
      environment: { variables: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" } },
      kms_key_arn: KEY_ARN,
      tracing_config: { mode: "Active" },
      logging_config: {
        log_format: "JSON",
        log_group: "/aws/lambda/verify",
        application_log_level: "INFO",
        system_log_level: "INFO",
      },
      tags: { "guardrails:role": "verification" },
    });
  });

  it("deploys the zip by a path of the stack's own, with the hash that Lambda answers", () => {
    const { values } = theOnly(synthFunction(), "aws_lambda_function");
    expect(values.filename).toMatch(/^assets\//);
    expect(values.source_code_hash).toBe(sourceCodeHash(bundle.path));
    expect(values.source_code_hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it.each<[string, Partial<VerificationLambdaProps>, Readonly<Record<string, unknown>>]>([
    ["description", { description: "Ours" }, { description: "Ours" }],
    ["timeoutSeconds", { timeoutSeconds: 900 }, { timeout: 900 }],
    ["memoryMegabytes", { memoryMegabytes: 128 }, { memory_size: 128 }],
    ["reservedConcurrency", { reservedConcurrency: 1 }, { reserved_concurrent_executions: 1 }],
    [
      "environmentVariables",
      { environmentVariables: { BUCKET: "faces" } },
      { environment: { variables: { BUCKET: "faces", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" } } },
    ],
    [
      "codeSigningConfigArn",
      {
        codeSigningConfigArn:
          "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0123456789abcdefg",
      },
      {
        code_signing_config_arn:
          "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0123456789abcdefg",
      },
    ],
    ["tags", { tags: { team: "t" } }, { tags: { "guardrails:role": "verification", team: "t" } }],
  ])("takes %s", (_prop, props, attributes) => {
    expect(synthFunction(props)).toHaveEvery("aws_lambda_function", attributes);
  });

  it("has a log group under the key, kept 400 days or as long as told", () => {
    expect(synthFunction()).toHaveEvery("aws_cloudwatch_log_group", {
      name: "/aws/lambda/verify",
      retention_in_days: 400,
      kms_key_id: KEY_ARN,
    });
    expect(synthFunction({ logRetentionDays: 30 })).toHaveEvery("aws_cloudwatch_log_group", {
      retention_in_days: 30,
    });
  });

  it("keeps failed events in a queue under the key, for 4 days or as told", () => {
    expect(synthFunction()).toHaveEvery("aws_sqs_queue", {
      name: "verify-failures",
      kms_master_key_id: KEY_ARN,
      message_retention_seconds: 4 * 86_400,
    });
    expect(synthFunction({ failureRetentionDays: 14 })).toHaveEvery("aws_sqs_queue", {
      message_retention_seconds: 14 * 86_400,
    });
    expect(theOnly(synthFunction(), "aws_lambda_function_event_invoke_config").values).toMatchObject({
      function_name: "verify",
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 3600,
      destination_config: {
        on_failure: { destination: "arn:aws:sqs:eu-west-1:123456789012:verify-failures" },
      },
    });
  });

  it("repeats no asynchronous event where it is told not to", () => {
    expect(synthFunction({ retryAttempts: 0 })).toHaveEvery("aws_lambda_function_event_invoke_config", {
      maximum_retry_attempts: 0,
    });
  });

  it.each([
    ["verify-errors", "Errors"],
    ["verify-throttles", "Throttles"],
  ])("has the alarm %s", (name, metric) => {
    const stack = synthFunction();
    expect(theOnly(stack, "aws_cloudwatch_metric_alarm", `${metric.slice(0, -1)}Alarm`).values).toMatchObject(
      {
        alarm_name: name,
        namespace: "AWS/Lambda",
        metric_name: metric,
        dimensions: { FunctionName: "verify" },
        statistic: "Sum",
        period: 300,
        evaluation_periods: 1,
        comparison_operator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treat_missing_data: "notBreaching",
        alarm_actions: ["arn:aws:sns:eu-west-1:123456789012:alarms"],
        ok_actions: ["arn:aws:sns:eu-west-1:123456789012:alarms"],
      },
    );
  });

  it("makes role, role policy, logs and queue before what needs them", () => {
    const stack = synthFunction();
    const address = (type: string) => theOnly(stack, type).address;
    expect(theOnly(stack, "aws_lambda_function").dependsOn).toEqual(
      expect.arrayContaining([address("aws_cloudwatch_log_group"), address("aws_iam_role_policy")]),
    );
    expect(theOnly(stack, "aws_lambda_function_event_invoke_config").dependsOn).toEqual(
      expect.arrayContaining([address("aws_lambda_function"), address("aws_sqs_queue")]),
    );
    expect(stack).toHaveEvery("aws_cloudwatch_metric_alarm", { depends_on: [address("aws_sns_topic")] });
  });

  it("links by known names: no reference of an ARN in the whole stack", () => {
    expect(JSON.stringify(synthFunction().resource)).not.toMatch(/\$\{[^}]*\.arn\}/);
  });

  it("works with a topic of another stack", () => {
    const stacks = synthApp((app) => {
      const first = awsStack(app, "alarms");
      const alarmTopic = new AlarmTopic(first, "Alarms", { topicName: "alarms", key: knownKey(first) });
      make({ alarmTopic }, awsStack(app, "faces"));
    });
    const { dependsOn } = theOnly(stackOf(stacks, "faces"), "aws_cloudwatch_metric_alarm", "ErrorAlarm");
    for (const address of dependsOn) expect(address).toMatch(/^(data\.)?[\w-]+\.[\w-]+$/);
  });
});

describe("VerificationLambda: permissions", () => {
  it("trusts Lambda only", () => {
    expect(policyOf(theOnly(synthFunction(), "aws_iam_role"), "assume_role_policy").Statement).toEqual([
      {
        Sid: "AllowLambda",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ]);
  });

  it("may log, trace, read its environment and send failures: nothing else", () => {
    const policy = policyOf(theOnly(synthFunction(), "aws_iam_role_policy"));
    expect(policy.Statement).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/verify:*",
      },
      {
        Sid: "WriteTraces",
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: "*",
      },
      {
        Sid: "DecryptEnvironment",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY_ARN,
        Condition: { StringEquals: { "kms:ViaService": "lambda.eu-west-1.amazonaws.com" } },
      },
      {
        Sid: "SendFailures",
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:eu-west-1:123456789012:verify-failures",
      },
      {
        Sid: "UseKeyFailuresEncrypt",
        Effect: "Allow",
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: KEY_ARN,
        Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
      },
    ]);
  });

  it("asks the key for its log group, environments, alarms and failures", () => {
    const stack = synthStack((scope) => {
      const key = new CustomerManagedKey(scope, "Key", { aliases: ["k"] });
      make({ key, alarmTopic: new AlarmTopic(scope, "Alarms", { topicName: "alarms", key }) }, scope);
    });
    const policy = policyOf(theOnly(stack, "aws_kms_key"));
    expect([...sids(policy)].sort()).toEqual([
      "AdministrationByAccount",
      "GrantToLambdaEnvironments",
      "UseByEventSources",
      "UseByLambdaEnvironments",
      "UseByLogGroups",
      "UseFailuresEncryptByVerifyEuWest1",
    ]);
    expect(statementOf(policy, "UseFailuresEncryptByVerifyEuWest1").Condition).toEqual({
      ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/verify-eu-west-1" },
      StringEquals: {
        "kms:CallerAccount": "123456789012",
        "kms:ViaService": "sqs.eu-west-1.amazonaws.com",
      },
    });
  });

  it("is bounded where a boundary is given", () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/Boundary";
    expect(synthFunction({ permissionsBoundaryArn })).toHaveEvery("aws_iam_role", {
      permissions_boundary: permissionsBoundaryArn,
    });
  });

  it("is a grantee of buckets, and takes statements of the caller's own", () => {
    const stack = synthStack((scope) => {
      const compare = {
        Sid: "Compare",
        Effect: "Allow",
        Action: "rekognition:CompareFaces",
        Resource: "*",
      } as const;
      const verify = make({ statements: [compare] }, scope);
      new EncryptedBucket(scope, "Faces", { bucketName: "faces", key: knownKey(scope) }).grantRead(verify);
      expect([verify.roleArn, verify.grantName, verify.functionArn]).toEqual([
        "arn:aws:iam::123456789012:role/verify-eu-west-1",
        "VerifyEuWest1",
        "arn:aws:lambda:eu-west-1:123456789012:function:verify",
      ]);
    });
    expect(sids(policyOf(theOnly(stack, "aws_iam_role_policy")))).toEqual(
      expect.arrayContaining(["Compare", "ReadFaces", "UseKeyFacesDecrypt"]),
    );
  });

  it("keeps its own statement beside another with its Sid", () => {
    const statement = {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: "logs:TagResource",
      Resource: "*",
    } as const;
    const policy = policyOf(theOnly(synthFunction({ statements: [statement] }), "aws_iam_role_policy"));
    expect(statementOf(policy, "WriteLogs").Action).toEqual(["logs:CreateLogStream", "logs:PutLogEvents"]);
    expect(statementOf(policy, "WriteLogs2")).toEqual({ ...statement, Sid: "WriteLogs2" });
  });
});

describe("VerificationLambda: wrong props", () => {
  const days = "must be one of 30, 60, 90, 120, 150, 180, 365, 400, got:";

  it.each(
    wrongProps([
      [
        "functionName",
        "",
        'functionName must be a function name of 1 to 64 letters, digits, hyphens and underscores, got: ""',
      ],
      ["functionName", "with space", "functionName must be a function name"],
      ["functionName", "prüfen", "functionName must be a function name"],
      ["functionName", "f".repeat(65), "functionName must be a function name of 1 to 64"],
      [
        "functionName",
        "f".repeat(55),
        "functionName must have at most 54 characters, because the role's name has -eu-west-1 behind it, got: 55",
      ],
      ["functionName", 5, "functionName must be a function name"],
      ["functionName", null, "functionName must be a function name"],
      ["retryAttempts", 3, "retryAttempts must be a whole number from 0 to 2, got: 3"],
      ["purpose", "anything", "purpose must be one of"],
      ["timeoutSeconds", 0, "timeoutSeconds must be a whole number from 1 to 900, got: 0"],
      ["timeoutSeconds", 901, "got: 901"],
      ["memoryMegabytes", 127, "memoryMegabytes must be a whole number from 128 to 10240, got: 127"],
      ["memoryMegabytes", 10_241, "got: 10241"],
      ["reservedConcurrency", 0, "reservedConcurrency must be a whole number from 1 to 1000, got: 0"],
      ["reservedConcurrency", -1, "got: -1"],
      ["logRetentionDays", 31, `logRetentionDays ${days} 31`],
      ["logRetentionDays", 0, `${days} 0`],
      ["logRetentionDays", "400", `${days} "400"`],
      ["failureRetentionDays", 15, "failureRetentionDays must be a whole number from 1 to 14, got: 15"],
      [
        "permissionsBoundaryArn",
        "Boundary",
        "permissionsBoundaryArn must be the ARN of a managed policy (arn:aws:iam::<account>:policy/<name>)",
      ],
      [
        "codeSigningConfigArn",
        "csc-1",
        "codeSigningConfigArn must be the ARN of a code signing configuration",
      ],
      [
        "key",
        { keyArn: "alias/x", environment: {}, allow: () => undefined },
        "key.keyArn must be the full ARN of a KMS key",
      ],
      [
        "bundle",
        { path: bundle.path, handler: "" },
        'bundle.handler must be a handler like index.handler, got: ""',
      ],
      ["bundle", undefined, "bundle must be given"],
      ["bundle", { path: bundle.path, handler: "a b" }, "bundle.handler must be"],
      ["bundle", { path: bundle.path, handler: "h".repeat(129) }, "bundle.handler must be"],
      ["bundle", { path: join(folder, "missing.zip"), handler: "index.handler" }, "bundle.path"],
      ["bundle", { path: folder, handler: "index.handler" }, "bundle.path"],
      [
        "environmentVariables",
        { "1A": "x" },
        "environmentVariables.1A must be named by a letter and then letters, digits or _",
      ],
      ["environmentVariables", { "": "x" }, "must be named by a letter"],
      ["environmentVariables", { A: "x" }, "environmentVariables.A must be named by a letter"],
      [
        "environmentVariables",
        { AWS_REGION: "x" },
        "environmentVariables.AWS_REGION must not be set: Lambda sets it",
      ],
      [
        "environmentVariables",
        { AWS_ENDPOINT_URL: "http://x" },
        "environmentVariables.AWS_ENDPOINT_URL must not be set: it could send face images elsewhere, or weaken TLS",
      ],
      [
        "environmentVariables",
        { AWS_ENDPOINT_URL_REKOGNITION: "http://x" },
        "must not be set: it could send face images",
      ],
      ["environmentVariables", { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" }, "must not be set"],
      [
        "environmentVariables",
        { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
        "environmentVariables.NODE_TLS_REJECT_UNAUTHORIZED must not be set",
      ],
      [
        "environmentVariables",
        { NODE_OPTIONS: "--tls-min-v1.0" },
        "environmentVariables.NODE_OPTIONS must not be set",
      ],
      [
        "environmentVariables",
        { NODE_EXTRA_CA_CERTS: "/tmp/ca" },
        "environmentVariables.NODE_EXTRA_CA_CERTS must not be set",
      ],
      [
        "environmentVariables",
        { AWS_LAMBDA_EXEC_WRAPPER: "/tmp/x" },
        "environmentVariables.AWS_LAMBDA_EXEC_WRAPPER must not be set",
      ],
      [
        "environmentVariables",
        { AA: "x".repeat(4095) },
        "environmentVariables must have at most 4096 bytes in all, got: 4097",
      ],
      ["environmentVariables", { AA: 5 }, "environmentVariables.AA must be text"],
      ["environmentVariables", { AA: null }, "environmentVariables.AA must be text"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("refuses a topic of another region, which alarms cannot write to", () => {
    const app = testApp();
    const far = awsStack(app, "far", "us-east-1");
    const key = importKey(far, KEY_ARN.replace("eu-west-1", "us-east-1"));
    const alarmTopic = new AlarmTopic(far, "Alarms", { topicName: "alarms", key });
    expect(faultsOf(() => make({ alarmTopic }, awsStack(app)))).toEqual([
      expect.stringMatching(/^alarmTopic/),
    ]);
  });

  it("takes an environment of 4,096 characters", () => {
    expect(make({ environmentVariables: { AA: "x".repeat(4094) } }).functionArn).toMatch(/:function:verify$/);
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({
        functionName: "?",
        timeoutSeconds: 0,
        memoryMegabytes: 0,
        reservedConcurrency: 0,
        logRetentionDays: 1,
        failureRetentionDays: 0,
        permissionsBoundaryArn: "x",
        codeSigningConfigArn: "x",
        bundle: { ...bundle, handler: "" },
        environmentVariables: { AWS_REGION: "x", "-": "x" },
      }),
    );
    expect(error.constructPath).toBe("stack/Verify");
    expect(error.faults).toHaveLength(11);
  });

  it("leaves tokens to Terraform, and references of other resources", () => {
    const stack = synthStack((scope) => {
      const other = new S3Bucket(scope, "Other", {});
      make(
        {
          timeoutSeconds: Token.asNumber({ resolve: () => 5 }),
          memoryMegabytes: Token.asNumber({ resolve: () => 256 }),
          reservedConcurrency: Token.asNumber({ resolve: () => 2 }),
          logRetentionDays: Token.asNumber({ resolve: () => 30 }),
          failureRetentionDays: Token.asNumber({ resolve: () => 86_400 }),
          permissionsBoundaryArn: other.arn,
          codeSigningConfigArn: other.arn,
          environmentVariables: { BUCKET: other.bucket },
          description: Token.asString({ resolve: () => "late" }),
        },
        scope,
      );
    });
    expect(theOnly(stack, "aws_lambda_function").values).toMatchObject({
      timeout: 5,
      memory_size: 256,
      reserved_concurrent_executions: 2,
      description: "late",
      environment: { variables: { BUCKET: "${aws_s3_bucket.Other.bucket}" } },
    });
  });

  it("takes a folder with a space in its name", () => {
    const spaced = join(folder, "with space");
    mkdirSync(spaced);
    writeFileSync(join(spaced, "code.zip"), "not really a zip");
    const stack = synthFunction({ bundle: { path: join(spaced, "code.zip"), handler: "index.handler" } });
    expect(theOnly(stack, "aws_lambda_function").values.source_code_hash).toBe(sourceCodeHash(bundle.path));
  });
});

describe("VerificationLambda: in a VPC", () => {
  const vpc = {
    subnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
    securityGroupIds: ["sg-0a1b2c3d"],
  } as const;
  const role = (stack: StackConfiguration) =>
    parsed(policyOf(theOnly(stack, "aws_iam_role_policy")), { kind: "identity" });

  it("runs in none by default, and may make no network interface", () => {
    const stack = synthFunction();
    expect(theOnly(stack, "aws_lambda_function").values).not.toHaveProperty("vpc_config");
    expect(role(stack)).toAllowOnly({ NotAction: "ec2:*" });
  });

  it("runs in the subnets, with the security groups", () => {
    expect(synthFunction({ vpc })).toHaveEvery("aws_lambda_function", {
      vpc_config: { subnet_ids: [...vpc.subnetIds], security_group_ids: [...vpc.securityGroupIds] },
    });
  });

  it("lets Lambda manage network interfaces of the region, and the function's code none", () => {
    const policy = role(synthFunction({ vpc }));
    const interfaces = ["ec2:CreateNetworkInterface", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface"];
    const inRegion = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
    expect(policy).toAllow({
      Action: interfaces,
      Condition: { ...inRegion, Null: { "lambda:SourceFunctionArn": "true" } },
    });
    expect(policy).toAllowOnly([{ NotAction: "ec2:*" }, { Condition: inRegion }]);
    expect(policy).toDenyEvery({
      Action: [...interfaces, "ec2:DetachNetworkInterface"],
      Condition: {
        ArnEquals: { "lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:verify" },
      },
    });
  });

  it.each(
    wrongProps([
      ["vpc", {}, "vpc.subnetIds must be a list"],
      ["vpc", { ...vpc, subnetIds: [] }, "vpc.subnetIds must hold at least 1, got: 0"],
      [
        "vpc",
        { ...vpc, subnetIds: ["sg-0a1b2c3d"] },
        "vpc.subnetIds[0] must be the id of a subnet (subnet-…)",
      ],
      ["vpc", { ...vpc, securityGroupIds: [] }, "vpc.securityGroupIds must hold at least 1, got: 0"],
      [
        "vpc",
        { ...vpc, securityGroupIds: ["sg-1"] },
        "vpc.securityGroupIds[0] must be the id of a security group",
      ],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))[0]).toContain(message);
  });

  it("takes lists that only Terraform knows", () => {
    const ids = untyped<readonly [string]>(Token.asList("${data.aws_subnets.private.ids}"));
    expect(synthFunction({ vpc: { subnetIds: ids, securityGroupIds: ids } })).toHaveEvery(
      "aws_lambda_function",
      { vpc_config: { subnet_ids: "${data.aws_subnets.private.ids}" } },
    );
  });
});

describe("functionBundle", () => {
  it("gives the zip of a function of this package", () => {
    expect(functionBundle("verify-face")).toEqual({
      path: expect.stringMatching(/dist[\\/]functions[\\/]verify-face\.zip$/),
      handler: "index.handler",
    });
  });

  it("says to build a bundle that is not there", () => {
    expect(() => functionBundle(untyped("no-such-function"))).toThrow(
      /the bundle of the function no-such-function must be built, got no file: .*Run `npm run build`/,
    );
  });
});

describe("VerificationLambda: concurrency and environment", () => {
  it("leaves concurrency to the account for a reason only", () => {
    expect(faultsOf(() => make({ reservedConcurrency: { unreserved: true, reason: "" } }))).toEqual([
      expect.stringContaining("reservedConcurrency.reason must say why"),
    ]);
  });

  it.each(["LD_PRELOAD", "NODE_PATH", "OPENSSL_CONF", "https_proxy"])("refuses %s", (name) => {
    expect(faultsOf(() => make({ environmentVariables: { [name]: "x" } }))).toEqual([
      expect.stringContaining(`environmentVariables.${name} must not be set`),
    ]);
  });
});
