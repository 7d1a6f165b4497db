/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createStartFaceSearch } from "../../../functions/start-face-search/handler";
import type { FakeWorld } from "../../support/fake-aws";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { arrangeVideoIn, SETTINGS, VIDEO_KEY } from "./support";

const begin = (world: FakeWorld) => {
  arrangeVideoIn(world, world.buckets.get(BUCKET));
  return { video: { key: VIDEO_KEY } };
};
const rejected = (reason: string) => ({ outcome: "rejected", reason, requestId: REQUEST_ID });
const notEncrypted = rejected("video-not-encrypted");

const CALLS: readonly MatrixCall[] = [
  {
    call: "HeadObject",
    operation: "HeadObject",
    denied: "image-read-denied",
    begin,
    otherwise: {
      "status 404": rejected("video-missing"),
      // A HEAD has no body to be wrong: what answers so says nothing of encryption.
      html: notEncrypted,
      "cut-short": notEncrypted,
    },
  },
  {
    call: "StartFaceSearch",
    operation: "StartFaceSearch",
    denied: "video-search-denied",
    begin,
    otherwise: {
      "InvalidParameterException (400)": { name: "OperatorError", reason: "video-search-refused" },
    },
  },
];

describe("start-face-search", () => {
  faultMatrix({
    work: (clients) => createStartFaceSearch(SETTINGS, clients),
    calls: CALLS,
    success: {
      outcome: "started",
      jobId: expect.stringMatching(/^[0-9a-f]{32}0{32}$/),
      requestId: REQUEST_ID,
    },
    secrets: [VIDEO_KEY, "zorro", BUCKET],
  });
});

describe("start-face-search, after a fault", () => {
  const fake = imageWorld((clients) => createStartFaceSearch(SETTINGS, clients));
  const FAULTS = ["throttling", "internal-error", "reset", "reset-after-applying"] as const;
  const cases = CALLS.flatMap(({ operation }) => FAULTS.map((fault) => ({ operation, fault })));
  const jobs = () => [...fake.world.faceSearches.keys()];

  it.each(cases)("gets over $fault, twice, at $operation, and begins one search", async (one) => {
    fake.aws.script(one.operation, one.fault, one.fault, "world");
    const { result, metrics } = await fake.invoke(begin(fake.world));
    expect(jobs()).toEqual([result.jobId]);
    expect(metrics).toEqual(["VideoSearchStarted"]);
  });

  it.each(cases)(
    "begins one search when asked again, after nothing but $fault at $operation",
    async (one) => {
      const request = begin(fake.world);
      fake.aws.script(one.operation, one.fault);
      expect((await fake.invoke(request)).metrics).toEqual(["TryAgain"]);
      fake.aws.reset();
      expect(jobs()).toHaveLength(
        one.operation === "StartFaceSearch" && one.fault === "reset-after-applying" ? 1 : 0,
      );
      const { result } = await fake.invoke(request);
      expect(jobs()).toEqual([result.jobId]);
    },
  );

  it("begins no search twice where a third of all requests is struck", async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `videos/${index}.mp4`);
    begin(fake.world);
    for (const key of keys) fake.bucket.put(key, Buffer.from(key));
    fake.aws.strike({ rate: 0.3, faults: FAULTS });
    const ask = () => Promise.all(keys.map((key) => fake.invoke({ video: { key } })));
    for (const { result } of await ask())
      expect(result.outcome ?? result.name).toMatch(/^(started|TryAgainError)$/);
    fake.aws.reset();
    const asked = (await ask()).map(({ result }) => result.jobId);
    expect(jobs().sort()).toEqual(asked.sort());
    expect(new Set(asked).size).toBe(keys.length);
  });
});
