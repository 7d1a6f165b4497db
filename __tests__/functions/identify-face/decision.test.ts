import fc from "fast-check";
import { candidateOf, type Search } from "../../../functions/identify-face/decision";

const match = (ExternalImageId: string | undefined, Similarity: number | undefined = 99.5) => ({
  Similarity,
  Face: { ExternalImageId },
});
const search = (...FaceMatches: NonNullable<Search["FaceMatches"]>): Search => ({ FaceMatches });
const ada = (...versions: readonly string[]) => ({ memberId: "ada", versions: new Set(versions) });

describe("candidateOf", () => {
  it.each<readonly [string, Search, unknown]>([
    ["nobody", search(), "unknown"],
    ["one vector of a member", search(match("ada:v1")), ada("v1")],
    ["several versions of a member", search(match("ada:v1"), match("ada:v2")), ada("v1", "v2")],
    ["a version twice", search(match("ada:v1"), match("ada:v1", 100)), ada("v1")],
    ["just what was asked for", search(match("ada:v1", 99)), ada("v1")],
    ["two members", search(match("ada:v1"), match("bob:v1")), "several-members"],
    [
      "as many as are listed, though all of one member",
      search(...Array.from({ length: 4096 }, (_, index) => match(`ada:v${index}`))),
      "several-members",
    ],
    ["members whose ids begin alike", search(match("ada:v1"), match("ada2:v1")), "several-members"],
  ])("reads a search that found %s", (_, found, candidate) => {
    expect(candidateOf(1, found, 99)).toEqual(candidate);
  });

  it.each<readonly [string, unknown]>([
    ["nothing", {}],
    ["matches that are null", { FaceMatches: null }],
    ["matches that are no list", { FaceMatches: { 0: match("ada:v1"), length: 1 } }],
    ["a match that is null", search(null as never)],
    ["a match without a face", search({ Similarity: 100 })],
    ["a face that is not of our making", search(match("ada"))],
    ["a face without an external id", search(match(undefined))],
    ["a version that can be overwritten", search(match("ada:null"))],
    ["an external id of three parts", search(match("ada:v1:v2"))],
    ["one of our making and one that is not", search(match("ada:v1"), match("x y"))],
    ["less than was asked for", search(match("ada:v1", 98.999))],
    ["more than all", search(match("ada:v1", 100.1))],
    ["no number", search(match("ada:v1", Number.NaN))],
    ["a similarity that is a text", search(match("ada:v1", "99.9" as never))],
    ["no similarity", search({ Face: { ExternalImageId: "ada:v1" } })],
  ])("takes an answer of %s for unexpected", (_, found) => {
    expect(candidateOf(1, found as Search, 99)).toBe("answer-unexpected");
  });

  it.each([
    [undefined, "answer-unexpected"],
    [0, "no-face-found"],
    [2, "several-faces"],
    [100, "several-faces"],
  ])("names nobody in a picture of %p faces", (faces, reason) => {
    expect(candidateOf(faces, search(match("ada:v1")), 99)).toBe(reason);
  });

  it("names only a member whom every match is of, at or over the threshold", () => {
    const matches = fc.array(
      fc.record({
        Similarity: fc.constantFrom(98.9, 99, 99.5, 100, 101, Number.NaN),
        Face: fc.record({ ExternalImageId: fc.constantFrom("ada:v1", "ada:v2", "bob:v1", "ada", undefined) }),
      }),
      { maxLength: 4 },
    );
    const named = new Set<unknown>();
    fc.assert(
      fc.property(fc.nat(2), matches, (faces, FaceMatches) => {
        const candidate = candidateOf(faces, { FaceMatches }, 99);
        named.add(typeof candidate === "object");
        if (typeof candidate !== "object") return;
        expect(faces).toBe(1);
        expect(FaceMatches.length).toBeGreaterThan(0);
        for (const { Similarity, Face } of FaceMatches) {
          const [member, version] = Face.ExternalImageId?.split(":") ?? [];
          expect(member).toBe(candidate.memberId);
          expect(candidate.versions).toContain(version);
          expect(Similarity >= 99 && Similarity <= 100).toBe(true);
        }
      }),
      { numRuns: 500, examples: [[1, [{ Similarity: 99, Face: { ExternalImageId: "ada:v1" } }]]] },
    );
    expect(named).toEqual(new Set([true, false]));
  });
});
