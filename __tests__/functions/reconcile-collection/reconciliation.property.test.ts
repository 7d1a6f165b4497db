/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import fc from "fast-check";
import { createReconcileCollection } from "../../../functions/reconcile-collection/handler";
import { type Answer, type Fault, headError, jsonError } from "../../support/fake-aws";
import {
  enrol,
  enrolAndIndex,
  index,
  makeCollection,
  pictureOf,
  SETTINGS,
  vectorsOf,
} from "../support/collection-world";
import { imageWorld } from "../support/image-world";

const fake = imageWorld((clients) => createReconcileCollection(SETTINGS, clients), 2);

const EVENTS = {
  index: (member: string) => enrolAndIndex(fake.world, member),
  replace: (member: string) => enrol(fake.world, member),
  delete: (member: string) => fake.bucket.delete(`members/${member}`),
  "index a version that never was": (member: string) =>
    index(fake.world, `${member}:0123456789abcdef`, pictureOf(member)),
};
const event = fc.record({
  kind: fc.constantFrom(...(Object.keys(EVENTS) as (keyof typeof EVENTS)[])),
  member: fc.constantFrom("m1", "m2", "m22", "m3"),
});
const play = ({ kind, member }: { kind: keyof typeof EVENTS; member: string }) => EVENTS[kind](member);

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
  ...[403, 404].map(headError),
];
/** What happens to a request, and before it is answered. */
const turn = fc.record({
  answer: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Answer>("world") },
    { weight: 2, arbitrary: fc.constantFrom<Answer>(...FAULTS, ...ODD) },
  ),
  meddling: fc.option(event, { freq: 4 }),
});

/** The vectors of members' pictures as they are. */
const current = () =>
  vectorsOf(fake.world).filter((vector) => {
    const [member, version] = vector.split(":");
    const newest = fake.bucket.newest(`members/${member}`);
    return newest?.content !== undefined && newest.versionId === version;
  });

describe("reconcile-collection", () => {
  it("deletes no vector of a picture that a member has, whatever goes wrong and whoever comes between; and gets there", async () => {
    const outcomes = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 8 }),
        fc.boolean(),
        fc.array(turn, { maxLength: 12 }),
        async (history, remove, turns) => {
          fake.renew();
          makeCollection(fake.world);
          for (const one of history) play(one);
          const before = vectorsOf(fake.world);
          const isQuiet = turns.every(({ meddling }) => meddling === null);
          fake.onRequest((place) => {
            const now = turns[place - 1];
            if (now?.meddling) play(now.meddling);
            return now?.answer ?? "world";
          });
          const { result } = await fake.invoke({ remove });
          outcomes.add(result.outcome ?? result.name);

          const left = vectorsOf(fake.world);
          for (const vector of before)
            if (!left.includes(vector)) {
              expect(remove).toBe(true);
              expect(current()).not.toContain(vector);
              const [member, version] = vector.split(":");
              expect(fake.bucket.newest(`members/${member}`)?.versionId).not.toBe(version);
            }
          if (isQuiet && result.outcome === "consistent") expect(left).toEqual(current());
          if (isQuiet && result.outcome === "orphans" && remove) expect(left).toEqual(current());

          fake.aws.reset();
          expect((await fake.invoke({ remove: true })).result.name).toBeUndefined();
          expect(vectorsOf(fake.world)).toEqual(current());
        },
      ),
      {
        numRuns: 20,
        examples: [
          [[{ kind: "index", member: "m1" }], true, []],
          [
            [
              { kind: "index", member: "m1" },
              { kind: "delete", member: "m1" },
            ],
            true,
            [],
          ],
          [[{ kind: "index", member: "m1" }], true, [{ answer: "reset", meddling: null }]],
          [
            [{ kind: "index", member: "m1" }],
            true,
            [
              { answer: "world", meddling: null },
              { answer: "html", meddling: null },
            ],
          ],
        ],
      },
    );
    // Else the above would hold of nothing.
    expect([...outcomes]).toEqual(expect.arrayContaining(["consistent", "orphans"]));
  });
});
