/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createIdentifyFace } from "../../../functions/identify-face/handler";
import { jsonError, testImage } from "../../support/fake-aws";
import {
  COLLECTION,
  enrol,
  enrolAndIndex,
  index,
  makeCollection,
  pictureOf,
} from "../support/collection-world";
import { BUCKET, httpEvent, OTHER_KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";
import { asking, probeOf, SETTINGS } from "./support";

const fake = imageWorld((clients) => createIdentifyFace(SETTINGS, clients));
const identified = (memberId: string) => ({ decision: "identified", memberId, requestId: REQUEST_ID });
const UNKNOWN = { decision: "unknown", requestId: REQUEST_ID };
const review = (reason: string) => ({ decision: "review", reason, requestId: REQUEST_ID });
const operatorError = (reason: string) => ({ name: "OperatorError", reason });
const operations = () => fake.aws.requests.map(({ operation }) => operation).sort();
const who = async (...faces: readonly string[]) => (await fake.invoke(probeOf(...faces))).result;

beforeEach(() => {
  makeCollection(fake.world);
  enrolAndIndex(fake.world, "ada");
  enrolAndIndex(fake.world, "bob");
});

describe("identify-face", () => {
  it("names the member whose face it is", async () => {
    const { result, metrics, logged } = await fake.invoke(probeOf("bob"));
    expect(result).toEqual(identified("bob"));
    expect(metrics).toEqual(["Identified"]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "face identification",
        requestId: REQUEST_ID,
        decision: "identified",
        reason: undefined,
        memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
        DetectFacesMs: expect.any(Number),
        SearchFacesByImageMs: expect.any(Number),
        HeadObjectMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("asks for all faces of the picture, for matches over the threshold, and for the member's picture of its owner", async () => {
    await who("ada");
    expect(operations()).toEqual(["DetectFaces", "HeadObject", "SearchFacesByImage"]);
    const Bytes = pictureOf("ada").toString("base64");
    expect(JSON.parse(fake.aws.received("DetectFaces")[0]?.body ?? "")).toEqual({ Image: { Bytes } });
    expect(JSON.parse(fake.aws.received("SearchFacesByImage")[0]?.body ?? "")).toEqual({
      CollectionId: COLLECTION,
      Image: { Bytes },
      FaceMatchThreshold: 99,
      MaxFaces: 4096,
      QualityFilter: "AUTO",
    });
    const [head] = fake.aws.received("HeadObject");
    expect(head?.path).toMatch(`/${BUCKET}/members/ada`);
    expect(head?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
  });

  it("does not know a stranger, and asks nobody's picture", async () => {
    const { result, metrics } = await fake.invoke(probeOf("eve"));
    expect(result).toEqual(UNKNOWN);
    expect(metrics).toEqual(["Unknown"]);
    expect(operations()).toEqual(["DetectFaces", "SearchFacesByImage"]);
  });

  it.each([
    ["nobody", [], "no-face-found"],
    ["a member and a stranger", ["ada", "eve"], "several-faces"],
    ["two members", ["ada", "bob"], "several-faces"],
    ["a stranger, and a member behind", ["eve", "ada"], "several-faces"],
  ])("leaves a picture of %s to a person", async (_, faces, reason) => {
    const { result, metrics, logged } = await fake.invoke(probeOf(...faces));
    expect(result).toEqual(review(reason));
    expect(metrics).toEqual(["Review"]);
    expect(logged).toEqual([expect.objectContaining({ decision: "review", reason, memberHash: undefined })]);
  });

  it("leaves a face that Rekognition does not search with to a person", async () => {
    const { result } = await fake.invoke(asking(testImage({ faces: ["ada"], quality: 10 })));
    expect(result).toEqual(review("no-face-found"));
  });

  it("leaves two members who look alike to a person", async () => {
    enrolAndIndex(fake.world, "twin", pictureOf("ada"));
    expect(await who("ada")).toEqual(review("several-members"));
  });

  it.each<readonly [string, () => unknown, string]>([
    ["is gone", () => fake.bucket.delete("members/ada"), "reference-missing"],
    ["was replaced", () => enrol(fake.world, "ada", pictureOf("eve")), "reference-superseded"],
    [
      "was replaced by one under another key",
      () =>
        fake.bucket.put("members/ada", pictureOf("ada"), {
          encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN },
        }),
      "reference-under-another-key",
    ],
    [
      "was replaced by one in clear to S3",
      () => fake.bucket.put("members/ada", pictureOf("ada"), { encryption: { algorithm: "AES256" } }),
      "reference-not-encrypted",
    ],
    [
      "may be overwritten",
      () => {
        fake.bucket.versioning = "suspended";
        enrol(fake.world, "ada");
      },
      "reference-unversioned",
    ],
  ])("names no member whose picture %s", async (_, meddle, reason) => {
    meddle();
    expect(await who("ada")).toEqual(review(reason));
    expect(await who("bob")).toEqual(identified("bob"));
  });

  it("names no member whose picture is replaced while it looks", async () => {
    fake.aws.script("HeadObject", () => {
      enrol(fake.world, "ada", pictureOf("eve"));
      return "world";
    });
    expect(await who("ada")).toEqual(review("reference-superseded"));
  });

  it("names a member by any of the vectors that is of the picture as it is", async () => {
    enrolAndIndex(fake.world, "ada");
    expect(await who("ada")).toEqual(identified("ada"));
  });

  it.each(["ada", undefined, "ada:null", "../ada:v1"])("names nobody by a vector of %s", async (id) => {
    if (id !== "../ada:v1") index(fake.world, id, pictureOf("joe"));
    else fake.aws.script("SearchFacesByImage", { status: 200, body: matching(id) });
    expect(await who("joe")).toEqual(review("answer-unexpected"));
    expect(fake.aws.received("HeadObject")).toEqual([]);
  });

  const matching = (ExternalImageId: string) =>
    JSON.stringify({ FaceMatches: [{ Similarity: 99.9, Face: { ExternalImageId } }] });

  it.each(["DetectFaces", "SearchFacesByImage"] as const)(
    "leaves an answer to %s that is none to a person",
    async (operation) => {
      for (const body of ["{}", '{"FaceDetails":null,"FaceMatches":null}']) {
        fake.aws.script(operation, { status: 200, body });
        expect(await who("ada")).toEqual(review("answer-unexpected"));
      }
    },
  );

  it.each(["DetectFaces", "SearchFacesByImage"] as const)(
    "leaves a picture that Rekognition refuses at %s to a person",
    async (operation) => {
      for (const [error, reason] of [
        ["InvalidParameterException", "no-face-found"],
        ["ImageTooLargeException", "image-unusable"],
        ["InvalidImageFormatException", "image-unusable"],
      ] as const) {
        fake.aws.script(operation, jsonError(error));
        expect(await who("ada")).toEqual(review(reason));
      }
    },
  );

  it("tells the operator that there is no collection", async () => {
    fake.world.collections.clear();
    expect(await who("ada")).toEqual(operatorError("collection-missing"));
  });

  it("tells the operator that it may not look how a picture is kept", async () => {
    fake.world.denies = (action) => action === "s3:GetObject";
    expect(await who("ada")).toEqual(operatorError("image-read-denied"));
  });

  it("names nobody by a bucket of another account", async () => {
    fake.world.createBucket(BUCKET, { owner: "999999999999" });
    expect(await who("ada")).toEqual(operatorError("image-read-denied"));
  });

  it("answers over HTTP too", async () => {
    const { result } = await fake.invoke(httpEvent(probeOf("ada")));
    expect(result).toMatchObject({ statusCode: 200, body: JSON.stringify(identified("ada")) });
  });

  it("says nothing of the member but a hash, and nothing of the picture", async () => {
    enrolAndIndex(fake.world, "member-zorro", pictureOf("joe"));
    const outcome = await fake.invoke(probeOf("joe"));
    expect(outcome.result).toEqual(identified("member-zorro"));
    for (const secret of ["zorro", pictureOf("joe").toString("base64"), COLLECTION, "99.9"])
      expect(saidOf(outcome)).not.toContain(secret);
  });
});
