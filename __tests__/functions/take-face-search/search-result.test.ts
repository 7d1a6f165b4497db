import fc from "fast-check";
import { type SearchPage, Sightings } from "../../../functions/take-face-search/search-result";

const match = (ExternalImageId: string | undefined, Similarity = 99.5) => ({
  Similarity,
  Face: { ExternalImageId },
});
const page = (...Persons: NonNullable<SearchPage["Persons"]>): SearchPage => ({
  JobStatus: "SUCCEEDED",
  Persons,
});
const seenIn = (...pages: readonly SearchPage[]) => {
  const sightings = new Sightings(99);
  for (const each of pages) sightings.add(each);
  return sightings.list();
};
const untyped = (value: unknown): SearchPage => value as SearchPage;

describe("Sightings", () => {
  it("gathers who was seen over all pages, first and last", () => {
    expect(
      seenIn(
        page(
          { Timestamp: 500, FaceMatches: [match("bob:1"), match("ada:1")] },
          { Timestamp: 100, FaceMatches: [match("bob:1", 99)] },
        ),
        page({ Timestamp: 900, FaceMatches: [match("bob:1", 100)] }, { Timestamp: 950 }),
      ),
    ).toEqual([
      { externalImageId: "ada:1", firstMs: 500, lastMs: 500 },
      { externalImageId: "bob:1", firstMs: 100, lastMs: 900 },
    ]);
  });

  it("names nobody for a match under the threshold, a face without an id, and no match", () => {
    expect(
      seenIn(
        page(
          { Timestamp: 0, FaceMatches: [match("ada:1", 98.999), match(undefined)] },
          { Timestamp: 1, FaceMatches: [] },
          { Timestamp: 2, FaceMatches: [{ Similarity: 99.9 }] },
        ),
        page(),
      ),
    ).toEqual([]);
  });

  it.each([
    ["no persons", { JobStatus: "SUCCEEDED" }],
    ["persons that are no list", { JobStatus: "SUCCEEDED", Persons: {} }],
    ["another status", { JobStatus: "IN_PROGRESS", Persons: [] }],
    ["no status", { Persons: [] }],
    ["a similarity that is no number", page({ Timestamp: 1, FaceMatches: [match("a:1", Number.NaN)] })],
    ["a similarity over 100", page({ Timestamp: 1, FaceMatches: [match("a:1", 101)] })],
    [
      "a similarity as text",
      untyped({ ...page(), Persons: [{ Timestamp: 1, FaceMatches: [{ Similarity: "99" }] }] }),
    ],
    ["no time", page({ FaceMatches: [match("a:1")] })],
    ["a time before the video", page({ Timestamp: -1, FaceMatches: [match("a:1")] })],
  ])("takes no page with %s", (_name, wrong) => {
    expect(() => seenIn(untyped(wrong))).toThrow("unexpected");
  });

  it("never names somebody who has no match at or over the threshold", () => {
    const aMatch = fc.record({
      Similarity: fc.oneof(fc.constantFrom(98.9999, 99, 100), fc.double({ min: 0, max: 100, noNaN: true })),
      Face: fc.record({ ExternalImageId: fc.constantFrom("ada:1", "bob:1", undefined) }),
    });
    const aPage = fc.record({
      JobStatus: fc.constant("SUCCEEDED"),
      Persons: fc.array(
        fc.record({ Timestamp: fc.nat(), FaceMatches: fc.oneof(fc.array(aMatch), fc.constant(undefined)) }),
      ),
    });
    fc.assert(
      fc.property(fc.array(aPage, { maxLength: 4 }), (pages) => {
        const matches = pages.flatMap(({ Persons }) =>
          Persons.flatMap(({ FaceMatches = [] }) => FaceMatches),
        );
        const known = new Set(
          matches.flatMap(({ Similarity, Face }) => (Similarity >= 99 ? [Face.ExternalImageId] : [])),
        );
        known.delete(undefined);
        expect(seenIn(...pages).map(({ externalImageId }) => externalImageId)).toEqual([...known].sort());
      }),
    );
  });
});
