import { join } from "node:path";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetRoleCommand, GetRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
} from "@aws-sdk/client-kms";
import { GetFunctionCommand, GetFunctionEventInvokeConfigCommand } from "@aws-sdk/client-lambda";
import {
  DescribePolicyCommand,
  ListPoliciesForTargetCommand,
  type PolicyType,
} from "@aws-sdk/client-organizations";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { resourcesOf } from "../../policies/jest";
import { Deployment } from "./deployment";
import { findingsIn } from "./judge";
import { LOCAL_ACCOUNT } from "./local-aws";
import { changes, type TerraformPlan, unknownLinks, unknownPolicies } from "./plan";
import {
  type AwsClients,
  connect,
  createOrganization,
  emptyBucket,
  leftovers,
  stopAccessLogging,
  withoutBucketPolicy,
} from "./readback";
import { removeTemporaryFolders, synthesizeApp } from "./synthesize";
import type { Terraform } from "./terraform";

/**
 * What a platform team does, in its order: synthesize, apply `organization`, `keys` and `workload`, plan again, look at what is
 * there, take it down.
 */
const REGION = "eu-west-1";
const PREFIX = "deploy-test";
const FACES = `${PREFIX}-faces-${LOCAL_ACCOUNT}-${REGION}`;
const LOGS = `${PREFIX}-logs-${LOCAL_ACCOUNT}-${REGION}`;
const FUNCTION = `${PREFIX}-verify-face`;
const ROLE = `${FUNCTION}-${REGION}`;

const settings = (rootId: string) => ({
  prefix: PREFIX,
  region: REGION,
  accounts: { management: LOCAL_ACCOUNT, workload: LOCAL_ACCOUNT },
  optOut: { targets: [rootId] },
  alarms: { email: "desk@example.com" },
});

describe("Deployment of the app", () => {
  const synthesized = synthesizeApp(settings("r-0000"));
  let deployment: Deployment;
  let aws: AwsClients;
  let rootId: string;
  let keyArn: string;
  const stacks: Partial<Record<string, Terraform>> = {};
  const firstPlans: Record<string, TerraformPlan> = {};
  let output: string;
  const step = (name: string, work: () => Promise<void> | void) =>
    Deployment.step(name, () => deployment, work);
  const stack = (name: string): Terraform => {
    const terraform = stacks[name];
    if (terraform === undefined) throw new Error(`The stack ${name} was not prepared.`);
    return terraform;
  };

  beforeAll(async () => {
    deployment = await Deployment.start(join(synthesized, "stacks/keys"));
    aws = connect(deployment.aws.endpoint, REGION);
    ({ rootId } = await createOrganization(aws, ["AISERVICES_OPT_OUT_POLICY", "SERVICE_CONTROL_POLICY"]));
    output = synthesizeApp(settings(rootId));
    for (const name of ["organization", "keys", "workload"]) {
      stacks[name] = deployment.stack(join(output, "stacks", name)).terraform;
    }
  });

  afterAll(async () => {
    aws?.destroy();
    await deployment?.stop();
    removeTemporaryFolders();
    const timings = Object.entries(stacks).map(
      ([name, terraform]) =>
        `${name}: ${(terraform?.timings ?? []).map(({ command, seconds }) => `${command} ${seconds.toFixed(1)} s`).join(", ")}`,
    );
    process.stderr.write(`Provider ${deployment?.providerVersion}\n${timings.join("\n")}\n`);
  });

  step("applies the organization stack; its first plan knows every policy", async () => {
    await stack("organization").init();
    const plan = await stack("organization").plan();
    firstPlans.organization = plan;

    expect(unknownPolicies(plan)).toEqual([]);
    // AWS invents the policies' ids.
    expect(unknownLinks(plan)).toEqual([
      expect.stringMatching(/^aws_organizations_policy_attachment\..*Guard.*\.policy_id$/),
      expect.stringMatching(/^aws_organizations_policy_attachment\..*OptOut.*\.policy_id$/),
    ]);
    await stack("organization").apply();
  });

  step(
    "applies the keys stack; its first plan knows the key's policy, with roles that do not exist yet",
    async () => {
      await stack("keys").init();
      const plan = await stack("keys").plan();
      firstPlans.keys = plan;

      expect(unknownPolicies(plan)).toEqual([]);
      expect(unknownLinks(plan)).toEqual([expect.stringMatching(/^aws_kms_alias\..*\.target_key_id$/)]);
      expect(JSON.stringify(plan)).toContain(`role/${ROLE}`);
      await stack("keys").apply();
    },
  );

  step("applies the workload stack; its first plan knows every policy and every link", async () => {
    await stack("workload").init();
    const plan = await stack("workload").plan();
    firstPlans.workload = plan;

    expect(unknownPolicies(plan)).toEqual([]);
    expect(unknownLinks(plan)).toEqual([]);
    expect(plan).not.toHaveProperty("errored", true);
    await stack("workload").apply();
  });

  step("passes every control on its first plans, with nothing unknown", () => {
    expect(Object.keys(firstPlans)).toEqual(["organization", "keys", "workload"]);
    expect(findingsIn(firstPlans)).toEqual([]);
  });

  step("passes every control on each plan alone, beside the configuration that it came from", () => {
    for (const [name, plan] of Object.entries(firstPlans))
      expect([name, findingsIn({ [name]: plan }, output)]).toEqual([name, []]);
  });

  step("sees no change once applied, but what moto never returns", async () => {
    const older = deployment.providerVersion.startsWith("5.");
    const organization = await stack("organization").plan();
    expect(changes(organization)).toEqual([]);
    const keys = await stack("keys").plan();
    expect(changes(keys)).toEqual([
      {
        address: expect.stringMatching(/^aws_kms_key\./),
        actions: ["update"],
        attributes: ["rotation_period_in_days"],
      },
    ]);
    const workloadPlan = await stack("workload").plan();
    const workload = changes(workloadPlan);
    // On other providers moto may hide other attributes; there must be none beside the function's all the same.
    expect(workload.map(({ address }) => address)).toEqual(
      ["Enroll", "Erase", "Verify"].map((name) =>
        expect.stringMatching(`^aws_lambda_function\\.Verification_${name}Face_`),
      ),
    );
    if (older)
      for (const { attributes } of workload) expect(attributes).toEqual(["kms_key_arn", "logging_config"]);
    // What is there is judged as what will be there: no-ops and all.
    expect(findingsIn({ organization, keys, workload: workloadPlan })).toEqual([]);
  });

  step("has the opt-out attached to the root, of its own type, with the guard", async () => {
    const attached = async (type: PolicyType) => {
      const { Policies: policies = [] } = await aws.organizations.send(
        new ListPoliciesForTargetCommand({ TargetId: rootId, Filter: type }),
      );
      const ours = policies.find(({ Name: name }) => name?.startsWith(PREFIX));
      const { Policy: policy } = await aws.organizations.send(
        new DescribePolicyCommand({ PolicyId: ours?.Id }),
      );
      return JSON.parse(policy?.Content ?? "null");
    };
    const locked = { "@@operators_allowed_for_child_policies": ["@@none"] };
    const optedOut = { ...locked, opt_out_policy: { ...locked, "@@assign": "optOut" } };

    expect(await attached("AISERVICES_OPT_OUT_POLICY")).toEqual({
      services: { ...locked, default: optedOut, rekognition: optedOut },
    });
    expect(await attached("SERVICE_CONTROL_POLICY")).toMatchObject({
      Statement: [
        { Sid: "KeepAiServicesOptOut", Effect: "Deny" },
        { Sid: "StayInOrganization", Effect: "Deny" },
      ],
    });
  });

  step("has a symmetric key that rotates, under its alias, with the policy that was planned", async () => {
    const { Aliases: aliases } = await aws.kms.send(new ListAliasesCommand({}));
    const alias = aliases?.find(({ AliasName: name }) => name === `alias/${PREFIX}/face-images`);
    const { KeyMetadata: key } = await aws.kms.send(new DescribeKeyCommand({ KeyId: alias?.TargetKeyId }));
    const rotation = await aws.kms.send(new GetKeyRotationStatusCommand({ KeyId: key?.KeyId }));
    const { Policy: policy } = await aws.kms.send(
      new GetKeyPolicyCommand({ KeyId: key?.KeyId, PolicyName: "default" }),
    );
    keyArn = key?.Arn ?? "";

    expect(key).toMatchObject({ KeySpec: "SYMMETRIC_DEFAULT", KeyUsage: "ENCRYPT_DECRYPT", Enabled: true });
    expect(rotation.KeyRotationEnabled).toBe(true);
    expect(JSON.parse(policy ?? "")).toEqual(JSON.parse(resourceOf("keys", "aws_kms_key").policy as string));
  });

  step("has a private, versioned, encrypted and logged bucket of faces", async () => {
    const Bucket = FACES;
    const { ServerSideEncryptionConfiguration: encryption } = await aws.s3.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    const { PublicAccessBlockConfiguration: block } = await aws.s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    const { OwnershipControls: ownership } = await aws.s3.send(
      new GetBucketOwnershipControlsCommand({ Bucket }),
    );
    const { Status: versioning } = await aws.s3.send(new GetBucketVersioningCommand({ Bucket }));
    const { LoggingEnabled: logging } = await aws.s3.send(new GetBucketLoggingCommand({ Bucket }));
    const { Rules: rules } = await aws.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));

    expect(encryption?.Rules).toEqual([
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: keyArn },
        BucketKeyEnabled: true,
      },
    ]);
    expect(block).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(ownership?.Rules).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
    expect(versioning).toBe("Enabled");
    expect(logging).toMatchObject({ TargetBucket: LOGS, TargetPrefix: "faces/" });
    expect(rules).toEqual([
      expect.objectContaining({
        ID: "expire",
        Status: "Enabled",
        Expiration: expect.objectContaining({ Days: 1095 }),
        NoncurrentVersionExpiration: expect.objectContaining({ NoncurrentDays: 30 }),
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }),
      ...["probes/", "liveness/"].map((Prefix) =>
        expect.objectContaining({ Expiration: { Days: 7 }, Filter: { Prefix }, Status: "Enabled" }),
      ),
      expect.objectContaining({ Expiration: { ExpiredObjectDeleteMarker: true }, Status: "Enabled" }),
    ]);
  });

  step("has the bucket policies that were planned, with the key's ARN filled in", async () => {
    const policyOf = async (Bucket: string) =>
      JSON.parse((await aws.s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy ?? "");
    const sids = ({ Statement: statements }: { Statement: readonly { Sid: string }[] }) =>
      statements.map(({ Sid }) => Sid);
    const faces = await policyOf(FACES);

    expect(sids(faces)).toEqual([
      "DenyPlainHttp",
      "DenyTlsBelow12",
      "DenyOtherAlgorithm",
      "DenyOtherKey",
      "DenyKmsWithoutKeyId",
      "DenyCustomerProvidedKey",
    ]);
    expect(faces.Statement[3].Condition.ArnNotEquals).toEqual({
      "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn,
    });
    expect(sids(await policyOf(LOGS))).toEqual(["AllowLogDelivery", "DenyPlainHttp", "DenyTlsBelow12"]);
  });

  step("encrypts an upload without headers under the key, with the bucket key", async () => {
    const object = { Bucket: FACES, Key: "members/one" };
    const head = await withoutBucketPolicy(aws.s3, FACES, async () => {
      await aws.s3.send(new PutObjectCommand({ ...object, Body: "face" }));
      return aws.s3.send(new HeadObjectCommand(object));
    });

    expect(head).toMatchObject({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: keyArn,
      BucketKeyEnabled: true,
    });
    expect(head.VersionId).toEqual(expect.any(String));
  });

  step("has the function, hardened, with the bundle's own hash", async () => {
    const { Configuration: configuration, Concurrency: concurrency } = await aws.lambda.send(
      new GetFunctionCommand({ FunctionName: FUNCTION }),
    );
    const events = await aws.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: FUNCTION }));

    expect(configuration).toMatchObject({
      Runtime: "nodejs22.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      CodeSha256: resourceOf("workload", "aws_lambda_function", "VerifyFace/Function").source_code_hash,
      TracingConfig: { Mode: "Active" },
      Environment: {
        Variables: {
          AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
          IMAGE_BUCKET: FACES,
          IMAGE_BUCKET_OWNER: LOCAL_ACCOUNT,
          IMAGE_KEY_ARN: keyArn,
          SIMILARITY_THRESHOLD: "99",
        },
      },
      Role: `arn:aws:iam::${LOCAL_ACCOUNT}:role/${ROLE}`,
    });
    expect(concurrency?.ReservedConcurrentExecutions).toBe(10);
    expect(events.DestinationConfig?.OnFailure?.Destination).toMatch(new RegExp(`:${FUNCTION}-failures$`));
  });

  step("has the function's role, log group and failure queue, all under the key", async () => {
    const { Role: role } = await aws.iam.send(new GetRoleCommand({ RoleName: ROLE }));
    const { PolicyDocument: document = "" } = await aws.iam.send(
      new GetRolePolicyCommand({ RoleName: ROLE, PolicyName: "least-privilege" }),
    );
    const statements: readonly { Sid: string; Resource: unknown }[] = JSON.parse(
      decodeURIComponent(document),
    ).Statement;
    const { logGroups } = await aws.logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/lambda/${FUNCTION}` }),
    );
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: `${FUNCTION}-failures` }));
    const { Attributes: queue } = await aws.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );

    expect(JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? "")).Statement).toEqual([
      {
        Sid: "AllowLambda",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ]);
    expect(statements.find(({ Sid }) => Sid === "ReadFaces")?.Resource).toEqual([
      `arn:aws:s3:::${FACES}/members/*`,
      `arn:aws:s3:::${FACES}/probes/*`,
    ]);
    expect(statements.filter(({ Resource }) => Resource === "*").map(({ Sid }) => Sid)).toEqual([
      "WriteTraces",
      "CompareFaces",
    ]);
    expect(logGroups).toEqual([expect.objectContaining({ retentionInDays: 400, kmsKeyId: keyArn })]);
    expect(queue).toMatchObject({ KmsMasterKeyId: keyArn, MessageRetentionPeriod: String(4 * 86_400) });
    expect(JSON.parse(queue?.Policy ?? "").Statement).toMatchObject([
      { Sid: "DenyPlainHttp", Principal: "*" },
    ]);
  });

  step("is not destroyed by accident: the key is protected until the settings say why", async () => {
    await expect(stack("keys").destroy()).rejects.toThrow("prevent_destroy");
  });

  step("is destroyed with nothing left, once the settings give a reason", async () => {
    const folder = synthesizeApp({
      ...settings(rootId),
      teardown: { reason: "the deploy test takes down what it made" },
    });
    await stopAccessLogging(aws.s3, FACES);
    await emptyBucket(aws.s3, FACES);
    await emptyBucket(aws.s3, LOGS);
    for (const name of ["workload", "keys", "organization"]) {
      const terraform = deployment.stack(join(folder, "stacks", name)).terraform;
      await terraform.init();
      await terraform.destroy();
      expect(await terraform.stateAddresses()).toEqual([]);
    }
    expect(await leftovers(aws)).toEqual([]);
  });

  function resourceOf(stackName: string, type: string, pathEnd = ""): Record<string, unknown> {
    const [resource] = resourcesOf(stack(stackName).configuration(), type).filter(({ path }) =>
      path.endsWith(pathEnd),
    );
    if (resource === undefined) throw new Error(`The stack ${stackName} has no ${type} at …${pathEnd}.`);
    return resource.values;
  }
});
