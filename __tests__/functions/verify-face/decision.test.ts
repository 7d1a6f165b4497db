import fc from "fast-check";
import {
  type Comparison,
  decide,
  type Evidence,
  refuseStored,
} from "../../../functions/verify-face/decision";
import { KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";

const standard = { imageKeyArn: KEY_ARN, similarityThreshold: 99 };
const reference = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: KEY_ARN, VersionId: "v1" };
const face = { BoundingBox: { Width: 0.5 }, Confidence: 99.9 };
const match = { Similarity: 99.5, Face: face };
const comparison: Comparison = { SourceImageFace: face, FaceMatches: [match], UnmatchedFaces: [] };
const shown: Evidence = { reference, comparedVersion: "v1", comparison };

const verdict = (change: Partial<Evidence>) => decide({ ...shown, ...change }, standard);
const compared = (change: Partial<Record<keyof Comparison, unknown>>) =>
  verdict({ comparison: { ...comparison, ...change } as Comparison });

describe("decide", () => {
  it.each([99, 99.5, 100])("approves one face that matches at %d", (Similarity) => {
    expect(compared({ FaceMatches: [{ ...match, Similarity }] })).toEqual({
      decision: "approved",
      reason: "face-matches",
    });
  });

  it("approves under dual-layer encryption, and a probe in the bucket under our key", () => {
    const dual = { ...reference, ServerSideEncryption: "aws:kms:dsse" };
    expect(verdict({ reference: dual, probe: { ...reference, VersionId: "p1" } }).decision).toBe("approved");
  });

  it("denies one face that does not match", () => {
    expect(compared({ FaceMatches: [], UnmatchedFaces: [face] })).toEqual({
      decision: "denied",
      reason: "face-differs",
    });
  });

  it.each<[string, Partial<Record<keyof Comparison, unknown>>]>([
    ["no-face-found", { FaceMatches: [] }],
    ["several-faces", { UnmatchedFaces: [face] }],
    ["several-faces", { FaceMatches: [match, match] }],
    ["several-faces", { FaceMatches: [], UnmatchedFaces: [face, face] }],
    ["answer-unexpected", { SourceImageFace: undefined }],
    ["answer-unexpected", { SourceImageFace: [] }],
    ["answer-unexpected", { FaceMatches: undefined }],
    ["answer-unexpected", { UnmatchedFaces: undefined }],
    ["answer-unexpected", { FaceMatches: [null] }],
    ["answer-unexpected", { FaceMatches: [], UnmatchedFaces: [null] }],
    ["answer-unexpected", { FaceMatches: "match" }],
    ["answer-unexpected", { FaceMatches: [{ Similarity: 99.5 }] }],
    ["answer-unexpected", { FaceMatches: [{ Face: face }] }],
    ...[98.999, 0.995, -99, 100.1, Number.NaN, Number.POSITIVE_INFINITY, "99.5", null].map(
      (Similarity): [string, Partial<Record<keyof Comparison, unknown>>] => [
        "answer-unexpected",
        { FaceMatches: [{ ...match, Similarity }] },
      ],
    ),
  ])("leaves it to a person: %s, for %j", (reason, change) => {
    expect(compared(change)).toEqual({ decision: "review", reason });
  });

  it.each([
    ["not-encrypted", { ServerSideEncryption: undefined }],
    ["not-encrypted", { ServerSideEncryption: "AES256" }],
    ["not-encrypted", { ServerSideEncryption: "aws:fsx" }],
    ["under-another-key", { SSEKMSKeyId: OTHER_KEY_ARN }],
    ["under-another-key", { SSEKMSKeyId: undefined }],
    ["under-another-key", { SSEKMSKeyId: KEY_ARN.split("/")[1] }],
    ["unversioned", { VersionId: undefined }],
    ["unversioned", { VersionId: "null" }],
    ["unversioned", { VersionId: "" }],
  ])("leaves a stored image that is %s to a person: %j", (fault, change) => {
    const stored = { ...reference, ...change };
    expect(verdict({ reference: stored })).toEqual({ decision: "review", reason: `reference-${fault}` });
    expect(verdict({ probe: stored })).toEqual({ decision: "review", reason: `probe-${fault}` });
    expect(refuseStored({ reference: stored }, standard)).toEqual(verdict({ reference: stored }));
  });

  it("takes a delete marker for no image", () => {
    const deleted = { ...reference, DeleteMarker: true };
    expect(verdict({ reference: deleted }).reason).toBe("reference-missing");
    expect(verdict({ probe: deleted }).reason).toBe("answer-unexpected");
  });

  it("does not approve a comparison with another version than the checked one", () => {
    expect(verdict({ comparedVersion: "v0" })).toEqual({ decision: "review", reason: "answer-unexpected" });
  });

  it("approves nothing but one match, at or over the threshold, of the checked version under our key", () => {
    const odd = fc.anything({ withNullPrototype: true });
    const often = <T>(usual: T, other: fc.Arbitrary<unknown>) =>
      fc.oneof({ weight: 12, arbitrary: fc.constant<unknown>(usual) }, other);
    const stored = fc.record({
      ServerSideEncryption: often("aws:kms", fc.oneof(fc.constantFrom("AES256", "aws:kms:dsse"), odd)),
      SSEKMSKeyId: often(KEY_ARN, fc.oneof(fc.constant(OTHER_KEY_ARN), odd)),
      VersionId: often("v1", fc.oneof(fc.constantFrom("v2", "null"), odd)),
      DeleteMarker: often(undefined, odd),
    });
    const similarity = fc.oneof({ weight: 8, arbitrary: fc.double({ min: 98.5, max: 100.1 }) }, odd);
    const matched = fc.oneof(
      { weight: 8, arbitrary: fc.record({ Similarity: similarity, Face: often(face, odd) }) },
      odd,
    );
    const evidence = fc.record({
      reference: stored,
      probe: often(undefined, stored),
      comparedVersion: often("v1", fc.constantFrom("v2", "null")),
      comparison: fc.record({
        SourceImageFace: often(face, odd),
        FaceMatches: fc.oneof({ weight: 4, arbitrary: fc.array(matched, { maxLength: 2 }) }, odd),
        UnmatchedFaces: often([], fc.oneof(fc.constant([face]), odd)),
      }),
    });
    let approved = 0;
    fc.assert(
      fc.property(
        evidence,
        fc.double({ min: 99, max: 100, noNaN: true }),
        (candidate, similarityThreshold) => {
          const given = candidate as unknown as Evidence;
          if (decide(given, { imageKeyArn: KEY_ARN, similarityThreshold }).decision !== "approved") return;
          approved += 1;
          expect(given.reference.ServerSideEncryption).toMatch(/^aws:kms(:dsse)?$/);
          expect(given.reference.SSEKMSKeyId).toBe(KEY_ARN);
          expect(given.comparedVersion).toBe(given.reference.VersionId);
          expect(given.comparison.UnmatchedFaces).toHaveLength(0);
          expect(given.comparison.FaceMatches).toHaveLength(1);
          expect(given.comparison.FaceMatches?.[0]?.Similarity).toBeGreaterThanOrEqual(similarityThreshold);
          if (given.probe !== undefined) expect(given.probe.SSEKMSKeyId).toBe(KEY_ARN);
        },
      ),
      { numRuns: 2000, examples: [[{ ...shown, probe: undefined } as never, 99]] },
    );
    expect(approved).toBeGreaterThan(0);
  });
});
