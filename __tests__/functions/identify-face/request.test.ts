import { checkRequest } from "../../../functions/identify-face/request";
import { testImage } from "../../support/fake-aws/test-image";
import { refusalOf } from "../support/reasons";

const picture = testImage({ faces: ["ada"] });
const bytes = picture.toString("base64");

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event));

describe("checkRequest of identify-face", () => {
  it("decodes the picture", () => {
    expect(checkRequest({ probe: { bytes } })).toEqual({ probe: picture });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["no picture", {}, "request-malformed"],
    ["a picture by key", { probe: { key: "probes/1.jpg" } }, "image-not-base64"],
    ["a member, whom it is to find", { memberId: "ada", probe: { bytes } }, "request-malformed"],
    ["a key beside the picture", { probe: { bytes, key: "k" } }, "request-malformed"],
    ["no base64", { probe: { bytes: "…" } }, "image-not-base64"],
    ["bytes that are no text", { probe: { bytes: 7 } }, "image-not-base64"],
    ["a GIF", { probe: { bytes: "R0lGODlh" } }, "image-not-jpeg-or-png"],
    [
      "a picture with something behind it",
      { probe: { bytes: Buffer.concat([picture, picture]).toString("base64") } },
      "image-malformed",
    ],
    [
      "a picture that is too small",
      { probe: { bytes: testImage({ faces: ["ada"], width: 79 }).toString("base64") } },
      "image-dimensions-out-of-range",
    ],
  ])("refuses %s", (_, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
