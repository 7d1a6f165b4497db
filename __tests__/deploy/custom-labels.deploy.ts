import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { App } from "cdktf";
import { AlarmTopic, ConsoleBucketEncryption, CustomLabels } from "../../constructs";
import { FakeAws, FakeWorld } from "../support/fake-aws";
import { awsStack, KEY_ARN, knownKey } from "../support/synth";
import { Deployment } from "./deployment";
import { findingsIn } from "./judge";
import { LOCAL_ACCOUNT } from "./local-aws";
import { changes, type TerraformPlan, unknownLinks, unknownPolicies } from "./plan";
import { type AwsClients, connect, emptyBucket, leftovers, stopAccessLogging } from "./readback";
import { removeTemporaryFolders, temporaryFolder } from "./synthesize";
import type { Terraform } from "./terraform";

const REGION = "eu-west-1";
const CONSOLE = `custom-labels-console-${REGION}-0a1b2c3d4e`;

/** A model, and the console's bucket beside it. @param authorities The file with the authority of the fake's certificate. */
function synthesize(authorities: string): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir, stackTraces: false });
  const stack = awsStack(app, "models");
  stack.addOverride("provider.aws.0.custom_ca_bundle", authorities);
  const key = knownKey(stack);
  new CustomLabels(stack, "Books", {
    projectName: "books",
    trainingBucketName: `books-training-${LOCAL_ACCOUNT}`,
    outputBucketName: `books-results-${LOCAL_ACCOUNT}`,
    key,
    alarmTopic: new AlarmTopic(stack, "Alarms", { topicName: "alarms", key }),
  });
  new ConsoleBucketEncryption(stack, "Console", {
    bucketName: CONSOLE,
    key,
    allowDestroy: { reason: "the deploy test takes down what it made" },
  });
  app.synth();
  return join(outdir, "stacks", "models");
}

describe("Custom Labels, deployed", () => {
  const world = new FakeWorld({ accountId: LOCAL_ACCOUNT, region: REGION });
  let rekognition: FakeAws;
  let deployment: Deployment;
  let aws: AwsClients;
  let models: Terraform;
  let firstPlan: TerraformPlan;
  const step = (name: string, work: () => Promise<void>) => Deployment.step(name, () => deployment, work);

  beforeAll(async () => {
    rekognition = await FakeAws.start({ world });
    const authorities = join(temporaryFolder(), "authorities.pem");
    writeFileSync(authorities, rekognition.certificateAuthority);
    const folder = synthesize(authorities);
    deployment = await Deployment.start(folder, { rekognitionEndpoint: rekognition.endpoint });
    aws = connect(deployment.aws.endpoint, REGION);
    models = deployment.stack(folder).terraform;
    // What the console made, with what it keeps there.
    const location = { LocationConstraint: REGION } as const;
    await aws.s3.send(new CreateBucketCommand({ Bucket: CONSOLE, CreateBucketConfiguration: location }));
    await aws.s3.send(new PutObjectCommand({ Bucket: CONSOLE, Key: "assets/book.jpg", Body: "jpeg" }));
  });

  afterAll(async () => {
    aws?.destroy();
    await deployment?.stop();
    await rekognition?.stop();
    removeTemporaryFolders();
  });

  step("shows every policy and every link in a first plan, which passes the controls", async () => {
    await models.init();
    firstPlan = await models.plan();
    expect(unknownPolicies(firstPlan)).toEqual([]);
    expect(unknownLinks(firstPlan)).toEqual([]);
    // The opt-out is another stack's.
    const found = findingsIn({ models: firstPlan }).filter(({ control }) => !/-OPTOUT-/.test(control));
    expect(found).toEqual([]);
  });

  step("makes the project, and tells the function its name", async () => {
    await models.apply();
    const [[arn = "", project] = []] = [...world.projects];
    expect(project).toMatchObject({ name: "books", feature: "CUSTOM_LABELS", versions: [] });
    expect(Object.fromEntries(world.tags.get(arn) ?? [])).toEqual({ "guardrails:role": "custom-labels" });
    const { Functions = [] } = await aws.lambda.send(new ListFunctionsCommand({}));
    expect(Functions.map(({ Environment }) => Environment?.Variables)).toEqual([
      expect.objectContaining({ PROJECT_NAME: "books", TRAINING_KEY_ARN: KEY_ARN }),
    ]);
  });

  step("protects the console's bucket, and leaves alone what is in it", async () => {
    const Bucket = CONSOLE;
    const { ServerSideEncryptionConfiguration: encryption } = await aws.s3.send(
      new GetBucketEncryptionCommand({ Bucket }),
    );
    const { PublicAccessBlockConfiguration: block } = await aws.s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    const { Policy: policy = "" } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(encryption?.Rules).toEqual([
      expect.objectContaining({
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: KEY_ARN },
        BucketKeyEnabled: true,
      }),
    ]);
    expect(Object.values(block ?? {})).toEqual([true, true, true, true]);
    expect(JSON.parse(policy).Statement).toMatchObject([{ Sid: "DenyPlainHttp" }, { Sid: "DenyTlsBelow12" }]);
  });

  step("sees no change once applied, but what moto never returns", async () => {
    const wanted = changes(await models.plan());
    expect(wanted.map(({ address }) => address)).toEqual([expect.stringMatching(/^aws_lambda_function\./)]);
  });

  step("is destroyed; the console's bucket stays, with what is in it", async () => {
    const [training, results] = [`books-training-${LOCAL_ACCOUNT}`, `books-results-${LOCAL_ACCOUNT}`];
    for (const bucket of [training, results]) await stopAccessLogging(aws.s3, bucket);
    for (const bucket of [training, results, `${training}-logs`]) await emptyBucket(aws.s3, bucket);
    await models.destroy();
    expect(await models.stateAddresses()).toEqual([]);
    expect(world.projects.size).toBe(0);
    expect(await leftovers(aws)).toEqual([`bucket ${CONSOLE}`]);
    const head = await aws.s3.send(new HeadObjectCommand({ Bucket: CONSOLE, Key: "assets/book.jpg" }));
    expect(head.ContentLength).toBe(4);
  });
});
