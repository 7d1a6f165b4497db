/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createTakeFaceSearch } from "../../../functions/take-face-search/handler";
import { readMessages } from "../../../functions/take-face-search/messages";
import { take } from "../../../functions/take-face-search/take";
import { type FakeWorld, finishFaceSearch } from "../../support/fake-aws";
import { startFaceSearch } from "../../support/fake-aws/rekognition/face-search";
import { arrangeVideoIn, COLLECTION, VIDEO_KEY } from "../start-face-search/support";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, IMAGE_SETTINGS, REQUEST_ID } from "../support/image-settings";
import { imageWorld } from "../support/image-world";

const SETTINGS = { ...IMAGE_SETTINGS, resultsPrefix: "results/", similarityThreshold: 99 };

/** A search of the video that is done. */
function finishedIn(world: FakeWorld, Version: string): string {
  const { JobId } = startFaceSearch(world, {
    Video: { S3Object: { Bucket: BUCKET, Name: VIDEO_KEY, Version } },
    CollectionId: COLLECTION,
    FaceMatchThreshold: 99,
    JobTag: "guardrails-face-search",
  }) as { JobId: string };
  finishFaceSearch(world, JobId);
  return JobId;
}
const eventOf = (...jobIds: readonly string[]) => ({
  Records: jobIds.map((JobId, index) => ({ messageId: `message-${index}`, body: JSON.stringify({ JobId }) })),
});
const begin = (world: FakeWorld) =>
  eventOf(finishedIn(world, arrangeVideoIn(world, world.buckets.get(BUCKET))));

const keptOtherwise = { name: "OperatorError", reason: "result-kept-otherwise" };
const completed = { outcome: "completed", requestId: REQUEST_ID };
const CALLS: readonly MatrixCall[] = [
  {
    call: "the first page of GetFaceSearch",
    operation: "GetFaceSearch",
    denied: "video-search-denied",
    begin,
  },
  {
    call: "a later page of GetFaceSearch",
    operation: "GetFaceSearch",
    isIt: ({ NextToken }) => NextToken !== undefined,
    denied: "video-search-denied",
    begin: (world) => {
      world.maxPageSize = 2;
      return begin(world);
    },
  },
  {
    call: "PutObject",
    operation: "PutObject",
    denied: "image-write-denied",
    begin,
    otherwise: {
      "status 409": { name: "TryAgainError", reason: "changed-meanwhile" },
      // What is there already is the same result.
      "status 412": completed,
      // S3 has no body to answer a write with: a page in place of the answer is one that says nothing of encryption.
      html: keptOtherwise,
      "cut-short": keptOtherwise,
    },
  },
];

/** The one message of a batch; what its failure is, is thrown, so that it can be judged. */
describe("take-face-search, of one message", () => {
  faultMatrix({
    work: (clients) => ({
      read: readMessages,
      serve: async ([message], invocation) => {
        if (message === undefined) throw new Error("There is no message.");
        const taken = await take(message, SETTINGS, clients, invocation);
        if (typeof taken === "object") throw taken.failure;
        return { answer: { outcome: taken }, message: "taken", fields: {}, metrics: [] };
      },
    }),
    calls: CALLS,
    success: completed,
    secrets: ["ada:", "bob:", "zorro", "version-1", BUCKET],
  });
});

describe("take-face-search, after a fault", () => {
  const fake = imageWorld((clients) => createTakeFaceSearch(SETTINGS, clients));
  const FAULTS = ["throttling", "internal-error", "reset", "reset-after-applying"] as const;
  const OPERATIONS = ["GetFaceSearch", "PutObject"] as const;
  const cases = OPERATIONS.flatMap((operation) => FAULTS.map((fault) => ({ operation, fault })));
  const seenIn = (jobId: string): unknown => {
    const { bytes } = fake.bucket.newest(`results/${jobId}.json`)?.content ?? {};
    return bytes && JSON.parse(bytes.toString()).seen;
  };
  const SEEN = [
    { externalImageId: "ada:version-1", firstMs: 2000, lastMs: 2000 },
    { externalImageId: "bob:version-1", firstMs: 0, lastMs: 3000 },
  ];
  const arranged = (count: number) => {
    const version = arrangeVideoIn(fake.world, fake.bucket);
    return Array.from({ length: count }, () => finishedIn(fake.world, version));
  };

  it.each(cases)("gets over $fault, twice, at $operation", async ({ operation, fault }) => {
    const [jobId = ""] = arranged(1);
    fake.aws.script(operation, fault, fault, "world");
    expect((await fake.invoke(eventOf(jobId))).result).toMatchObject({ batchItemFailures: [] });
    expect(seenIn(jobId)).toEqual(SEEN);
  });

  it.each(cases)("keeps the result the next time, after nothing but $fault at $operation", async (one) => {
    const [jobId = ""] = arranged(1);
    fake.aws.script(one.operation, one.fault);
    expect((await fake.invoke(eventOf(jobId))).result).toMatchObject({
      batchItemFailures: [{ itemIdentifier: "message-0" }],
    });
    fake.aws.reset();
    expect((await fake.invoke(eventOf(jobId))).result).toMatchObject({ batchItemFailures: [] });
    expect(seenIn(jobId)).toEqual(SEEN);
  });

  it("loses no result where a third of all requests is struck, and keeps none that is wrong", async () => {
    const jobIds = arranged(30);
    fake.aws.strike({ rate: 0.3, faults: FAULTS });
    const answers = await Promise.all(jobIds.map((jobId) => fake.invoke(eventOf(jobId))));
    fake.aws.reset();
    for (const [index, { result }] of answers.entries()) {
      const jobId = jobIds[index] ?? "";
      const failures = result.batchItemFailures;
      if (Array.isArray(failures) && failures.length === 0) expect(seenIn(jobId)).toEqual(SEEN);
      else expect((await fake.invoke(eventOf(jobId))).result).toMatchObject({ batchItemFailures: [] });
      expect(seenIn(jobId)).toEqual(SEEN);
    }
  });
});
