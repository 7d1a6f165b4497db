/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import * as sdk from "@aws-sdk/client-rekognition";
import { type TestImageOptions, testImage } from "..";
import { failureOf } from "./clients";
import { fixture } from "./fixture";

const fake = fixture(2);
beforeEach(() => {
  fake.bucket.put("ada", testImage({ faces: ["ada"] }));
});
const of = (...faces: string[]) => ({ Bytes: testImage({ faces }) });
const stored = (Name: string, Version?: string) => ({ S3Object: { Bucket: "faces", Name, Version } });

describe("the fake's CompareFaces", () => {
  const compare = (
    source: sdk.Image,
    target: sdk.Image,
    options: Partial<sdk.CompareFacesCommandInput> = {},
  ) =>
    fake.clients.rekognition.send(
      new sdk.CompareFacesCommand({ SourceImage: source, TargetImage: target, ...options }),
    );

  it.each<[string, string[], string[], number, number]>([
    ["the same face", ["ada"], ["ada"], 1, 0],
    ["another's", ["ada"], ["bob"], 0, 1],
    ["the same among others", ["ada"], ["bob", "ada", "eve"], 1, 2],
    ["the same twice", ["ada"], ["ada", "ada"], 2, 0],
    ["the largest of the source only", ["ada", "bob"], ["bob"], 0, 1],
  ])("finds %s", async (_, source, target, matches, others) => {
    const answer = await compare(of(...source), of(...target), { SimilarityThreshold: 99 });
    expect(answer.FaceMatches?.map(({ Similarity }) => Similarity)).toEqual(new Array(matches).fill(99.9));
    expect(answer.UnmatchedFaces).toHaveLength(others);
    expect(answer.SourceImageFace?.Confidence).toBe(99.99);
  });

  it("does not find a match under the threshold", async () => {
    const answer = await compare(of("ada"), of("ada"), { SimilarityThreshold: 99.95 });
    expect(answer).toMatchObject({ FaceMatches: [], UnmatchedFaces: [{ Confidence: 99.99 }] });
    expect(await compare(of("ada"), of("ada"))).toMatchObject({ FaceMatches: [{ Similarity: 99.9 }] });
  });

  it("leaves out what the quality filter finds too poor", async () => {
    const poor = { Bytes: testImage({ faces: ["ada"], quality: 30 }) };
    const matches = async (QualityFilter?: sdk.QualityFilter) =>
      (await compare(of("ada"), poor, { QualityFilter })).FaceMatches?.length;
    expect([await matches(), await matches("AUTO"), await matches("HIGH")]).toEqual([1, 1, 0]);
  });

  it("reads the bucket, in the version named", async () => {
    const first = fake.bucket.newest("ada")?.versionId;
    fake.bucket.put("ada", testImage({ faces: ["eve"], format: "png" }));
    expect((await compare(stored("ada"), of("ada"))).FaceMatches).toEqual([]);
    expect((await compare(stored("ada", first), of("ada"))).FaceMatches).toHaveLength(1);
  });

  const bytes = (options: TestImageOptions) => ({ Bytes: testImage({ faces: ["ada"], ...options }) });
  it.each<[string, sdk.Image, string]>([
    ["an image without a face", of(), "InvalidParameterException"],
    ["no image", {}, "InvalidParameterException"],
    ["two images in one", { ...of("ada"), ...stored("ada") }, "InvalidParameterException"],
    ["too small an image", bytes({ width: 79 }), "InvalidParameterException"],
    ["what is no image", { Bytes: Buffer.from("GIF89a") }, "InvalidImageFormatException"],
    ["too many bytes", { Bytes: Buffer.alloc(5 * 1024 * 1024 + 1) }, "ImageTooLargeException"],
    ["an object that is not there", stored("nobody"), "InvalidS3ObjectException"],
    ["a version that is not there", stored("ada", "0"), "InvalidS3ObjectException"],
    ["no bucket", { S3Object: { Bucket: "none", Name: "ada" } }, "InvalidS3ObjectException"],
    ["nothing by name", { S3Object: {} }, "InvalidS3ObjectException"],
    ["too large an object", stored("huge"), "ImageTooLargeException"],
  ])("refuses %s", async (_, image, name) => {
    fake.bucket.put("huge", Buffer.alloc(15 * 1024 * 1024 + 1));
    expect(await failureOf(compare(image, of("ada")))).toMatchObject({ name, status: 400 });
    expect(await failureOf(compare(of("ada"), image))).toMatchObject({ name, status: 400 });
  });

  it.each([
    ["s3:GetObject", "InvalidS3ObjectException"],
    ["kms:Decrypt", "InvalidS3ObjectException"],
    ["rekognition:CompareFaces", "AccessDeniedException"],
  ])("without %s says %s", async (action, name) => {
    fake.world.denies = (asked) => asked === action;
    expect(await failureOf(compare(stored("ada"), of("ada")))).toMatchObject({ name });
  });

  it.each([-1, 101])("refuses a threshold of %d", async (SimilarityThreshold) => {
    expect(await failureOf(compare(of("ada"), of("ada"), { SimilarityThreshold }))).toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

describe("the fake's DetectFaces", () => {
  const detect = (options: TestImageOptions, Attributes?: sdk.Attribute[]) =>
    fake.clients.rekognition.send(
      new sdk.DetectFacesCommand({ Image: { Bytes: testImage(options) }, Attributes }),
    );

  it("says of each face where it is and how good, the largest first", async () => {
    const { FaceDetails = [] } = await detect({ faces: ["ada", "bob"], quality: 77 });
    expect(FaceDetails).toHaveLength(2);
    expect(FaceDetails[0]).toMatchObject({ Quality: { Brightness: 77, Sharpness: 77 }, Pose: { Yaw: 1 } });
    const widths = FaceDetails.map(({ BoundingBox }) => BoundingBox?.Width ?? 0);
    expect(widths[0]).toBe(0.4);
    expect(widths[1]).toBeLessThan(0.4);
    expect(FaceDetails[0]).not.toHaveProperty("Sunglasses");
    expect((await detect({})).FaceDetails).toEqual([]);
  });

  it("says what else it is asked for", async () => {
    const traits = ["sunglasses", "occluded", "eyes-closed", "turned-away"] as const;
    const { FaceDetails: [all] = [] } = await detect({ faces: ["ada"], traits }, ["ALL"]);
    expect(all).toMatchObject({
      Sunglasses: { Value: true },
      FaceOccluded: { Value: true },
      EyesOpen: { Value: false },
      Pose: { Yaw: 70 },
      Smile: { Value: false },
    });
    const { FaceDetails: [some] = [] } = await detect({ faces: ["ada"] }, ["DEFAULT", "FACE_OCCLUDED"]);
    expect(some).toMatchObject({ FaceOccluded: { Value: false } });
    expect(some).not.toHaveProperty("Sunglasses");
  });
});
