/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { batchAnswerOf, createTakeFaceSearch } from "../../../functions/take-face-search/handler";
import { finishFaceSearch, jsonError } from "../../support/fake-aws";
import { startFaceSearch } from "../../support/fake-aws/rekognition/face-search";
import { arrangeVideo, COLLECTION, CONTEXT, loaded, VIDEO_KEY } from "../start-face-search/support";
import {
  BUCKET,
  ENVIRONMENT,
  IMAGE_SETTINGS,
  KEY_ARN,
  OTHER_KEY_ARN,
  REQUEST_ID,
} from "../support/image-settings";
import { imageWorld, saidOf, untilReached } from "../support/image-world";

const SETTINGS = { ...IMAGE_SETTINGS, resultsPrefix: "results/", similarityThreshold: 99 };
/** One entry a page: the video of four persons has four pages. */
const fake = imageWorld((clients) => createTakeFaceSearch(SETTINGS, clients), 1);

let version: string;
beforeEach(() => {
  version = arrangeVideo(fake);
});

/** Begins a search as start-face-search does. */
function begin(JobTag: string | undefined = "guardrails-face-search", Name = VIDEO_KEY, Version = version) {
  const { JobId } = startFaceSearch(fake.world, {
    Video: { S3Object: { Bucket: BUCKET, Name, Version } },
    CollectionId: COLLECTION,
    FaceMatchThreshold: 99,
    ...(JobTag === undefined ? {} : { JobTag }),
  }) as { JobId: string };
  return JobId;
}
function finished(status?: "FAILED"): string {
  const jobId = begin();
  finishFaceSearch(fake.world, jobId, status);
  return jobId;
}

const notification = (jobId: string, messageId = "message-1") => ({
  messageId,
  body: JSON.stringify({ JobId: jobId, Status: "SUCCEEDED", API: "StartFaceSearch" }),
});
const event = (...Records: readonly object[]) => ({ Records });
const take = (jobId: string, remainingMs?: number) => fake.invoke(event(notification(jobId)), remainingMs);
const putBack = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
  requestId: REQUEST_ID,
});

const keyOf = (jobId: string) => `results/${jobId}.json`;
const kept = (jobId: string): unknown => {
  const content = fake.bucket.newest(keyOf(jobId))?.content;
  return content === undefined ? undefined : JSON.parse(content.bytes.toString());
};
const SEEN = [
  { externalImageId: "ada:version-1", firstMs: 2000, lastMs: 2000 },
  { externalImageId: "bob:version-1", firstMs: 0, lastMs: 3000 },
];

describe("take-face-search", () => {
  it("keeps who was seen, over all pages, and no score", async () => {
    const jobId = finished();
    const { result, metrics } = await take(jobId);
    expect(result).toEqual(putBack());
    expect(metrics).toEqual(["VideoSearchCompleted"]);
    expect(fake.aws.received("GetFaceSearch")).toHaveLength(4);
    expect(kept(jobId)).toEqual({
      version: 1,
      jobId,
      video: { key: VIDEO_KEY, version },
      outcome: "completed",
      similarityThreshold: 99,
      seen: SEEN,
    });
  });

  it("writes under our key in so many words, over nothing", async () => {
    const jobId = finished();
    await take(jobId);
    const [written] = fake.aws.received("PutObject");
    expect(written?.path).toBe(`/${BUCKET}/${keyOf(jobId)}?x-id=PutObject`);
    expect(written?.headers).toMatchObject({
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN,
      "x-amz-expected-bucket-owner": "111122223333",
      "if-none-match": "*",
      "content-type": "application/json",
    });
  });

  it("says of nobody that they were seen, but in the bucket", async () => {
    const outcome = await take(finished());
    const said = saidOf(outcome) + JSON.stringify(outcome.result);
    expect(said).not.toMatch(/\b(ada|bob|zorro|version-1)\b/);
    expect(outcome.logged).toMatchObject([{ completed: 1, failed: 0, foreign: 0, putBack: 0 }]);
  });

  it("keeps a result once, however often it is told of it", async () => {
    const jobId = finished();
    await take(jobId);
    const { versionId } = fake.bucket.newest(keyOf(jobId)) ?? {};
    expect((await take(jobId)).result).toEqual(putBack());
    expect(fake.bucket.newest(keyOf(jobId))?.versionId).toBe(versionId);
  });

  it("keeps a result once where the answer is lost", async () => {
    const jobId = finished();
    fake.aws.script("PutObject", "reset-after-applying", "world");
    expect((await take(jobId)).result).toEqual(putBack());
    expect(kept(jobId)).toMatchObject({ seen: SEEN });
  });

  it("keeps that a search failed, and not that nobody was seen", async () => {
    const jobId = finished("FAILED");
    const { result, metrics } = await take(jobId);
    expect(result).toEqual(putBack());
    expect(metrics).toEqual(["VideoSearchFailed"]);
    expect(kept(jobId)).toEqual({ version: 1, jobId, video: { key: VIDEO_KEY, version }, outcome: "failed" });
  });

  it.each([
    ["another pipeline's", () => begin("another-tag")],
    [
      "another bucket's",
      () => {
        const other = fake.world.createBucket("other").put("videos/a.mp4", Buffer.from("x"));
        const { JobId } = startFaceSearch(fake.world, {
          Video: { S3Object: { Bucket: "other", Name: other.key } },
          CollectionId: COLLECTION,
          JobTag: "guardrails-face-search",
        }) as { JobId: string };
        return JobId;
      },
    ],
  ])("leaves a search alone that is %s", async (_name, begun) => {
    const jobId = begun();
    const { result, logged, metrics } = await take(jobId);
    expect(result).toEqual(putBack());
    expect(logged).toMatchObject([{ foreign: 1 }]);
    expect(metrics).toEqual([]);
    expect(fake.aws.received("PutObject")).toEqual([]);
  });

  it("puts back what cannot be taken, and takes the others", async () => {
    const [good, unfinished] = [finished(), begin()];
    const outcome = await fake.invoke(
      event(
        { messageId: "malformed", body: "no JSON" },
        notification(good, "good"),
        notification("never-heard-of", "unknown"),
        notification(unfinished, "unfinished"),
      ),
    );
    expect(outcome.result).toEqual(putBack("malformed", "unknown", "unfinished"));
    expect(outcome.metrics).toEqual(["OperatorFault", "VideoSearchCompleted", "OperatorFault", "TryAgain"]);
    expect(outcome.logged).toMatchObject([{ completed: 1, putBack: 3, reason: "notification-malformed" }]);
    expect(kept(good)).toMatchObject({ seen: SEEN });
    expect(kept(unfinished)).toBeUndefined();
  });

  const page = (more: object) => ({
    status: 200,
    body: JSON.stringify({
      JobStatus: "SUCCEEDED",
      JobTag: "guardrails-face-search",
      Video: { S3Object: { Bucket: BUCKET, Name: VIDEO_KEY } },
      Persons: [],
      ...more,
    }),
  });

  it("takes an answer without the video's version", async () => {
    const jobId = finished();
    fake.aws.script("GetFaceSearch", page({}));
    expect((await take(jobId)).result).toEqual(putBack());
    expect(kept(jobId)).toMatchObject({ video: { key: VIDEO_KEY }, seen: [] });
  });

  it.each([
    ["GetFaceSearch", jsonError("AccessDeniedException"), "video-search-denied", "OperatorFault"],
    ["GetFaceSearch", jsonError("ResourceNotFoundException"), "video-search-unknown", "OperatorFault"],
    ["GetFaceSearch", jsonError("InvalidPaginationTokenException"), "unexpected", "OperatorFault"],
    ["GetFaceSearch", page({ JobStatus: "PAUSED" }), "unexpected", "OperatorFault"],
    ["GetFaceSearch", page({ JobStatus: "IN_PROGRESS" }), "search-unfinished", "TryAgain"],
    ["GetFaceSearch", page({ Persons: undefined }), "unexpected", "OperatorFault"],
    ["GetFaceSearch", page({ Persons: [null] }), "unexpected", "OperatorFault"],
    ["GetFaceSearch", page({ Video: undefined }), "unexpected", "OperatorFault"],
    ["GetFaceSearch", "throttling", "throttled", "TryAgain"],
    ["GetFaceSearch", "internal-error", "service-unavailable", "TryAgain"],
    ["GetFaceSearch", "cut-short", "answer-unreadable", "TryAgain"],
    ["PutObject", "throttling", "throttled", "TryAgain"],
    ["PutObject", "reset", "service-unavailable", "TryAgain"],
    ["PutObject", { status: 409 }, "changed-meanwhile", "TryAgain"],
    ["PutObject", { status: 403 }, "image-write-denied", "OperatorFault"],
    ["PutObject", { status: 200 }, "result-kept-otherwise", "OperatorFault"],
    [
      "PutObject",
      {
        status: 200,
        headers: {
          "x-amz-version-id": "v",
          "x-amz-server-side-encryption": "aws:kms",
          "x-amz-server-side-encryption-aws-kms-key-id": OTHER_KEY_ARN,
        },
      },
      "result-kept-otherwise",
      "OperatorFault",
    ],
  ] as const)("at %s, of %j, puts the message back: %s", async (operation, answer, reason, metric) => {
    const jobId = finished();
    fake.aws.script(operation, answer);
    const outcome = await take(jobId);
    expect(outcome.result).toEqual(putBack("message-1"));
    expect(outcome.metrics).toEqual([metric]);
    expect(outcome.logged).toMatchObject([{ putBack: 1, reason }]);
    expect(saidOf(outcome)).not.toContain("zorro");
  });

  it("keeps nothing where a later page fails, and all of it the next time", async () => {
    const jobId = finished();
    fake.aws.script("GetFaceSearch", "world", jsonError("AccessDeniedException"));
    expect((await take(jobId)).result).toEqual(putBack("message-1"));
    expect(kept(jobId)).toBeUndefined();
    fake.aws.reset();
    await take(jobId);
    expect(kept(jobId)).toMatchObject({ seen: SEEN });
  });

  it.each(["GetFaceSearch", "PutObject"] as const)("ends in time where %s hangs", async (operation) => {
    const jobId = finished();
    await untilReached(fake, operation, async (remainingMs) => {
      fake.aws.script(operation, "hang");
      const { result, logged } = await fake.invoke(
        event(notification(jobId, "1"), notification(jobId, "2")),
        remainingMs,
      );
      expect(result).toEqual(putBack("1", "2"));
      expect(logged).toMatchObject([{ putBack: 2, reason: "deadline-passed" }]);
    });
  });

  it("throws back an event that is no batch", async () => {
    const { result } = await fake.invoke({ video: { key: VIDEO_KEY } });
    expect(result).toEqual({ name: "OperatorError", reason: "notification-malformed" });
  });
});

describe("The answer of take-face-search to Lambda", () => {
  it("has just the member that Lambda reads", () => {
    const batchItemFailures = [{ itemIdentifier: "1" }];
    expect(batchAnswerOf({ batchItemFailures, requestId: "1" })).toEqual({ batchItemFailures });
  });

  it.each([{}, { error: "request-refused" }, { statusCode: 200, body: "" }, { batchItemFailures: null }])(
    "is never %j, which would take every message off the queue",
    (answer) => {
      expect(() => batchAnswerOf(answer)).toThrow("unexpected");
    },
  );
});

describe("take-face-search, as Lambda loads it", () => {
  const load = () =>
    jest.requireActual<typeof import("../../../functions/take-face-search/handler")>(
      "../../../functions/take-face-search/handler",
    );

  it("serves with the settings of the environment", async () => {
    const handler = loaded(load, ENVIRONMENT);
    expect(await handler(event(), CONTEXT)).toEqual({ batchItemFailures: [] });
    await expect(handler({}, CONTEXT)).rejects.toThrow("notification-malformed");
  });

  it("says at each invocation that they are wrong", async () => {
    const handler = loaded(load, {});
    await expect(handler(event(), CONTEXT)).rejects.toThrow("settings-invalid");
  });
});
