/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import fc from "fast-check";
import { createIdentifyFace } from "../../../functions/identify-face/handler";
import { type Answer, type Fault, headError } from "../../support/fake-aws";
import {
  COLLECTION,
  enrol,
  enrolAndIndex,
  index,
  makeCollection,
  pictureOf,
  vectorsOf,
} from "../support/collection-world";
import { KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { probeOf, SETTINGS } from "./support";

const fake = imageWorld((clients) => createIdentifyFace(SETTINGS, clients));

/** What may happen to a member, whose face is that of somebody. */
const EVENTS = {
  index: (member: string, face: string) => enrolAndIndex(fake.world, member, pictureOf(face)),
  enrol: (member: string, face: string) => enrol(fake.world, member, pictureOf(face)),
  delete: (member: string) => fake.bucket.delete(`members/${member}`),
  "put under another key": (member: string, face: string) =>
    fake.bucket.put(`members/${member}`, pictureOf(face), {
      encryption: { algorithm: "aws:kms", keyArn: OTHER_KEY_ARN },
    }),
  "index a version that never was": (member: string, face: string) =>
    index(fake.world, `${member}:0123456789abcdef`, pictureOf(face)),
  "index what is not of our making": (member: string, face: string) =>
    index(fake.world, member, pictureOf(face)),
};
const FACES = ["ada", "bob", "eve"];
const event = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant("index" as const) },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(EVENTS) as (keyof typeof EVENTS)[])) },
  ),
  member: fc.constantFrom("m1", "m2", "m22"),
  face: fc.constantFrom(...FACES),
});
const FAULTS: readonly Fault[] = ["throttling", "internal-error", "reset", "html", "cut-short"];
const ODD: readonly Answer[] = [{ status: 200 }, { status: 200, body: "{}" }, ...[403, 404].map(headError)];
/** What happens to a request, and before it is answered. */
const turn = fc.record({
  answer: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Answer>("world") },
    { weight: 2, arbitrary: fc.constantFrom<Answer>(...FAULTS, ...ODD) },
  ),
  meddling: fc.option(event, { freq: 5 }),
});
const probe = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...FACES.map((face) => [face])) },
  { weight: 1, arbitrary: fc.constantFrom<string[]>([], ["ada", "bob"]) },
);

const play = ({ kind, member, face }: { kind: keyof typeof EVENTS; member: string; face: string }) =>
  EVENTS[kind](member, face);

describe("identify-face", () => {
  it("names, of whatever happened and goes wrong, only the member whose picture under our key is of that one face", async () => {
    const decisions = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 6 }),
        probe,
        fc.array(turn, { maxLength: 6 }),
        async (history, faces, turns) => {
          fake.renew();
          makeCollection(fake.world);
          for (const one of history) play(one);
          /** What was so at some moment of the invocation, of each member: the face that they may be named by. */
          const nameable = new Set<string>();
          const look = () => {
            for (const member of ["m1", "m2", "m22"])
              for (const face of FACES) if (isOf(member, face)) nameable.add(`${member} ${face}`);
          };
          look();
          fake.onRequest((place) => {
            const now = turns[place - 1];
            if (now?.meddling) play(now.meddling);
            look();
            return now?.answer ?? "world";
          });

          const { result } = await fake.invoke(probeOf(...faces));
          decisions.add(result.decision ?? result.name);
          if (result.decision === "identified") {
            expect(faces).toHaveLength(1);
            expect(nameable).toContain(`${result.memberId} ${faces[0]}`);
          } else expect(result).not.toHaveProperty("memberId");
        },
      ),
      {
        numRuns: 40,
        examples: [
          [[{ kind: "index", member: "m1", face: "ada" }], ["ada"], []],
          [[{ kind: "index", member: "m1", face: "ada" }], ["eve"], []],
          [[], ["ada"], [{ answer: "reset", meddling: null }]],
        ],
      },
    );
    // Else the above would hold of nothing.
    expect([...decisions]).toEqual(expect.arrayContaining(["identified", "unknown", "review"]));
  });
});

/** Whether a member's newest picture is under our key, in a version that was indexed, of this face. */
function isOf(member: string, face: string): boolean {
  const newest = fake.bucket.newest(`members/${member}`);
  const encryption = newest?.content?.encryption;
  if (encryption?.algorithm !== "aws:kms" || encryption.keyArn !== KEY_ARN) return false;
  const place = vectorsOf(fake.world).indexOf(`${member}:${newest?.versionId}`);
  return fake.world.collections.get(COLLECTION)?.faces[place]?.mark === face;
}
