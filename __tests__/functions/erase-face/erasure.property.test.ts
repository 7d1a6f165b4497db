/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import fc from "fast-check";
import { createEraseFace } from "../../../functions/erase-face/handler";
import { RESERVED_MS } from "../../../functions/shared/deadline";
import { type Answer, type Fault, headError, jsonError } from "../../support/fake-aws";
import { imageWorld } from "../support/image-world";
import { addFace, furnish, leftOf, MEMBER, OTHERS, othersOf, SETTINGS } from "./support";

const fake = imageWorld((clients) => createEraseFace(SETTINGS, clients), 3);

/** What others do before a request is answered: theirs must be there afterwards. */
const MEDDLING = {
  write: () => fake.bucket.put(`members/${OTHERS[0]}`, Buffer.from("new")),
  delete: () => fake.bucket.delete(`members/${OTHERS[1]}`),
  picture: () => fake.bucket.put(`liveness/${OTHERS[0]}/new.jpg`, Buffer.from("new")),
  index: () => addFace(fake.world, `${OTHERS[1]}:new`),
};

const FAULTS: readonly Fault[] = [
  "throttling",
  "internal-error",
  "reset",
  "reset-after-applying",
  "html",
  "cut-short",
];
const ODD: readonly Answer[] = [
  { status: 200 },
  { status: 200, body: "{}" },
  jsonError("ResourceNotFoundException"),
  jsonError("InvalidPaginationTokenException"),
  ...[400, 403, 404, 409, 501].map(headError),
];
/** What happens to a request. */
const turn = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Answer>("world") },
  { weight: 3, arbitrary: fc.constantFrom<Answer>(...FAULTS) },
  { weight: 1, arbitrary: fc.constantFrom<Answer>(...ODD) },
);
const meddling = fc.option(fc.constantFrom(...(Object.keys(MEDDLING) as (keyof typeof MEDDLING)[])), {
  freq: 4,
});
const invocation = fc.record({
  turns: fc.array(fc.record({ answer: turn, meddling }), { maxLength: 14 }),
  /** Enough for everything; or for no second page of faces. */
  remainingMs: fc.constantFrom(20_000, RESERVED_MS + 1900),
});
const amounts = fc.record({ imageVersions: fc.nat(4), livenessVersions: fc.nat(2), faces: fc.nat(1) });
const QUIET = { turns: [], remainingMs: 20_000 };
const FULL = { imageVersions: 4, livenessVersions: 2, faces: 1 };
const failing = (answer: Answer) => ({ ...QUIET, turns: [{ answer, meddling: null }] });

describe("erase-face", () => {
  it("says erased after no sequence of faults and of others' writes, but of a member of whom nothing is left; and gets there", async () => {
    const outcomes = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(amounts, fc.array(invocation, { maxLength: 3 }), async (plenty, invocations) => {
        fake.renew();
        furnish(fake.world, plenty);
        const others = new Set(othersOf(fake.world));

        let resume: unknown;
        let isErased = false;
        // At last all is well; twice, for a token may have gone stale.
        for (const { turns, remainingMs } of [...invocations, QUIET, QUIET]) {
          fake.aws.reset();
          fake.onRequest((place) => {
            const now = turns[place - 1];
            if (now?.meddling) {
              MEDDLING[now.meddling]();
              for (const content of othersOf(fake.world)) others.add(content);
            }
            return now?.answer ?? "world";
          });
          const request = { memberId: MEMBER, ...(resume === undefined ? {} : { resume }) };
          const { result, metrics } = await fake.invoke(request, remainingMs);
          outcomes.add(result.outcome ?? result.reason);

          isErased = result.outcome === "erased";
          if (isErased) expect(leftOf(fake.world)).toEqual([]);
          expect(metrics.includes("Erased")).toBe(isErased);
          expect(new Set(othersOf(fake.world))).toEqual(others);
          resume = result.resume;
        }
        expect(isErased).toBe(true);
      }),
      {
        numRuns: 30,
        examples: [
          [FULL, []],
          [FULL, [failing("html"), failing(headError(403))]],
          [FULL, [{ turns: [], remainingMs: RESERVED_MS + 1900 }]],
        ],
      },
    );
    // Else the above would hold of nothing.
    expect([...outcomes]).toEqual(expect.arrayContaining(["erased", "incomplete", "erase-denied"]));
  });
});
