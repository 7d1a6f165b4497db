/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createStartFaceSearch } from "../../../functions/start-face-search/handler";
import { headError, jsonError, objectHead } from "../../support/fake-aws";
import { BUCKET, ENVIRONMENT, httpEvent, KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";
import { imageWorld, saidOf, untilReached } from "../support/image-world";
import {
  arrangeVideo,
  COLLECTION,
  CONTEXT,
  loaded,
  ROLE_ARN,
  SETTINGS,
  TOPIC_ARN,
  VIDEO_KEY,
} from "./support";

const fake = imageWorld((clients) => createStartFaceSearch(SETTINGS, clients));
const request = { video: { key: VIDEO_KEY } };
const started = () => fake.aws.received("StartFaceSearch").map(({ body }) => JSON.parse(body));

let version: string;
beforeEach(() => {
  version = arrangeVideo(fake);
});

describe("start-face-search", () => {
  it("has the version searched that was looked at, and says where to", async () => {
    const { result, metrics } = await fake.invoke(request);
    const [jobId] = fake.world.faceSearches.keys();
    expect(result).toEqual({ outcome: "started", jobId, requestId: "invocation-1" });
    expect(metrics).toEqual(["VideoSearchStarted"]);
    expect(fake.aws.requests.map(({ operation }) => operation)).toEqual(["HeadObject", "StartFaceSearch"]);
    expect(fake.aws.requests[0]?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
    expect(started()).toEqual([
      {
        Video: { S3Object: { Bucket: BUCKET, Name: VIDEO_KEY, Version: version } },
        CollectionId: COLLECTION,
        FaceMatchThreshold: 99,
        NotificationChannel: { SNSTopicArn: TOPIC_ARN, RoleArn: ROLE_ARN },
        JobTag: "guardrails-face-search",
        ClientRequestToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it("answers over HTTP that it is not done yet", async () => {
    expect((await fake.invoke(httpEvent(request))).result).toMatchObject({ statusCode: 202 });
  });

  it("begins nothing twice, and again where it is told to or the video is another", async () => {
    const jobs = async (event: object) => (await fake.invoke(event)).result.jobId;
    const first = await jobs(request);
    expect(await jobs(request)).toBe(first);
    const again = await jobs({ ...request, requestToken: "again" });
    expect(again).not.toBe(first);
    expect(await jobs({ ...request, requestToken: "again" })).toBe(again);
    fake.bucket.put(VIDEO_KEY, Buffer.from("another"));
    expect([first, again]).not.toContain(await jobs(request));
    expect(fake.world.faceSearches.size).toBe(3);
  });

  it("begins nothing twice where an answer is lost", async () => {
    fake.aws.script("StartFaceSearch", "reset-after-applying", "world");
    expect((await fake.invoke(request)).result.outcome).toBe("started");
    expect(fake.world.faceSearches.size).toBe(1);
  });

  it("says nothing of the video but the id of its search", async () => {
    const outcome = await fake.invoke(request);
    expect(saidOf(outcome)).not.toContain("zorro");
    expect(outcome.logged).toMatchObject([
      { level: "info", outcome: "started", jobId: outcome.result.jobId },
    ]);
  });

  it.each([
    ["missing", headError(404), "video-missing"],
    ["in clear", { status: 200, headers: { "x-amz-version-id": "v" } }, "video-not-encrypted"],
    ["under S3's own keys", objectHead({ encryption: "AES256", versionId: "v" }), "video-not-encrypted"],
    ["under another key", objectHead({ keyArn: OTHER_KEY_ARN, versionId: "v" }), "video-under-another-key"],
    ["unversioned", objectHead({ keyArn: KEY_ARN }), "video-unversioned"],
    ["overwritable", objectHead({ keyArn: KEY_ARN, versionId: "null" }), "video-unversioned"],
  ])("rejects a video that is %s, and has nothing searched", async (_name, head, reason) => {
    fake.aws.script("HeadObject", head);
    const { result, logged, metrics } = await fake.invoke(request);
    expect(result).toEqual({ outcome: "rejected", reason, requestId: "invocation-1" });
    expect(logged).toMatchObject([{ outcome: "rejected", reason }]);
    expect(metrics).toEqual([]);
    expect(started()).toEqual([]);
  });

  it("rejects a video that is too large for Rekognition", async () => {
    fake.aws.script("StartFaceSearch", jsonError("VideoTooLargeException"));
    expect((await fake.invoke(request)).result).toMatchObject({
      outcome: "rejected",
      reason: "video-unusable",
    });
  });

  it("refuses what is no request, and sends nothing", async () => {
    const { result, metrics } = await fake.invoke({ video: { key: "members/ada" } });
    expect(result).toMatchObject({ error: "request-refused", reason: "video-key-malformed" });
    expect(metrics).toEqual(["Refused"]);
    expect(fake.aws.requests).toEqual([]);
  });

  it.each([
    ["HeadObject", headError(403), "OperatorError", "image-read-denied"],
    ["StartFaceSearch", jsonError("AccessDeniedException"), "OperatorError", "video-search-denied"],
    ["StartFaceSearch", jsonError("InvalidParameterException"), "OperatorError", "video-search-refused"],
    ["StartFaceSearch", jsonError("ResourceNotFoundException"), "OperatorError", "collection-missing"],
    ["StartFaceSearch", jsonError("InvalidS3ObjectException"), "OperatorError", "image-unreadable"],
    ["StartFaceSearch", jsonError("IdempotentParameterMismatchException"), "OperatorError", "unexpected"],
    ["StartFaceSearch", { status: 200, body: "{}" }, "OperatorError", "unexpected"],
    ["StartFaceSearch", { status: 200, body: '{"JobId":""}' }, "OperatorError", "unexpected"],
    ["StartFaceSearch", jsonError("LimitExceededException"), "TryAgainError", "throttled"],
    ["StartFaceSearch", "throttling", "TryAgainError", "throttled"],
    ["StartFaceSearch", "internal-error", "TryAgainError", "service-unavailable"],
    ["StartFaceSearch", "reset", "TryAgainError", "service-unavailable"],
    ["StartFaceSearch", "cut-short", "TryAgainError", "answer-unreadable"],
    // Of HEAD there is no body that says why.
    ["HeadObject", "throttling", "TryAgainError", "service-unavailable"],
  ] as const)("at %s, of %j: %s %s", async (operation, answer, name, reason) => {
    fake.aws.script(operation, answer);
    const outcome = await fake.invoke(request);
    expect(outcome.result).toEqual({ name, reason });
    expect(outcome.metrics).toEqual([name === "TryAgainError" ? "TryAgain" : "OperatorFault"]);
    expect(saidOf(outcome)).not.toContain("zorro");
  });

  it.each(["HeadObject", "StartFaceSearch"] as const)("ends in time where %s hangs", async (operation) => {
    await untilReached(fake, operation, async (remainingMs) => {
      fake.aws.script(operation, "hang");
      const { result } = await fake.invoke(request, remainingMs);
      expect(result).toEqual({ name: "TryAgainError", reason: "deadline-passed" });
    });
  });
});

describe("start-face-search, as Lambda loads it", () => {
  const load = () =>
    jest.requireActual<typeof import("../../../functions/start-face-search/handler")>(
      "../../../functions/start-face-search/handler",
    );

  it("serves with the settings of the environment", async () => {
    const handler = loaded(load, {
      ...ENVIRONMENT,
      COLLECTION_ID: COLLECTION,
      NOTIFICATION_TOPIC_ARN: TOPIC_ARN,
      NOTIFICATION_ROLE_ARN: ROLE_ARN,
    });
    expect(await handler({ video: { key: "members/ada" } }, CONTEXT)).toMatchObject({
      reason: "video-key-malformed",
    });
  });

  it("says at each invocation that they are wrong", async () => {
    const handler = loaded(load, {});
    await expect(handler(request, CONTEXT)).rejects.toThrow("settings-invalid");
  });
});
