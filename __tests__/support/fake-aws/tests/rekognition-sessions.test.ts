/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import * as sdk from "@aws-sdk/client-rekognition";
import { finishFaceSearch, finishLiveness, testImage, testVideo } from "..";
import { failureOf } from "./clients";
import { fixture, KEY_ARN } from "./fixture";

const fake = fixture(2);
beforeEach(() => {
  fake.bucket.put("ada", testImage({ faces: ["ada"] }));
});
const of = (...faces: string[]) => ({ Bytes: testImage({ faces }) });
const stored = (Name: string, Version?: string) => ({ S3Object: { Bucket: "faces", Name, Version } });

describe("the fake's Face Liveness", () => {
  const create = (options: sdk.CreateFaceLivenessSessionCommandInput = {}) =>
    fake.clients.rekognition.send(new sdk.CreateFaceLivenessSessionCommand(options));
  const results = (SessionId: string | undefined) =>
    fake.clients.rekognition.send(new sdk.GetFaceLivenessSessionResultsCommand({ SessionId }));
  const output = { OutputConfig: { S3Bucket: "faces", S3KeyPrefix: "liveness/member-1" } };

  it("gives the picture of who was there, in bytes", async () => {
    const { SessionId = "" } = await create();
    expect(await results(SessionId)).toMatchObject({ SessionId, Status: "CREATED" });
    finishLiveness(fake.world, SessionId, { faces: ["ada"], confidence: 87.5 });
    const { Status, Confidence, ReferenceImage, AuditImages } = await results(SessionId);
    expect([Status, Confidence, AuditImages]).toEqual(["SUCCEEDED", 87.5, []]);
    expect(Buffer.from(ReferenceImage?.Bytes ?? [])).toEqual(testImage({ faces: ["ada"] }));
  });

  it.each(["liveness/member-1", "liveness/member-1/"])(
    "puts pictures in the bucket, below %s",
    async (S3KeyPrefix) => {
      const OutputConfig = { S3Bucket: "faces", S3KeyPrefix };
      const { SessionId = "" } = await create({ Settings: { OutputConfig, AuditImagesLimit: 1 } });
      finishLiveness(fake.world, SessionId, { faces: ["ada"] });
      const { ReferenceImage, AuditImages } = await results(SessionId);
      const Name = `liveness/member-1/${SessionId}/reference.jpg`;
      expect(ReferenceImage).toMatchObject({ S3Object: { Bucket: "faces", Name } });
      expect(AuditImages).toHaveLength(1);
      expect(fake.bucket.newest(Name)?.content?.encryption).toMatchObject({
        keyArn: KEY_ARN,
      });
    },
  );

  it("puts them at the bucket's top, without a prefix", async () => {
    const { SessionId = "" } = await create({ Settings: { OutputConfig: { S3Bucket: "faces" } } });
    finishLiveness(fake.world, SessionId, { faces: ["ada"] });
    expect(fake.bucket.newest(`${SessionId}/reference.jpg`)).toBeDefined();
  });

  it("fails, and may have no picture", async () => {
    const { SessionId = "" } = await create({ KmsKeyId: KEY_ARN });
    finishLiveness(fake.world, SessionId, { status: "FAILED", confidence: 3 });
    const answer = await results(SessionId);
    expect(answer).toMatchObject({ Status: "FAILED", Confidence: 3 });
    expect(answer).not.toHaveProperty("ReferenceImage");
  });

  it("is over after three minutes, and has nothing to show", async () => {
    const { SessionId = "" } = await create();
    finishLiveness(fake.world, SessionId, { faces: ["ada"] });
    fake.seconds += 180;
    expect(await results(SessionId)).toMatchObject({ Status: "SUCCEEDED" });
    fake.seconds += 1;
    const answer = await results(SessionId);
    expect(answer.Status).toBe("EXPIRED");
    expect(answer).not.toHaveProperty("ReferenceImage");
  });

  it("begins once for a token", async () => {
    const first = await create({ ClientRequestToken: "one" });
    expect((await create({ ClientRequestToken: "one" })).SessionId).toBe(first.SessionId);
    expect((await create({ ClientRequestToken: "two" })).SessionId).not.toBe(first.SessionId);
    expect((await create()).SessionId).not.toBe((await create()).SessionId);
  });

  it.each<[string, sdk.CreateFaceLivenessSessionCommandInput]>([
    ["a token with other signs", { ClientRequestToken: "a b" }],
    ["more audit images than four", { Settings: { AuditImagesLimit: 5 } }],
    ["no such bucket", { Settings: { OutputConfig: { S3Bucket: "none" } } }],
    ["another's bucket", { Settings: { OutputConfig: { S3Bucket: "theirs" } } }],
  ])("refuses %s", async (_, request) => {
    fake.world.createBucket("theirs", { owner: "444455556666" });
    expect(await failureOf(create(request))).toMatchObject({ name: "InvalidParameterException" });
  });

  it.each(["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt", "s3:PutObject"])(
    "begins for nobody without %s",
    async (action) => {
      fake.world.denies = (asked) => asked === action;
      const request = { KmsKeyId: KEY_ARN, Settings: output };
      expect(await failureOf(create(request))).toMatchObject({ name: "AccessDeniedException" });
    },
  );

  it("shows results under a key to who may use it, and knows no other sessions", async () => {
    const { SessionId } = await create({ KmsKeyId: KEY_ARN });
    fake.world.denies = (action) => action === "kms:Decrypt";
    expect(await failureOf(results(SessionId))).toMatchObject({ name: "AccessDeniedException" });
    expect(await failureOf(results("other"))).toMatchObject({ name: "SessionNotFoundException" });
  });
});

describe("the fake's face search in videos", () => {
  const CollectionId = "desk";
  const start = (options: Partial<sdk.StartFaceSearchCommandInput> = {}) =>
    fake.clients.rekognition.send(
      new sdk.StartFaceSearchCommand({ CollectionId, Video: stored("door.mp4"), ...options }),
    );
  const get = (JobId: string | undefined, options: object = {}) =>
    fake.clients.rekognition.send(new sdk.GetFaceSearchCommand({ JobId, ...options }));

  beforeEach(async () => {
    await fake.clients.rekognition.send(new sdk.CreateCollectionCommand({ CollectionId }));
    await fake.clients.rekognition.send(new sdk.IndexFacesCommand({ CollectionId, Image: of("ada") }));
    fake.bucket.put("door.mp4", testVideo(["bob", "ada", "eve"]));
  });

  it("says who of the collection is in the video, in pages, when it is done", async () => {
    const { JobId = "" } = await start({ JobTag: "door" });
    expect(await get(JobId)).toMatchObject({ JobStatus: "IN_PROGRESS", JobTag: "door" });
    finishFaceSearch(fake.world, JobId);
    const first = await get(JobId);
    const second = await get(JobId, { NextToken: first.NextToken });
    const persons = [...(first.Persons ?? []), ...(second.Persons ?? [])];
    expect(persons.map(({ FaceMatches }) => FaceMatches?.length)).toEqual([0, 1, 0]);
    expect(first).toMatchObject({ JobStatus: "SUCCEEDED", VideoMetadata: { DurationMillis: 3000 } });
    expect(second.NextToken).toBeUndefined();
  });

  it("begins once for a token", async () => {
    const { JobId } = await start({ ClientRequestToken: "one" });
    expect((await start({ ClientRequestToken: "one" })).JobId).toBe(JobId);
    expect((await start()).JobId).not.toBe(JobId);
  });

  it("fails where told to, and for what is no video", async () => {
    const failed = await start();
    finishFaceSearch(fake.world, failed.JobId ?? "", "FAILED");
    const noVideo = await start({ Video: stored("ada") });
    finishFaceSearch(fake.world, noVideo.JobId ?? "");
    for (const { JobId } of [failed, noVideo])
      expect(await get(JobId)).toMatchObject({ JobStatus: "FAILED" });
  });

  it.each([
    [{ Video: stored("none.mp4") }, "InvalidS3ObjectException"],
    [{ Video: {} }, "InvalidS3ObjectException"],
    [{ CollectionId: "none" }, "ResourceNotFoundException"],
  ])("refuses %j", async (options, name) => {
    expect(await failureOf(start(options))).toMatchObject({ name });
    expect(await failureOf(get("none"))).toMatchObject({ name: "ResourceNotFoundException" });
  });
});
