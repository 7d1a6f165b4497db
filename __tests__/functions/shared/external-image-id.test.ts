import fc from "fast-check";
import {
  externalImageId,
  isOfMember,
  readExternalImageId,
} from "../../../functions/shared/external-image-id";

const ids = {
  memberId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  version: fc.stringMatching(/^[A-Za-z0-9._]{1,40}$/),
};

describe("an external image id", () => {
  it("is read as it was written, and Rekognition takes it", () => {
    fc.assert(
      fc.property(fc.record(ids), (reference) => {
        fc.pre(reference.version !== "null");
        const text = externalImageId(reference);
        expect(text).toMatch(/^[a-zA-Z0-9_.\-:]{1,255}$/);
        expect(readExternalImageId(text)).toEqual(reference);
        expect(isOfMember(text, reference.memberId)).toBe(true);
      }),
    );
  });

  it.each([
    undefined,
    "",
    "ada",
    "ada:",
    ":v1",
    "ada:null",
    "ada:v1:v2",
    "../ada:v1",
    "ada:v 1",
    `${"a".repeat(65)}:v1`,
  ])("is none of our making: %j", (text) => {
    expect(readExternalImageId(text)).toBeUndefined();
  });

  it.each([
    ["ada", true],
    ["ada:v1", true],
    ["ada:null", true],
    ["ada2:v1", false],
    ["ada2", false],
    ["", false],
    ["bob:ada", false],
    [undefined, false],
  ])("%j is of ada: %p", (text, isTheirs) => {
    expect(isOfMember(text, "ada")).toBe(isTheirs);
  });
});
