/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createReadLivenessSession } from "../../../functions/read-liveness-session/handler";
import { headError, type LivenessOutcome, objectHead } from "../../support/fake-aws";
import { BUCKET, httpEvent, KEY_ARN, OTHER_KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";
import { begin, SETTINGS, session } from "./support";

const fake = imageWorld((clients) => createReadLivenessSession(SETTINGS, clients));
const ALIVE = { outcome: "alive", requestId: REQUEST_ID };
const notShown = (reason: string) => ({ outcome: "not-shown", reason, requestId: REQUEST_ID });
const operatorError = (reason: string) => ({ name: "OperatorError", reason });
const read = async (sessionId: string, memberId = "ada") =>
  (await fake.invoke({ memberId, sessionId })).result;
const marks = () => fake.bucket.versions("liveness/").filter(({ key }) => key.endsWith("/used"));

describe("read-liveness-session", () => {
  it("says that a session showed a living face, and not how sure Rekognition is", async () => {
    const sessionId = session(fake.world, "ada");
    const { result, metrics, logged } = await fake.invoke({ memberId: "ada", sessionId });
    expect(result).toEqual(ALIVE);
    expect(metrics).toEqual(["Alive"]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "liveness session read",
        requestId: REQUEST_ID,
        outcome: "alive",
        memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
        GetFaceLivenessSessionResultsMs: expect.any(Number),
        HeadObjectMs: expect.any(Number),
        PutObjectMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("leaves a mark under our key, where there is none, in the owner's bucket", async () => {
    const sessionId = session(fake.world, "ada");
    await read(sessionId);
    expect(marks().map(({ key }) => key)).toEqual([`liveness/ada/${sessionId}/used`]);
    const [put] = fake.aws.received("PutObject");
    expect(put?.path).toMatch(`/${BUCKET}/liveness/ada/${sessionId}/used`);
    expect(put?.headers).toMatchObject({
      "if-none-match": "*",
      "x-amz-expected-bucket-owner": "111122223333",
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN,
    });
  });

  it("says so once", async () => {
    const sessionId = session(fake.world, "ada");
    expect([await read(sessionId), await read(sessionId), await read(sessionId)]).toEqual([
      ALIVE,
      notShown("liveness-used"),
      notShown("liveness-used"),
    ]);
    expect(marks()).toHaveLength(1);
  });

  it("says so to one of those who ask at once", async () => {
    const sessionId = session(fake.world, "ada");
    const answers = await Promise.all(Array.from({ length: 4 }, () => read(sessionId)));
    expect(answers.filter(({ outcome }) => outcome === "alive")).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === "liveness-used")).toHaveLength(3);
  });

  it("counts a mark as another's whose answer was lost: better once too few than once too many", async () => {
    const sessionId = session(fake.world, "ada");
    fake.aws.script("PutObject", "reset-after-applying", "world");
    expect(await read(sessionId)).toEqual(notShown("liveness-used"));
  });

  it("gives way to whoever is writing the mark this moment", async () => {
    const sessionId = session(fake.world, "ada");
    fake.aws.script("PutObject", headError(409));
    expect(await read(sessionId)).toEqual(notShown("liveness-used"));
  });

  it.each<readonly [string, LivenessOutcome | undefined, string]>([
    ["is not over", undefined, "liveness-unfinished"],
    ["failed", { status: "FAILED" }, "liveness-failed"],
    ["showed a face that is hardly alive", { faces: ["ada"], confidence: 79.9 }, "liveness-not-shown"],
    ["took no picture", {}, "liveness-without-image"],
  ])("does not say so of a session that %s, and leaves no mark", async (_, outcome, reason) => {
    const sessionId = outcome === undefined ? begin(fake.world, "ada") : session(fake.world, "ada", outcome);
    const { result, metrics, logged } = await fake.invoke({ memberId: "ada", sessionId });
    expect(result).toEqual(notShown(reason));
    expect(metrics).toEqual(["NotAlive"]);
    expect(logged).toEqual([expect.objectContaining({ outcome: "not-shown", reason })]);
    expect(marks()).toEqual([]);
  });

  it("says so of a confidence that is just enough", async () => {
    expect(await read(session(fake.world, "ada", { faces: ["ada"], confidence: 80 }))).toEqual(ALIVE);
  });

  it("does not say so after three minutes", async () => {
    const sessionId = session(fake.world, "ada");
    const begun = fake.world.livenessSessions.get(sessionId);
    if (begun === undefined) throw new Error("There is no session.");
    fake.world.livenessSessions.set(sessionId, { ...begun, startedAt: begun.startedAt - 181 });
    expect(await read(sessionId)).toEqual(notShown("liveness-expired"));
  });

  it.each(["bob", "ad", "ada2", "ADA"])(
    "does not say so to %s, whose session it is not",
    async (memberId) => {
      const sessionId = session(fake.world, "ada");
      expect(await read(sessionId, memberId)).toEqual(notShown("liveness-of-another"));
      expect(await read(sessionId)).toEqual(ALIVE);
    },
  );

  it("refuses a session that Rekognition does not know", async () => {
    const { result, metrics } = await fake.invoke({
      memberId: "ada",
      sessionId: "fa4e0000-0000-4000-8000-00000000ffff",
    });
    expect(result).toEqual({
      error: "request-refused",
      reason: "liveness-session-unknown",
      requestId: REQUEST_ID,
    });
    expect(metrics).toEqual(["Refused"]);
  });

  it.each<readonly [string, (key: string) => unknown, string]>([
    ["is gone", (key) => fake.bucket.delete(key), "picture-missing"],
    [
      "is under another key",
      (key) =>
        fake.bucket.put(key, Buffer.from("x"), {
          encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN },
        }),
      "picture-under-another-key",
    ],
    [
      "is in clear to S3",
      (key) => fake.bucket.put(key, Buffer.from("x"), { encryption: { algorithm: "AES256" } }),
      "picture-not-encrypted",
    ],
    [
      "may be overwritten",
      (key) => {
        fake.bucket.versioning = "suspended";
        fake.bucket.put(key, Buffer.from("x"));
      },
      "picture-unversioned",
    ],
  ])("does not say so where the picture %s, and leaves no mark", async (_, meddle, reason) => {
    const sessionId = session(fake.world, "ada");
    meddle(`liveness/ada/${sessionId}/reference.jpg`);
    expect(await read(sessionId)).toEqual(notShown(reason));
    expect(marks()).toEqual([]);
  });

  it.each([
    ["under another key", objectHead({ keyArn: OTHER_KEY_ARN, versionId: "v1" })],
    ["without a version", objectHead({ keyArn: KEY_ARN })],
    ["without saying how", { status: 200 }],
  ])("tells the operator where S3 kept the mark %s, in place of saying so", async (_, answer) => {
    const sessionId = session(fake.world, "ada");
    fake.aws.script("PutObject", answer);
    expect(await read(sessionId)).toEqual(operatorError("image-kept-otherwise"));
  });

  it.each([
    ["s3:GetObject", "image-read-denied"],
    ["s3:PutObject", "image-write-denied"],
    ["kms:GenerateDataKey", "image-write-denied"],
  ])("tells the operator that %s is missing", async (lacking, reason) => {
    const sessionId = session(fake.world, "ada");
    fake.world.denies = (action) => action === lacking;
    const { result, metrics } = await fake.invoke({ memberId: "ada", sessionId });
    expect(result).toEqual(operatorError(reason));
    expect(metrics).toEqual(["OperatorFault"]);
    expect(marks()).toEqual([]);
  });

  it("answers over HTTP too", async () => {
    const sessionId = session(fake.world, "ada");
    const { result } = await fake.invoke(httpEvent({ memberId: "ada", sessionId }));
    expect(result).toMatchObject({ statusCode: 200, body: JSON.stringify(ALIVE) });
  });

  it("says nothing of the member but a hash, and nothing of the session", async () => {
    const sessionId = session(fake.world, "member-zorro", { faces: ["ada"], confidence: 97.53 });
    const outcome = await fake.invoke({ memberId: "member-zorro", sessionId });
    expect(outcome.result).toEqual(ALIVE);
    for (const secret of ["zorro", sessionId, BUCKET, "97.53"]) expect(saidOf(outcome)).not.toContain(secret);
  });
});
