/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createVerifyFace } from "../../../functions/verify-face/handler";
import type { Settings } from "../../../functions/verify-face/settings";
import { finishLiveness, headError, type LivenessOutcome } from "../../support/fake-aws";
import { createFaceLivenessSession } from "../../support/fake-aws/rekognition/liveness";
import { BUCKET, IMAGE_SETTINGS, KEY_ARN, OTHER_KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { JPEG, MEMBER, SESSION, SETTINGS } from "./support";

let settings: Settings = SETTINGS;
const fake = imageWorld((clients) => createVerifyFace(settings, clients));
const PREFIX = `liveness/${MEMBER}/`;
const REQUEST = { memberId: MEMBER, probe: { livenessSessionId: SESSION } };
const verdict = (decision: string, reason: string) => ({ decision, reason, requestId: REQUEST_ID });
const review = (reason: string) => verdict("review", reason);
const APPROVED = verdict("approved", "face-matches");
const refused = (reason: string) => ({ error: "request-refused", reason, requestId: REQUEST_ID });

beforeEach(() => {
  settings = SETTINGS;
  fake.bucket.put(`members/${MEMBER}`, JPEG);
});

/** Begins a session for a member, and plays their part. */
function session(outcome: LivenessOutcome = { faces: ["ada"] }, prefix: string = PREFIX): void {
  const OutputConfig = { S3Bucket: BUCKET, S3KeyPrefix: prefix };
  createFaceLivenessSession(fake.world, { Settings: { OutputConfig } });
  finishLiveness(fake.world, SESSION, outcome);
}

const invoke = async () => (await fake.invoke(REQUEST)).result;

describe("verify-face by a Face Liveness session", () => {
  it("compares the picture that the session took, and leaves a mark under our key", async () => {
    session();
    expect(await invoke()).toEqual(APPROVED);
    const picture = `${PREFIX}${SESSION}/reference.jpg`;
    const [compared] = fake.aws.received("CompareFaces").map(({ body }) => JSON.parse(body));
    expect(compared.TargetImage.S3Object).toEqual({
      Bucket: BUCKET,
      Name: picture,
      Version: expect.stringMatching(/./),
    });
    const [mark] = fake.aws.received("PutObject");
    expect(mark?.path).toMatch(`/${BUCKET}/${PREFIX}${SESSION}/used`);
    expect(mark?.headers).toMatchObject({
      "if-none-match": "*",
      "x-amz-expected-bucket-owner": "111122223333",
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN,
    });
  });

  it("approves by a session once", async () => {
    session();
    expect([await invoke(), await invoke()]).toEqual([APPROVED, review("liveness-used")]);
  });

  it("approves one of those who come with a session at once", async () => {
    session();
    const answers = await Promise.all(Array.from({ length: 4 }, invoke));
    expect(answers.filter(({ decision }) => decision === "approved")).toEqual([APPROVED]);
    expect(answers.filter(({ reason }) => reason === "liveness-used")).toHaveLength(3);
  });

  it("does not use up a session that did not approve", async () => {
    session({ faces: ["eve"] });
    expect(await invoke()).toEqual(verdict("denied", "face-differs"));
    expect(fake.aws.received("PutObject")).toEqual([]);
  });

  it.each<[string, LivenessOutcome, string, string]>([
    ["another member began", { faces: ["ada"] }, "liveness/bob/", "liveness-of-another"],
    [
      "a member began whose id begins alike",
      { faces: ["ada"] },
      `liveness/${MEMBER}-2/`,
      "liveness-of-another",
    ],
    ["failed", { status: "FAILED" }, PREFIX, "liveness-failed"],
    ["shows a face hardly alive", { faces: ["ada"], confidence: 79.9 }, PREFIX, "liveness-not-shown"],
    ["took no picture", {}, PREFIX, "liveness-without-image"],
  ])("sends nothing to be compared of a session that %s", async (_, outcome, prefix, reason) => {
    session(outcome, prefix);
    expect(await invoke()).toEqual(review(reason));
    expect(fake.aws.requests.map(({ operation }) => operation)).toEqual(["GetFaceLivenessSessionResults"]);
  });

  it("waits for a session that is not finished", async () => {
    createFaceLivenessSession(fake.world, {
      Settings: { OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: PREFIX } },
    });
    expect(await invoke()).toEqual(review("liveness-unfinished"));
  });

  it("refuses a session that Rekognition does not know", async () => {
    expect(await invoke()).toEqual(refused("liveness-session-unknown"));
  });

  it("refuses sessions where it has no prefix for them, and asks nobody", async () => {
    session();
    settings = { ...IMAGE_SETTINGS, probesPrefix: "probes/", similarityThreshold: 99 };
    expect(await invoke()).toEqual(refused("liveness-not-offered"));
    expect(fake.aws.requests).toEqual([]);
  });

  it("refuses a session whose picture is gone", async () => {
    session();
    fake.bucket.delete(`${PREFIX}${SESSION}/reference.jpg`);
    expect(await invoke()).toEqual(refused("probe-not-found"));
  });

  it.each([409, 412])("takes a session for used when its mark is answered with %d", async (status) => {
    session();
    fake.aws.script("PutObject", headError(status));
    expect(await invoke()).toEqual(review("liveness-used"));
  });

  it("does not approve when the mark was written and the answer to it was lost", async () => {
    session();
    fake.aws.script("PutObject", "reset-after-applying", "world");
    expect(await invoke()).toEqual(review("liveness-used"));
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["in clear", { "x-amz-version-id": "m1" }],
    [
      "under another key",
      {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": OTHER_KEY_ARN,
        "x-amz-version-id": "m1",
      },
    ],
    [
      "where it can be overwritten",
      {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN,
      },
    ],
  ])("does not approve when S3 says that it kept the mark %s", async (_, headers) => {
    session();
    fake.aws.script("PutObject", { status: 200, headers });
    expect(await invoke()).toEqual({ name: "OperatorError", reason: "image-kept-otherwise" });
  });
});
