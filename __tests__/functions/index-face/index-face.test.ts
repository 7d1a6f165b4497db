/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createIndexFace } from "../../../functions/index-face/handler";
import { testImage } from "../../support/fake-aws";
import {
  COLLECTION,
  enrol,
  makeCollection,
  pictureOf,
  SETTINGS,
  vectorsOf,
} from "../support/collection-world";
import { BUCKET, httpEvent, OTHER_KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";

const fake = imageWorld((clients) => createIndexFace(SETTINGS, clients));
const MEMBER = "ada";
const KEY = `members/${MEMBER}`;
const INDEXED = { outcome: "indexed", requestId: REQUEST_ID };
const rejected = (reason: string) => ({ outcome: "rejected", reason, requestId: REQUEST_ID });
const operatorError = (reason: string) => ({ name: "OperatorError", reason });
const operations = () => fake.aws.requests.map(({ operation }) => operation);
const invoke = () => fake.invoke({ memberId: MEMBER });

beforeEach(() => makeCollection(fake.world));

describe("index-face", () => {
  it("puts the one face of the member's picture into the collection, by member and version", async () => {
    const version = enrol(fake.world, MEMBER);
    const { result, metrics, logged } = await invoke();

    expect(result).toEqual(INDEXED);
    expect(vectorsOf(fake.world)).toEqual([`${MEMBER}:${version}`]);
    expect(metrics).toEqual(["Indexed"]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "face indexing",
        requestId: REQUEST_ID,
        outcome: "indexed",
        memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
        HeadObjectMs: expect.any(Number),
        DetectFacesMs: expect.any(Number),
        IndexFacesMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("names the very version that S3 showed to be under our key, and the bucket's owner", async () => {
    const version = enrol(fake.world, MEMBER);
    await invoke();
    expect(operations()).toEqual(["HeadObject", "DetectFaces", "IndexFaces", "HeadObject"]);
    expect(JSON.parse(fake.aws.received("DetectFaces")[0]?.body ?? "")).toEqual({
      Image: { S3Object: { Bucket: BUCKET, Name: KEY, Version: version } },
    });
    expect(fake.aws.received("HeadObject")[0]?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
    expect(JSON.parse(fake.aws.received("IndexFaces")[0]?.body ?? "")).toEqual({
      CollectionId: COLLECTION,
      Image: { S3Object: { Bucket: BUCKET, Name: KEY, Version: version } },
      ExternalImageId: `${MEMBER}:${version}`,
      MaxFaces: 1,
      QualityFilter: "AUTO",
      DetectionAttributes: ["DEFAULT"],
    });
  });

  it("is one vector, asked twice; and another of another picture", async () => {
    const first = enrol(fake.world, MEMBER);
    expect([(await invoke()).result, (await invoke()).result]).toEqual([INDEXED, INDEXED]);
    expect(vectorsOf(fake.world)).toEqual([`${MEMBER}:${first}`]);
    const second = enrol(fake.world, MEMBER);
    await invoke();
    expect(vectorsOf(fake.world)).toEqual([`${MEMBER}:${first}`, `${MEMBER}:${second}`]);
  });

  it.each<readonly [string, () => unknown, string]>([
    ["replaced", () => enrol(fake.world, MEMBER, pictureOf("eve")), "reference-superseded"],
    ["erased", () => fake.bucket.delete(KEY), "reference-missing"],
  ])("takes the vector back of a picture that was %s meanwhile", async (_, meanwhile, reason) => {
    const seen = enrol(fake.world, MEMBER);
    fake.aws.script("IndexFaces", () => {
      meanwhile();
      return "world";
    });
    expect((await invoke()).result).toEqual(rejected(reason));
    expect(JSON.parse(fake.aws.received("IndexFaces")[0]?.body ?? "").Image.S3Object.Version).toBe(seen);
    expect(vectorsOf(fake.world)).toEqual([]);
  });

  it.each<readonly [string, () => unknown, string]>([
    ["is not there", () => undefined, "reference-missing"],
    [
      "was deleted",
      () => {
        enrol(fake.world, MEMBER);
        fake.bucket.delete(KEY);
      },
      "reference-missing",
    ],
    [
      "is not under our key",
      () =>
        fake.bucket.put(KEY, pictureOf(MEMBER), {
          encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN },
        }),
      "reference-under-another-key",
    ],
    [
      "is in clear to S3",
      () => fake.bucket.put(KEY, pictureOf(MEMBER), { encryption: { algorithm: "AES256" } }),
      "reference-not-encrypted",
    ],
    [
      "may be overwritten",
      () => {
        fake.bucket.versioning = "suspended";
        enrol(fake.world, MEMBER);
      },
      "reference-unversioned",
    ],
  ])("rejects a picture that %s, and shows it to nobody", async (_, arrange, reason) => {
    arrange();
    const { result, metrics } = await invoke();
    expect(result).toEqual(rejected(reason));
    expect(operations()).toEqual(["HeadObject"]);
    expect(metrics).toEqual([]);
  });

  it.each([
    ["nobody", [], "no-face-found"],
    ["two people", ["ada", "bob"], "several-faces"],
    ["a crowd", ["ada", "bob", "eve", "joe"], "several-faces"],
  ])("rejects a picture of %s, and indexes nobody", async (_, faces, reason) => {
    enrol(fake.world, MEMBER, pictureOf(...faces));
    const { result, metrics, logged } = await invoke();
    expect(result).toEqual(rejected(reason));
    expect(fake.aws.received("IndexFaces")).toEqual([]);
    expect(vectorsOf(fake.world)).toEqual([]);
    expect(metrics).toEqual([]);
    expect(logged).toEqual([expect.objectContaining({ outcome: "rejected", reason })]);
  });

  it("indexes nobody where the faces were not counted", async () => {
    enrol(fake.world, MEMBER);
    fake.aws.script("DetectFaces", { status: 200, body: "{}" });
    expect((await invoke()).result).toEqual(rejected("answer-unexpected"));
    expect(fake.aws.received("IndexFaces")).toEqual([]);
  });

  it("rejects a face that Rekognition leaves out for its quality", async () => {
    enrol(fake.world, MEMBER, testImage({ faces: [MEMBER], quality: 10 }));
    expect((await invoke()).result).toEqual(rejected("face-quality-too-low"));
    expect(vectorsOf(fake.world)).toEqual([]);
  });

  it("rejects what is no picture", async () => {
    enrol(fake.world, MEMBER, Buffer.from("GIF89a"));
    expect((await invoke()).result).toEqual(rejected("image-unusable"));
  });

  it.each([
    ["nothing", {}, "answer-unexpected"],
    ["faces that are no list", { FaceRecords: null, UnindexedFaces: [] }, "answer-unexpected"],
    ["left out faces that are no list", { FaceRecords: [], UnindexedFaces: {} }, "answer-unexpected"],
    ["no face, and none left out", { FaceRecords: [] }, "no-face-found"],
    ["a face without an id", { FaceRecords: [{ Face: {} }], UnindexedFaces: [] }, "answer-unexpected"],
    ["no face behind its record", { FaceRecords: [{}] }, "answer-unexpected"],
    ["a face left out without a reason", { FaceRecords: [], UnindexedFaces: [{}] }, "face-quality-too-low"],
    [
      "one face, and one left out for its quality",
      { FaceRecords: [{ Face: { FaceId: "f" } }], UnindexedFaces: [{ Reasons: ["LOW_SHARPNESS"] }] },
      "several-faces",
    ],
    [
      "no face, and one left out for there are more",
      { FaceRecords: [], UnindexedFaces: [{ Reasons: ["EXCEEDS_MAX_FACES"] }] },
      "several-faces",
    ],
    ["two faces", { FaceRecords: [{ Face: { FaceId: "f" } }, { Face: { FaceId: "g" } }] }, "several-faces"],
  ])("rejects an answer of %s", async (_, body, reason) => {
    enrol(fake.world, MEMBER);
    fake.aws.script("IndexFaces", { status: 200, body: JSON.stringify(body) });
    expect((await invoke()).result).toEqual(rejected(reason));
  });

  it("takes back every face that it can name, and no other", async () => {
    enrol(fake.world, MEMBER);
    const Face = { FaceId: "face-1", ExternalImageId: "ada:v" };
    const body = JSON.stringify({ FaceRecords: [{ Face }, {}, { Face: { FaceId: "face-2" } }] });
    fake.aws.script("IndexFaces", { status: 200, body });
    await invoke();
    expect(fake.aws.received("DeleteFaces").map((each) => JSON.parse(each.body))).toEqual([
      { CollectionId: COLLECTION, FaceIds: ["face-1", "face-2"] },
    ]);
  });

  it("tells the operator that there is no collection", async () => {
    enrol(fake.world, MEMBER);
    fake.world.collections.clear();
    expect((await invoke()).result).toEqual(operatorError("collection-missing"));
  });

  it.each([
    ["s3:GetObject", "image-read-denied"],
    ["s3:GetObjectVersion", "image-unreadable"],
  ])("tells the operator that %s is missing", async (lacking, reason) => {
    enrol(fake.world, MEMBER);
    fake.world.denies = (action) => action === lacking;
    const { result, metrics } = await invoke();
    expect(result).toEqual(operatorError(reason));
    expect(metrics).toEqual(["OperatorFault"]);
    expect(vectorsOf(fake.world)).toEqual([]);
  });

  it("shows a bucket of another account to nobody", async () => {
    fake.world.createBucket(BUCKET, { owner: "999999999999" }).put(KEY, pictureOf(MEMBER));
    expect((await invoke()).result).toEqual(operatorError("image-read-denied"));
    expect(operations()).toEqual(["HeadObject"]);
  });

  it("answers over HTTP too", async () => {
    enrol(fake.world, MEMBER);
    const { result } = await fake.invoke(httpEvent({}, { memberId: MEMBER }));
    expect(result).toMatchObject({ statusCode: 200, body: JSON.stringify(INDEXED) });
  });

  it("says nothing of the member but a hash", async () => {
    const version = enrol(fake.world, "member-zorro", pictureOf("ada"));
    const said = saidOf(await fake.invoke({ memberId: "member-zorro" }));
    for (const secret of ["zorro", version, BUCKET]) expect(said).not.toContain(secret);
  });
});
