/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEraseFace } from "../../../functions/erase-face/handler";
import { resumeToken } from "../../../functions/erase-face/resume-token";
import { RESERVED_MS } from "../../../functions/shared/deadline";
import { type Answer, headError } from "../../support/fake-aws";
import { REQUEST_ID } from "../support/image-settings";
import { imageWorld, untilReached } from "../support/image-world";
import { furnish, leftOf, MEMBER, NOTHING, othersOf, PLENTY, SETTINGS } from "./support";

const fake = imageWorld((clients) => createEraseFace(SETTINGS, clients), 3);
const { invoke } = fake;
const request = { memberId: MEMBER };
const refused = { error: "request-refused", reason: "resume-token-malformed", requestId: REQUEST_ID };

beforeEach(() => furnish(fake.world));

describe("erase-face, after a fault", () => {
  /** As little as has every call, and pages of each. */
  const FEW = { imageVersions: 4, livenessVersions: 1, faces: 1 };
  const renew = () => {
    fake.renew();
    furnish(fake.world, FEW);
    return othersOf(fake.world);
  };

  it.each<[string, (place: number, from: number) => boolean, Answer]>([
    ["nothing but answers that are lost", (place, from) => place >= from, "reset-after-applying"],
    ["one refusal", (place, from) => place === from, headError(403)],
  ])(
    "of %s from any call on, says that it is not done, and is done when asked again",
    async (_, isIt, fault) => {
      let calls = Number.POSITIVE_INFINITY;
      for (let from = 1; from <= calls; from += 1) {
        const others = renew();
        const made = fake.onRequest((place) => (isIt(place, from) ? fault : "world"));
        const first = (await invoke(request)).result;
        // Without a fault it would have made one call less than the one to fail.
        if (made() < from) {
          calls = made();
          expect(first.outcome).toBe("erased");
          break;
        }
        expect(first.outcome).not.toBe("erased");
        fake.aws.reset();
        const { result, metrics } = await invoke(request);
        expect({ from, ...result }).toMatchObject({ from, outcome: "erased" });
        expect(metrics).toEqual(["Erased"]);
        expect(leftOf(fake.world)).toEqual([]);
        expect(othersOf(fake.world)).toEqual(others);
      }
      expect(calls).toBeGreaterThan(10);
    },
  );

  it("of one answer that is lost, of any call, is done at once", async () => {
    let calls = Number.POSITIVE_INFINITY;
    for (let failing = 1; failing <= calls; failing += 1) {
      const others = renew();
      const made = fake.onRequest((place) => (place === failing ? "reset-after-applying" : "world"));
      const { result } = await invoke(request);
      if (made() < failing) calls = made();
      expect(result.outcome).toBe("erased");
      expect(leftOf(fake.world)).toEqual([]);
      expect(othersOf(fake.world)).toEqual(others);
    }
    expect(calls).toBeGreaterThan(10);
  });
});

describe("erase-face, with little time", () => {
  // A page of faces is not begun with less than two seconds for it.
  const ONE_PAGE_MS = RESERVED_MS + 1900;
  // With no objects to erase before, that is plenty on a busy machine too.
  beforeEach(() => {
    fake.renew();
    furnish(fake.world, { ...NOTHING, faces: PLENTY.faces });
  });

  it("goes on in the collection where it stopped, and reads it anew where it deleted on the way", async () => {
    const others = othersOf(fake.world);
    const outcomes: unknown[] = [];
    let faces = 0;
    let resume: unknown;
    let outcome: unknown;
    do {
      const { result, metrics } = await invoke(
        { ...request, ...(resume === undefined ? {} : { resume }) },
        ONE_PAGE_MS,
      );
      outcomes.push(result.outcome);
      faces += Number(Object(result.erased).faces);
      ({ resume, outcome } = result);
      expect(metrics).toEqual([outcome === "erased" ? "Erased" : "TryAgain"]);
      if (resume !== undefined)
        expect(result).toEqual({
          outcome: "incomplete",
          reason: "deadline-passed",
          erased: expect.any(Object),
          resume: expect.stringMatching(/^[0-9a-f]{16}\./),
          requestId: REQUEST_ID,
        });
    } while (outcome !== "erased");

    // Six pages with faces deleted between them, and the five that are left, which show that none was skipped.
    expect(outcomes).toEqual([...Array(10).fill("incomplete"), "erased"]);
    expect(fake.aws.received("ListFaces")).toHaveLength(11);
    expect(faces).toBe(PLENTY.faces);
    expect(leftOf(fake.world)).toEqual([]);
    expect(othersOf(fake.world)).toEqual(others);
  });

  it("begins the collection anew where faces that it found could not be deleted", async () => {
    fake.aws.script("DeleteFaces", "internal-error");
    fake.world.collections.forEach((collection) => {
      collection.faces = [...collection.faces].reverse();
    });
    const { result } = await invoke(request, ONE_PAGE_MS);
    expect(result).toMatchObject({ outcome: "incomplete", reason: "service-unavailable" });
    expect(result).not.toHaveProperty("resume");
  });

  it("takes no token of another member's erasure, and sends nothing then", async () => {
    const { resume } = (await invoke({ memberId: "member-zorroo" }, ONE_PAGE_MS)).result;
    expect(resume).toEqual(expect.any(String));
    fake.aws.reset();
    expect((await invoke({ ...request, resume })).result).toEqual(refused);
    expect(fake.aws.requests).toEqual([]);
  });

  it("refuses a token that Rekognition does not know any more", async () => {
    const { result, metrics } = await invoke({
      ...request,
      resume: resumeToken({ collectionToken: "b3V0ZGF0ZWQ=", deleted: false }, MEMBER),
    });
    expect(result).toEqual(refused);
    expect(metrics).toEqual(["Refused"]);
  });

  it.each([0, RESERVED_MS])("sends nothing with %i ms left", async (remainingMs) => {
    const { result, metrics } = await invoke(request, remainingMs);
    expect(result).toEqual({
      outcome: "incomplete",
      reason: "deadline-passed",
      erased: NOTHING,
      requestId: REQUEST_ID,
    });
    expect(metrics).toEqual(["TryAgain"]);
    expect(fake.aws.requests).toEqual([]);
  });

  it("says how much is gone when time is out", async () => {
    fake.aws.script("ListFaces", "hang");
    await untilReached(fake, "ListFaces", async (remainingMs) => {
      fake.world.collections.clear();
      furnish(fake.world);
      const { result } = await invoke(request, remainingMs);
      expect(result).toMatchObject({ outcome: "incomplete", reason: "deadline-passed" });
      if (fake.aws.received("ListFaces").length > 0) expect(result.erased).toMatchObject({ faces: 0 });
    });
    expect(leftOf(fake.world).every((left) => left.startsWith("face "))).toBe(true);
  });
});
