/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import fc from "fast-check";
import { createReadLivenessSession } from "../../../functions/read-liveness-session/handler";
import { type Answer, type Fault, headError } from "../../support/fake-aws";
import { imageWorld } from "../support/image-world";
import { SETTINGS, session } from "./support";

const fake = imageWorld((clients) => createReadLivenessSession(SETTINGS, clients));

const MEMBERS = ["ada", "ada2", "bob"] as const;
const member = fc.constantFrom(...MEMBERS);
const begun = fc.record({
  by: member,
  confidence: fc.constantFrom(99, 80, 79.9),
  status: fc.constantFrom("SUCCEEDED" as const, "SUCCEEDED" as const, "FAILED" as const),
});
/** Who asks, each of which session, at the same time. */
const round = fc.array(fc.record({ memberId: member, of: fc.nat(1) }), { minLength: 1, maxLength: 3 });
const FAULTS: readonly Fault[] = [
  "throttling",
  "internal-error",
  "reset",
  "reset-after-applying",
  "html",
  "cut-short",
];
const turns = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Answer>("world") },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Answer>(...FAULTS, { status: 200 }, ...[403, 404, 409, 412].map(headError)),
    },
  ),
  { maxLength: 12 },
);

describe("read-liveness-session", () => {
  it("says alive of a session at most once, and to the member who began it, whoever asks how often and whatever goes wrong", async () => {
    const outcomes = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(begun, begun),
        fc.array(round, { minLength: 1, maxLength: 3 }),
        turns,
        async (sessions, rounds, sequence) => {
          fake.renew();
          const ids = sessions.map(({ by, confidence, status }) =>
            session(fake.world, by, { status, confidence, faces: [by] }),
          );
          fake.onRequest((place) => sequence[place - 1] ?? "world");

          const alive = new Set<string>();
          for (const requests of rounds) {
            const answers = await Promise.all(
              requests.map(async ({ memberId, of }) => {
                const { result } = await fake.invoke({ memberId, sessionId: ids[of] });
                return { memberId, of, result };
              }),
            );
            for (const { memberId, of, result } of answers) {
              outcomes.add(result.outcome ?? result.name);
              if (result.outcome !== "alive") continue;
              const begunSession = sessions[of];
              expect(begunSession).toMatchObject({ by: memberId, status: "SUCCEEDED" });
              expect(begunSession?.confidence).toBeGreaterThanOrEqual(80);
              expect(alive).not.toContain(ids[of]);
              alive.add(ids[of] ?? "");
            }
          }
        },
      ),
      {
        numRuns: 25,
        examples: [
          [
            [
              { by: "ada", confidence: 99, status: "SUCCEEDED" },
              { by: "bob", confidence: 99, status: "SUCCEEDED" },
            ],
            [[{ memberId: "ada", of: 0 }], [{ memberId: "ada", of: 0 }]],
            [],
          ],
        ],
      },
    );
    // Else the above would hold of nothing.
    expect([...outcomes]).toEqual(expect.arrayContaining(["alive", "not-shown"]));
  });
});
