/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createCreateLivenessSession } from "../../../functions/create-liveness-session/handler";
import type { Settings } from "../../../functions/create-liveness-session/settings";
import { jsonError } from "../../support/fake-aws";
import { BUCKET, httpEvent, KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";
import { SETTINGS } from "./support";

let settings: Settings = SETTINGS;
const fake = imageWorld(({ rekognition }) => createCreateLivenessSession(settings, rekognition));
const operatorError = (reason: string) => ({ name: "OperatorError", reason });
const create = async (memberId: string, requestToken?: string) =>
  (await fake.invoke({ memberId, ...(requestToken === undefined ? {} : { requestToken }) })).result;
const sent = () => fake.aws.received("CreateFaceLivenessSession").map(({ body }) => JSON.parse(body) as Sent);

interface Sent {
  readonly ClientRequestToken: string;
}

beforeEach(() => {
  settings = SETTINGS;
});

describe("create-liveness-session", () => {
  it("begins a session, and says how long it lives", async () => {
    const { result, metrics, logged } = await fake.invoke({ memberId: "ada" });
    const [[sessionId] = []] = fake.world.livenessSessions;
    expect(result).toEqual({ sessionId, expiresInSeconds: 180, requestId: REQUEST_ID });
    expect(metrics).toEqual(["LivenessCreated"]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "liveness session created",
        requestId: REQUEST_ID,
        memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
        CreateFaceLivenessSessionMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
  });

  it("has it encrypted with our key, and its pictures put below the member's own prefix", async () => {
    settings = { ...SETTINGS, auditImages: 4, challenge: "FaceMovementChallenge" };
    await create("ada");
    expect(sent()).toEqual([
      {
        KmsKeyId: KEY_ARN,
        ClientRequestToken: expect.stringMatching(/^[a-zA-Z0-9_-]{1,64}$/),
        Settings: {
          OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "liveness/ada/" },
          AuditImagesLimit: 4,
          ChallengePreferences: [{ Type: "FaceMovementChallenge" }],
        },
      },
    ]);
  });

  it("asks for no audit images, and for the challenge with light, unless told to", async () => {
    await create("ada");
    expect(sent()).toEqual([
      expect.objectContaining({
        Settings: expect.objectContaining({
          AuditImagesLimit: 0,
          ChallengePreferences: [{ Type: "FaceMovementAndLightChallenge" }],
        }),
      }),
    ]);
  });

  it("begins another session each time", async () => {
    const [one, other] = [await create("ada"), await create("ada")];
    expect(one.sessionId).not.toBe(other.sessionId);
    expect(fake.world.livenessSessions.size).toBe(2);
  });

  it("begins the same session again for the same token of the same member, and no other", async () => {
    const first = await create("ada", "t1");
    expect(await create("ada", "t1")).toEqual(first);
    const others = [await create("ada", "t2"), await create("bob", "t1"), await create("ada")];
    for (const { sessionId } of others) expect(sessionId).not.toBe(first.sessionId);
    expect(fake.world.livenessSessions.size).toBe(4);
  });

  it("takes no member with a token for another", async () => {
    await create("a", "b-c");
    await create("a-b", "c");
    expect(new Set(sent().map(({ ClientRequestToken }) => ClientRequestToken)).size).toBe(2);
  });

  it("begins one session where the answer to the first attempt is lost", async () => {
    fake.aws.script("CreateFaceLivenessSession", "reset-after-applying", "world");
    const { sessionId } = await create("ada");
    expect([...fake.world.livenessSessions.keys()]).toEqual([sessionId]);
  });

  it.each(["{}", '{"SessionId":null}', '{"SessionId":""}'])(
    "tells the operator of an answer %s, in place of a session",
    async (body) => {
      fake.aws.script("CreateFaceLivenessSession", { status: 200, body });
      expect(await create("ada")).toEqual(operatorError("unexpected"));
    },
  );

  it.each<readonly [string, () => unknown, string]>([
    ["there is no bucket", () => fake.world.buckets.clear(), "liveness-refused"],
    [
      "the bucket is another account's",
      () => fake.world.createBucket(BUCKET, { owner: "999999999999" }),
      "liveness-refused",
    ],
    ...["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt", "s3:PutObject"].map(
      (lacking) =>
        [
          `${lacking} is missing`,
          () => {
            fake.world.denies = (action) => action === lacking;
          },
          "liveness-denied",
        ] as const,
    ),
  ])("tells the operator that %s", async (_, arrange, reason) => {
    arrange();
    const { result, metrics } = await fake.invoke({ memberId: "ada" });
    expect(result).toEqual(operatorError(reason));
    expect(metrics).toEqual(["OperatorFault"]);
    expect(fake.world.livenessSessions.size).toBe(0);
  });

  it("tells the operator that Rekognition denies it", async () => {
    fake.aws.script("CreateFaceLivenessSession", jsonError("AccessDeniedException"));
    expect(await create("ada")).toEqual(operatorError("liveness-denied"));
  });

  it("answers over HTTP too", async () => {
    const { result } = await fake.invoke(httpEvent({ memberId: "ada" }));
    expect(result).toMatchObject({ statusCode: 200, headers: { "cache-control": "no-store" } });
  });

  it("says nothing of the member but a hash, and nothing of the session", async () => {
    const outcome = await fake.invoke({ memberId: "member-zorro", requestToken: "token-quux" });
    for (const secret of ["zorro", "quux", String(outcome.result.sessionId), BUCKET])
      expect(saidOf(outcome)).not.toContain(secret);
  });
});
