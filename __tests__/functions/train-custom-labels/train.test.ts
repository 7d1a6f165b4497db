/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { type Answer, finishTraining, jsonError, type KeyTraits } from "../../support/fake-aws";
import { httpEvent, KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";
import {
  answered,
  OUTPUT_BUCKET,
  operatorError,
  refused,
  STATUS,
  TESTING_MANIFEST,
  TRAINING_BUCKET,
  TRAINING_MANIFEST,
  training,
  trainingWorld,
  tryAgain,
} from "./support";

const test = trainingWorld();
const { fake } = test;
const operations = () => fake.aws.requests.map(({ operation }) => operation);
const invoke = (event: unknown) => fake.invoke(event);
const project = () => fake.world.projects.get(test.projectArn);

/** An answer once, after which the world answers. */
const once = (answer: Answer) => [answer, "world"] as const;

describe("train-custom-labels, asked to train", () => {
  it("begins, and says so", async () => {
    const { result, metrics, logged } = await invoke(training());

    expect(result).toEqual(answered("started", "training", false));
    expect(project()?.versions).toHaveLength(1);
    expect(metrics).toEqual(["TrainingStarted"]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "custom labels training",
        requestId: "invocation-1",
        outcome: "started",
        status: "training",
        DescribeKeyMs: expect.any(Number),
        DescribeProjectsMs: expect.any(Number),
        HeadObjectMs: expect.any(Number),
        CreateProjectVersionMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("looks at the key, the project and the manifests first, of the account's own bucket", async () => {
    await invoke(training());

    expect(operations()).toEqual([
      "DescribeKey",
      "DescribeProjects",
      "HeadObject",
      "HeadObject",
      "CreateProjectVersion",
    ]);
    expect(JSON.parse(fake.aws.received("DescribeKey")[0]?.body ?? "")).toEqual({ KeyId: KEY_ARN });
    for (const { headers } of fake.aws.received("HeadObject"))
      expect(headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
  });

  it("names the key, the results' place, and the manifests in their versions", async () => {
    await invoke(training());

    const manifest = (Name: string) => ({
      GroundTruthManifest: {
        S3Object: { Bucket: TRAINING_BUCKET, Name, Version: fake.bucket.newest(Name)?.versionId },
      },
    });
    expect(JSON.parse(fake.aws.received("CreateProjectVersion")[0]?.body ?? "")).toEqual({
      ProjectArn: test.projectArn,
      VersionName: "v1",
      KmsKeyId: KEY_ARN,
      OutputConfig: { S3Bucket: OUTPUT_BUCKET, S3KeyPrefix: "v1/" },
      TrainingData: { Assets: [manifest(TRAINING_MANIFEST)] },
      TestingData: { Assets: [manifest(TESTING_MANIFEST)] },
    });
  });

  it("has Rekognition split the images where that is asked", async () => {
    await invoke({ versionName: "v1", trainingManifestKey: TRAINING_MANIFEST, autoSplit: true });

    expect(fake.aws.received("HeadObject")).toHaveLength(1);
    expect(JSON.parse(fake.aws.received("CreateProjectVersion")[0]?.body ?? "")).toMatchObject({
      TestingData: { AutoCreate: true },
    });
  });

  it("knows a version by its name, however often it is asked", async () => {
    await invoke(training());
    const again = await invoke(training());

    expect(again.result).toEqual(answered("known", "training", false));
    expect(again.metrics).toEqual([]);
    finishTraining(fake.world, project()?.versions[0]?.arn ?? "");
    expect((await invoke(training())).result).toEqual(answered("known", "trained", true));
    expect(project()?.versions).toHaveLength(1);
  });

  it("takes a training whose answer was lost for what it is", async () => {
    fake.aws.script("CreateProjectVersion", "reset-after-applying", "world");

    expect((await invoke(training())).result).toEqual(answered("known", "training", false));
    expect(project()?.versions).toHaveLength(1);
  });

  it.each<[string, KeyTraits, string]>([
    ["missing", "missing", "KMS knows no such key."],
    ["of AWS", { manager: "AWS" }, "It is a key of AWS"],
    ["asymmetric", { spec: "RSA_2048" }, "It is not a symmetric key"],
    ["for signatures", { usage: "SIGN_VERIFY" }, "It is not a symmetric key"],
    ["for MACs", { spec: "HMAC_256", usage: "GENERATE_VERIFY_MAC" }, "It is not a symmetric key"],
    ["disabled", { state: "Disabled" }, "It is not enabled."],
    ["to be deleted", { state: "PendingDeletion" }, "It is not enabled."],
  ])("does not train under a key that is %s", async (_, traits, says) => {
    fake.world.keys.set(KEY_ARN, traits);
    const { result, thrown, metrics } = await invoke(training());

    expect(result).toEqual(operatorError("key-unfit"));
    expect(thrown?.message).toContain(says);
    expect(metrics).toEqual(["OperatorFault"]);
    expect(operations()).toEqual(["DescribeKey"]);
  });

  it.each([
    ["another key", JSON.stringify({ KeyMetadata: { Arn: OTHER_KEY_ARN } })],
    ["none", "{}"],
  ])("does not train where KMS describes %s", async (_, body) => {
    fake.aws.script("DescribeKey", { status: 200, body });
    expect((await invoke(training())).result).toEqual(operatorError("key-unfit"));
    expect(operations()).toEqual(["DescribeKey"]);
  });

  it.each([TRAINING_MANIFEST, TESTING_MANIFEST])("refuses the manifest %s that is not there", async (key) => {
    fake.bucket.delete(key);
    const { result, metrics } = await invoke(training());

    expect(result).toEqual(refused("manifest-not-found"));
    expect(metrics).toEqual(["Refused"]);
    expect(project()?.versions).toEqual([]);
  });

  it("refuses a manifest of which there is a delete marker only", async () => {
    const headers = { "x-amz-delete-marker": "true" };
    fake.aws.script("HeadObject", { status: 200, headers });
    expect((await invoke(training())).result).toEqual(refused("manifest-not-found"));
  });

  it.each([
    ["under another key", { encryption: { algorithm: "aws:kms" as const, keyArn: OTHER_KEY_ARN } }],
    ["not under a key", { encryption: { algorithm: "AES256" as const } }],
  ])("does not train with a manifest that is kept %s", async (_, how) => {
    fake.bucket.put(TESTING_MANIFEST, Buffer.from("{}\n"), how);
    expect((await invoke(training())).result).toEqual(operatorError("manifest-kept-otherwise"));
    expect(project()?.versions).toEqual([]);
  });

  it.each([403, 301])("tells the operator of a manifest that S3 answers with %d", async (status) => {
    fake.aws.script("HeadObject", { status });
    expect((await invoke(training())).result).toEqual(operatorError("manifest-unreadable"));
  });

  it.each([
    ["LimitExceededException", tryAgain("training-limit")],
    ["ThrottlingException", tryAgain("throttled")],
    ["InternalServerError", tryAgain("service-unavailable"), 500],
    ["InvalidParameterException", operatorError("training-refused")],
    ["ServiceQuotaExceededException", operatorError("training-refused")],
    ["ResourceNotFoundException", operatorError("project-missing")],
    ["AccessDeniedException", operatorError("training-denied")],
    ["SomethingElse", operatorError("unexpected")],
  ])("answers Rekognition's %s by whose move it is", async (error, failure, status = 400) => {
    fake.aws.script("CreateProjectVersion", jsonError(error, status));
    expect((await invoke(training())).result).toEqual(failure);
  });

  it("tells the operator where something is in use that is not the version", async () => {
    fake.aws.script("CreateProjectVersion", jsonError("ResourceInUseException"));
    expect((await invoke(training())).result).toEqual(operatorError("training-refused"));
  });

  it("does not take an answer without a version for a training", async () => {
    fake.aws.script("CreateProjectVersion", { status: 200, body: "{}" });
    expect((await invoke(training())).result).toEqual(tryAgain("answer-unreadable"));
  });

  it.each([
    ["kms:DescribeKey", "key-refused"],
    ["kms:CreateGrant", "training-denied"],
    ["kms:GenerateDataKey", "training-denied"],
    ["rekognition:DescribeProjects", "training-denied"],
    ["rekognition:CreateProjectVersion", "training-denied"],
    ["s3:GetObject", "manifest-unreadable"],
  ])("tells the operator that the role lacks %s", async (action, reason) => {
    fake.world.denies = (asked) => asked === action;
    expect((await invoke(training())).result).toEqual(operatorError(reason));
    expect(project()?.versions).toEqual([]);
  });
});

describe("train-custom-labels by HTTP", () => {
  it("answers 202 until training has ended, then 200", async () => {
    expect((await invoke(httpEvent(training()))).result.statusCode).toBe(202);
    expect((await invoke(httpEvent({ status: true }, { versionName: "v1" }))).result.statusCode).toBe(202);
    finishTraining(fake.world, project()?.versions[0]?.arn ?? "", "TRAINING_FAILED");
    const { result } = await invoke(httpEvent({ status: true }, { versionName: "v1" }));
    expect(result.statusCode).toBe(200);
    expect(JSON.parse(String(result.body))).toEqual(answered("known", "failed", true));
  });

  it("answers 404 for a version, or a manifest, that there is not", async () => {
    expect((await invoke(httpEvent(STATUS))).result.statusCode).toBe(404);
    fake.bucket.delete(TRAINING_MANIFEST);
    expect((await invoke(httpEvent(training()))).result.statusCode).toBe(404);
  });
});

describe("train-custom-labels, once", () => {
  it("goes on after a fault that has passed", async () => {
    fake.aws.script("DescribeKey", ...once("reset"));
    fake.aws.script("HeadObject", ...once("throttling"));
    fake.aws.script("CreateProjectVersion", ...once("internal-error"));
    expect((await invoke(training())).result).toEqual(answered("started", "training", false));
  });
});
