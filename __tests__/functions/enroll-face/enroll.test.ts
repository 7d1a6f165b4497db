/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEnrollFace } from "../../../functions/enroll-face/handler";
import { type Answer, headError, jsonError, objectHead, testImage } from "../../support/fake-aws";
import { KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { enrolment, isKept, KEY, keep, OTHER, PICTURE, SETTINGS, sha256 } from "./support";

const fake = imageWorld((clients) => createEnrollFace(SETTINGS, clients));
const { invoke } = fake;
const operations = () => fake.aws.requests.map(({ operation }) => operation);
const enrolled = (referenceVersion: string | undefined) => ({
  outcome: "enrolled",
  referenceVersion,
  requestId: "invocation-1",
});
const tryAgain = (reason: string) => ({ name: "TryAgainError", reason });
const operatorError = (reason: string) => ({ name: "OperatorError", reason });

/** An answer once, after which the world answers. */
const once = (answer: Answer) => [answer, "world"] as const;

describe("enroll-face", () => {
  it("keeps a picture of one face, and answers its version", async () => {
    const { result, metrics, logged } = await invoke(enrolment());

    expect(result).toEqual(enrolled(fake.bucket.newest(KEY)?.versionId));
    expect(isKept(fake)).toBe(true);
    expect(metrics).toEqual(["Enrolled"]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "face enrolment",
        requestId: "invocation-1",
        outcome: "enrolled",
        memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
        DetectFacesMs: expect.any(Number),
        PutObjectMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("sends the bytes to Rekognition, and to S3 with our key, a checksum, the owner and that nothing may be there", async () => {
    await invoke(enrolment());

    expect(operations()).toEqual(["DetectFaces", "PutObject"]);
    expect(JSON.parse(fake.aws.received("DetectFaces")[0]?.body ?? "")).toEqual({
      Image: { Bytes: PICTURE.toString("base64") },
      Attributes: ["DEFAULT"],
    });
    const [put] = fake.aws.received("PutObject");
    expect(put?.path).toBe("/lending-desk-faces/members/member-zorro?x-id=PutObject");
    expect(put?.bytes).toEqual(PICTURE);
    expect(put?.headers).toMatchObject({
      "content-type": "image/jpeg",
      "if-none-match": "*",
      "x-amz-checksum-sha256": sha256(PICTURE),
      "x-amz-expected-bucket-owner": "111122223333",
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN,
    });
    expect(put?.headers).not.toHaveProperty("if-match");
  });

  it("calls a PNG a PNG", async () => {
    await invoke(enrolment(testImage({ faces: ["ada"], format: "png" })));
    expect(fake.bucket.newest(KEY)?.content?.contentType).toBe("image/png");
  });

  it.each([
    ["nobody", { faces: [] }, "no-face-found"],
    ["two people", { faces: ["ada", "bob"] }, "several-faces"],
    ["a small face", { faces: ["ada"], faceSize: 0.05 }, "face-too-small"],
    ["a face turned away", { faces: ["ada"], traits: ["turned-away" as const] }, "face-turned-away"],
    ["a dark picture", { faces: ["ada"], quality: 39 }, "face-too-dark"],
  ])("rejects %s, and keeps nothing", async (_, shown, reason) => {
    const { result, metrics, logged } = await invoke(enrolment(testImage(shown)));

    expect(result).toEqual({ outcome: "rejected", reason, requestId: "invocation-1" });
    expect(operations()).toEqual(["DetectFaces"]);
    expect(metrics).toEqual([]);
    expect(logged).toEqual([expect.objectContaining({ outcome: "rejected", reason })]);
  });

  it.each([
    ["ImageTooLargeException", "image-unusable"],
    ["InvalidImageFormatException", "image-unusable"],
  ])("rejects what Rekognition refuses with %s", async (error, reason) => {
    fake.aws.script("DetectFaces", jsonError(error));
    expect((await invoke(enrolment())).result).toMatchObject({ outcome: "rejected", reason });
    expect(fake.bucket.versions()).toEqual([]);
  });

  it.each([
    ["nothing", "{}"],
    ["faces that are null", '{"FaceDetails":null}'],
    ["a face of which nothing is known", '{"FaceDetails":[{}]}'],
  ])("rejects a picture of which Rekognition answers %s", async (_, body) => {
    fake.aws.script("DetectFaces", { status: 200, body });
    expect((await invoke(enrolment())).result).toMatchObject({
      outcome: "rejected",
      reason: "answer-unexpected",
    });
    expect(fake.bucket.versions()).toEqual([]);
  });

  it("leaves a member who has a picture with it", async () => {
    const before = keep(fake, OTHER);
    expect((await invoke(enrolment())).result).toEqual({ outcome: "exists", requestId: "invocation-1" });
    expect(fake.bucket.versions()).toEqual([before]);
  });

  it.each([false, true])(
    "takes the same picture again for the same enrolment (replace: %p)",
    async (replace) => {
      const { versionId } = keep(fake, PICTURE);
      expect((await invoke(enrolment(PICTURE, replace))).result).toEqual(enrolled(versionId));
      expect(fake.bucket.versions()).toHaveLength(1);
    },
  );

  it("enrols a member who was deleted, on top of the delete marker", async () => {
    keep(fake, OTHER);
    fake.bucket.delete(KEY);
    expect((await invoke(enrolment())).result).toEqual(enrolled(fake.bucket.newest(KEY)?.versionId));
    expect(isKept(fake)).toBe(true);
  });

  it.each([
    ["under another key", { encryption: { algorithm: "aws:kms" as const, keyArn: OTHER_KEY_ARN } }],
    ["unencrypted by us", { encryption: { algorithm: "AES256" as const } }],
    ["without a checksum", { checksums: {} }],
  ])("takes the same picture, kept %s, for another", async (_, how) => {
    const before = fake.bucket.put(KEY, PICTURE, {
      checksums: { "x-amz-checksum-sha256": sha256(PICTURE) },
      ...how,
    });
    expect((await invoke(enrolment())).result).toMatchObject({ outcome: "exists" });
    expect((await invoke(enrolment(PICTURE, true))).result).toEqual(
      enrolled(fake.bucket.newest(KEY)?.versionId),
    );
    expect(fake.bucket.versions().at(-1)).toBe(before);
    expect(isKept(fake)).toBe(true);
  });

  it("replaces a picture under a key that it may not use", async () => {
    fake.bucket.put(KEY, OTHER, { encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN } });
    fake.world.denies = (action, resource) => action === "kms:Decrypt" && resource === OTHER_KEY_ARN;
    expect((await invoke(enrolment(PICTURE, true))).result).toEqual(
      enrolled(fake.bucket.newest(KEY)?.versionId),
    );
    expect(isKept(fake)).toBe(true);
  });

  describe("that is to replace", () => {
    const replacement = enrolment(PICTURE, true);

    it("replaces the very picture that it saw", async () => {
      const before = keep(fake, OTHER);
      expect((await invoke(replacement)).result).toEqual(enrolled(fake.bucket.newest(KEY)?.versionId));

      expect(operations()).toEqual(["DetectFaces", "HeadObject", "HeadObject", "PutObject"]);
      const [asked] = fake.aws.received("HeadObject");
      expect(asked?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
      const [put] = fake.aws.received("PutObject");
      expect(put?.headers["if-match"]).toBe(before.etag);
      expect(put?.headers).not.toHaveProperty("if-none-match");
      expect(isKept(fake)).toBe(true);
    });

    it("keeps the first picture of a member who had none", async () => {
      expect((await invoke(replacement)).result).toEqual(enrolled(fake.bucket.newest(KEY)?.versionId));
      expect(fake.aws.received("PutObject")[0]?.headers["if-none-match"]).toBe("*");
    });

    it.each([
      ["puts another in its place", () => keep(fake, testImage({ faces: ["eve"] }))],
      ["deletes it", () => fake.bucket.delete(KEY)],
    ])("gives way to somebody who %s", async (_, meddle) => {
      keep(fake, OTHER);
      let theirs: unknown;
      fake.aws.script("PutObject", () => {
        theirs = meddle();
        return "world";
      });
      expect((await invoke(replacement)).result).toEqual(tryAgain("changed-meanwhile"));
      expect(fake.bucket.newest(KEY)).toBe(theirs);
    });

    it("gives way to somebody who is the first", async () => {
      fake.aws.script("PutObject", () => {
        keep(fake, OTHER);
        return "world";
      });
      expect((await invoke(replacement)).result).toEqual(tryAgain("changed-meanwhile"));
      expect(isKept(fake, OTHER)).toBe(true);
    });

    it("writes nothing where S3 does not say what there is to replace", async () => {
      keep(fake, OTHER);
      fake.aws.script("HeadObject", { status: 200 });
      expect((await invoke(replacement)).result).toEqual(tryAgain("answer-unreadable"));
      expect(fake.aws.received("PutObject")).toEqual([]);
    });
  });

  it.each([false, true])(
    "knows its own picture after a write whose answer was lost (replace: %p)",
    async (replace) => {
      if (replace) keep(fake, OTHER);
      fake.aws.script("PutObject", ...once("reset-after-applying"));
      expect((await invoke(enrolment(PICTURE, replace))).result).toEqual(
        enrolled(fake.bucket.newest(KEY)?.versionId),
      );
      expect(isKept(fake)).toBe(true);
      expect(fake.bucket.versions()).toHaveLength(replace ? 2 : 1);
      expect(operations().slice(-4)).toEqual(["PutObject", "PutObject", "HeadObject", "HeadObject"]);
    },
  );

  it("says that the member is there already where somebody is writing another picture", async () => {
    fake.aws.script("PutObject", () => {
      keep(fake, OTHER);
      return { status: 409 };
    });
    expect((await invoke(enrolment())).result).toMatchObject({ outcome: "exists" });
  });

  it.each([409, 412])("asks to try again after a %i by somebody who is gone", async (status) => {
    fake.aws.script("PutObject", { status });
    expect((await invoke(enrolment())).result).toEqual(tryAgain("changed-meanwhile"));
  });

  it.each([
    ["under another key", objectHead({ keyArn: OTHER_KEY_ARN, versionId: "v1" })],
    ["under no key of ours", objectHead({ encryption: "AES256", versionId: "v1" })],
    ["in a version that can be overwritten", objectHead({ keyArn: KEY_ARN, versionId: "null" })],
    ["without a version", objectHead({ keyArn: KEY_ARN })],
  ])("tells the operator where S3 kept it %s", async (_, answer) => {
    fake.aws.script("PutObject", answer);
    const { result, metrics } = await invoke(enrolment());
    expect(result).toEqual(operatorError("image-kept-otherwise"));
    expect(metrics).toEqual(["OperatorFault"]);
  });

  it("tells the operator of a bucket without versions, in place of enrolling", async () => {
    fake.bucket.versioning = "suspended";
    expect((await invoke(enrolment())).result).toEqual(operatorError("image-kept-otherwise"));
  });

  it("tells the operator of a bucket that does not exist", async () => {
    fake.world.buckets.clear();
    expect((await invoke(enrolment())).result).toEqual(operatorError("bucket-misplaced"));
  });

  it("writes nothing to a bucket of another account", async () => {
    const theirs = fake.world.createBucket("lending-desk-faces", { owner: "999999999999" });
    expect((await invoke(enrolment())).result).toEqual(operatorError("image-write-denied"));
    expect((await invoke(enrolment(PICTURE, true))).result).toEqual(operatorError("image-read-denied"));
    expect(theirs.versions()).toEqual([]);
  });

  it.each([
    ["rekognition:DetectFaces", "detect-denied"],
    ["s3:PutObject", "image-write-denied"],
    ["kms:GenerateDataKey", "image-write-denied"],
    ["s3:GetObject", "image-read-denied"],
  ])("tells the operator that %s is missing", async (lacking, reason) => {
    const before = keep(fake, OTHER);
    fake.world.denies = (action) => action === lacking;
    const { result, metrics } = await invoke(enrolment(PICTURE, true));
    expect(result).toEqual(operatorError(reason));
    expect(metrics).toEqual(["OperatorFault"]);
    expect(fake.bucket.versions()).toEqual([before]);
  });

  it("does not enrol where it may not look what was there", async () => {
    fake.aws.script("PutObject", ...once("reset-after-applying"));
    fake.aws.script("HeadObject", headError(403));
    expect((await invoke(enrolment())).result).toEqual(operatorError("image-read-denied"));
  });

  it("tells the operator of a key that is disabled", async () => {
    fake.aws.script("PutObject", {
      status: 400,
      body: "<Error><Code>KMS.DisabledException</Code><Message>Said by the fake.</Message></Error>",
    });
    expect((await invoke(enrolment())).result).toEqual(operatorError("key-refused"));
  });
});
