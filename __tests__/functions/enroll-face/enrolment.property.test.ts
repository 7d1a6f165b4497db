/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import fc from "fast-check";
import { createEnrollFace } from "../../../functions/enroll-face/handler";
import { type Answer, type Fault, headError } from "../../support/fake-aws";
import { OTHER_KEY_ARN } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { enrolment, isKept, KEY, keep, OTHER, PICTURE, SETTINGS, sha256 } from "./support";

const fake = imageWorld((clients) => createEnrollFace(SETTINGS, clients));

/** What was there before. */
const BEFORE = {
  nothing: () => undefined,
  "the same picture": () => keep(fake, PICTURE),
  "another picture": () => keep(fake, OTHER),
  "a delete marker": () => fake.bucket.delete(KEY),
  "the same picture under another key": () =>
    fake.bucket.put(KEY, PICTURE, {
      encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN },
      checksums: { "x-amz-checksum-sha256": sha256(PICTURE) },
    }),
};
/** What somebody else does before a request is answered. */
const MEDDLING = {
  write: () => keep(fake, OTHER),
  delete: () => fake.bucket.delete(KEY),
};

const FAULTS: readonly Fault[] = [
  "throttling",
  "internal-error",
  "reset",
  "reset-after-applying",
  "html",
  "cut-short",
];
const EMPTY: Answer = { status: 200 };
/** What happens to a request. */
const turn = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Answer>("world") },
  { weight: 4, arbitrary: fc.constantFrom<Answer>(...FAULTS) },
  { weight: 1, arbitrary: fc.constantFrom<Answer>(EMPTY, ...[400, 403, 404, 409, 412, 501].map(headError)) },
);
const meddling = fc.option(fc.constantFrom(...(["write", "delete"] as const)), { freq: 6 });
const turns = fc.array(fc.record({ answer: turn, meddling }), { maxLength: 10 });
const world = { answer: "world", meddling: null } as const;
const before = fc.constantFrom(...(Object.keys(BEFORE) as (keyof typeof BEFORE)[]));

describe("enroll-face", () => {
  it("says enrolled after no sequence of faults and of others' writes, but of that picture, there, under our key", async () => {
    const outcomes = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(before, fc.boolean(), turns, async (state, replace, sequence) => {
        fake.renew();
        BEFORE[state]();
        const newest = fake.bucket.newest(KEY);
        fake.onRequest((place) => {
          const now = sequence[place - 1];
          if (now?.meddling) MEDDLING[now.meddling]();
          return now?.answer ?? "world";
        });

        const { result, metrics } = await fake.invoke(enrolment(PICTURE, replace));
        const isEnrolled = result.outcome === "enrolled";
        outcomes.add(result.outcome ?? result.reason);

        expect(metrics.includes("Enrolled")).toBe(isEnrolled);
        if (isEnrolled) {
          expect(isKept(fake)).toBe(true);
          expect(result.referenceVersion).toBe(fake.bucket.newest(KEY)?.versionId);
        }
        // Nobody's picture is lost by an enrolment that is not to replace one.
        const alone = sequence.every((now) => !now.meddling);
        if (!replace && alone && newest?.content !== undefined)
          expect(fake.bucket.versions()).toEqual([newest]);
      }),
      {
        numRuns: 60,
        examples: [
          ["nothing", false, []],
          ["another picture", false, []],
          ["another picture", true, [world, world, { answer: "world", meddling: "write" }]],
        ],
      },
    );
    // Else the above would hold of nothing.
    expect([...outcomes]).toEqual(expect.arrayContaining(["enrolled", "exists", "changed-meanwhile"]));
  });
});
