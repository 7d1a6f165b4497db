/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createVerifyFace } from "../../../functions/verify-face/handler";
import { type Answer, compared, headError, jsonError, objectHead, testImage } from "../../support/fake-aws";
import { BUCKET, httpEvent, KEY_ARN, OTHER_KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { JPEG, MEMBER, PROBE, padded, REQUEST, SETTINGS } from "./support";

const fake = imageWorld((clients) => createVerifyFace(SETTINGS, clients));
const { invoke } = fake;
const KEY = `members/${MEMBER}`;
const verdict = (decision: string, reason: string) => ({ decision, reason, requestId: REQUEST_ID });
const APPROVED = verdict("approved", "face-matches");
const review = (reason: string) => verdict("review", reason);
const sent = (place = 0) => JSON.parse(fake.aws.received("CompareFaces")[place]?.body ?? "{}");
const image = (...faces: string[]) => ({ bytes: testImage({ faces }).toString("base64") });

let version: string;
beforeEach(() => {
  version = fake.bucket.put(KEY, JPEG).versionId;
});

describe("verify-face, through the SDK over TLS", () => {
  it("approves, and says no more than that", async () => {
    const { result, metrics } = await invoke(REQUEST);
    expect(result).toEqual(APPROVED);
    expect(metrics).toEqual(["Approved"]);
  });

  it("asks S3 for the member's image in our account's bucket, then Rekognition to compare that version", async () => {
    await invoke(REQUEST);

    expect(fake.aws.requests.map(({ operation, tlsVersion }) => [operation, tlsVersion])).toEqual([
      ["HeadObject", "TLSv1.3"],
      ["CompareFaces", "TLSv1.3"],
    ]);
    const [asked] = fake.aws.requests;
    expect(asked?.path).toBe(`/${BUCKET}/${KEY}`);
    expect(asked?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
    // S3 tells a checksum only to whoever may decrypt: of an image under another key it would say no more than 403.
    expect(asked?.headers["x-amz-checksum-mode"]).toBeUndefined();
    expect(sent()).toEqual({
      SourceImage: { S3Object: { Bucket: BUCKET, Name: KEY, Version: version } },
      TargetImage: { Bytes: PROBE.bytes },
      SimilarityThreshold: 99,
      QualityFilter: "AUTO",
    });
  });

  it("compares a probe in the bucket, in the version that was checked", async () => {
    const probe = fake.bucket.put("probes/1.jpg", JPEG).versionId;
    const { result } = await invoke({ memberId: MEMBER, probe: { key: "probes/1.jpg" } });
    expect(result).toEqual(APPROVED);
    expect(sent().TargetImage).toEqual({
      S3Object: { Bucket: BUCKET, Name: "probes/1.jpg", Version: probe },
    });
  });

  it("answers over HTTP as it does directly", async () => {
    const { result } = await invoke(httpEvent({ probe: PROBE }, { memberId: MEMBER }));
    expect(result).toEqual({
      statusCode: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
      body: JSON.stringify(APPROVED),
    });
  });

  it.each([
    ["a stranger", ["eve"], "denied", "face-differs", "Denied"],
    ["the member and another", ["ada", "eve"], "review", "several-faces", "Review"],
    ["two others", ["eve", "bob"], "review", "several-faces", "Review"],
    ["nobody", [], "review", "no-face-found", "Review"],
  ])("of %s", async (_, faces, decision, reason, metric) => {
    const { result, metrics } = await invoke({ memberId: MEMBER, probe: image(...faces) });
    expect(result).toEqual(verdict(decision, reason));
    expect(metrics).toEqual([metric]);
  });

  it.each<[string, Answer, string]>([
    ["two matches", compared([99.7, 99.6]), "several-faces"],
    ["no face that it would judge", compared([]), "no-face-found"],
    ["too large an image", jsonError("ImageTooLargeException"), "image-unusable"],
    ["an image it cannot read", jsonError("InvalidImageFormatException"), "image-unusable"],
    ["a match under the threshold", compared([98.9]), "answer-unexpected"],
    ["an empty answer", { status: 200, body: "{}" }, "answer-unexpected"],
    ["an answer without a body", { status: 200 }, "answer-unexpected"],
    [
      "a similarity that is no number",
      {
        status: 200,
        body: '{"SourceImageFace":{},"FaceMatches":[{"Similarity":"NaN","Face":{}}],"UnmatchedFaces":[]}',
      },
      "answer-unexpected",
    ],
  ])("leaves it to a person when Rekognition finds %s", async (_, answer, reason) => {
    fake.aws.script("CompareFaces", answer);
    const { result, metrics } = await invoke(REQUEST);
    expect(result).toEqual(review(reason));
    expect(metrics).toEqual(["Review"]);
  });

  it.each<[string, Answer, string, boolean]>([
    [
      "encrypted by S3's own keys",
      objectHead({ encryption: "AES256", versionId: "v" }),
      "not-encrypted",
      true,
    ],
    ["not encrypted", { status: 200, headers: { "x-amz-version-id": "v" } }, "not-encrypted", true],
    ["under another key", objectHead({ keyArn: OTHER_KEY_ARN, versionId: "v" }), "under-another-key", true],
    ["under no known key", objectHead({ versionId: "v" }), "under-another-key", true],
    ["without a version", objectHead({ keyArn: KEY_ARN }), "unversioned", false],
    [
      "of a version that can be overwritten",
      objectHead({ keyArn: KEY_ARN, versionId: "null" }),
      "unversioned",
      false,
    ],
    ["missing", headError(404), "missing", false],
  ])("sends nothing to Rekognition when the reference is %s", async (_, answer, fault, isUnencrypted) => {
    fake.aws.script("HeadObject", answer);
    const { result, metrics } = await invoke(REQUEST);
    expect(result).toEqual(review(`reference-${fault}`));
    expect(metrics).toEqual(isUnencrypted ? ["Review", "UnencryptedReference"] : ["Review"]);
    expect(fake.aws.received("CompareFaces")).toEqual([]);
  });

  it("takes a deleted reference for a missing one", async () => {
    fake.bucket.delete(KEY);
    expect((await invoke(REQUEST)).result).toEqual(review("reference-missing"));
  });

  const byKey = { memberId: MEMBER, probe: { key: "probes/1.jpg" } };

  it("tells a missing probe from a missing reference", async () => {
    expect((await invoke(byKey)).result).toEqual({
      error: "request-refused",
      reason: "probe-not-found",
      requestId: REQUEST_ID,
    });
    fake.bucket.delete(KEY);
    expect((await invoke(byKey)).result).toEqual(review("reference-missing"));
    expect(fake.aws.received("CompareFaces")).toEqual([]);
  });

  it("sends nothing to Rekognition when a probe in the bucket is not under our key", async () => {
    fake.bucket.put("probes/1.jpg", JPEG, { encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN } });
    const { result, metrics } = await invoke(byKey);
    expect(result).toEqual(review("probe-under-another-key"));
    expect(metrics).toEqual(["Review"]);
    expect(fake.aws.received("CompareFaces")).toEqual([]);
  });

  it("does not read a bucket of the same name in another account", async () => {
    fake.world.createBucket(BUCKET, { owner: "999900001111" }).put(KEY, JPEG);
    expect((await invoke(REQUEST)).result).toEqual({ name: "OperatorError", reason: "image-read-denied" });
    expect(fake.aws.received("CompareFaces")).toEqual([]);
  });

  it("takes 1 MB of image", async () => {
    const bytes = padded(JPEG, 1_000_000);
    const { result } = await invoke({ memberId: MEMBER, probe: { bytes: bytes.toString("base64") } });
    expect(result).toEqual(APPROVED);
    expect(sent().TargetImage.Bytes).toBe(bytes.toString("base64"));
  });
});
