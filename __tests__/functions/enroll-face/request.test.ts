import { checkRequest } from "../../../functions/enroll-face/request";
import { testImage } from "../../support/fake-aws/test-image";
import { refusalOf } from "../support/reasons";

const bytes = testImage({ faces: ["ada"] });
const image = { bytes: bytes.toString("base64") };

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event));

describe("checkRequest of enroll-face", () => {
  it("decodes the image, and replaces nothing unless told to", () => {
    const checked = { memberId: "ada", image: { bytes, format: "jpeg", width: 640, height: 480 } };
    expect(checkRequest({ memberId: "ada", image })).toEqual({ ...checked, replace: false });
    expect(checkRequest({ memberId: "ada", image, replace: true })).toEqual({ ...checked, replace: true });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["a text", "ada", "request-malformed"],
    ["a list", [{ memberId: "ada", image }], "request-malformed"],
    ["no image", { memberId: "ada" }, "request-malformed"],
    ["an image by key", { memberId: "ada", image: { key: "probes/1.jpg" } }, "image-not-base64"],
    ["a member too many", { memberId: "ada", image, key: "members/bob" }, "request-malformed"],
    [
      "a member too many in the image",
      { memberId: "ada", image: { ...image, key: "k" } },
      "request-malformed",
    ],
    ["a replacement that is no boolean", { memberId: "ada", image, replace: "true" }, "request-malformed"],
    ["a replacement that is null", { memberId: "ada", image, replace: null }, "request-malformed"],
    ["no member", { image }, "member-id-malformed"],
    ["a member id that leads out", { memberId: "../bob", image }, "member-id-malformed"],
    ["a member id with a slash", { memberId: "ada/bob", image }, "member-id-malformed"],
    ["a member id with a line's end", { memberId: "ada\n", image }, "member-id-malformed"],
    ["a member id with another alphabet's letter", { memberId: "аda", image }, "member-id-malformed"],
    ["a member id that is too long", { memberId: "a".repeat(65), image }, "member-id-malformed"],
    ["no base64", { memberId: "ada", image: { bytes: "…" } }, "image-not-base64"],
    ["bytes that are no text", { memberId: "ada", image: { bytes: 7 } }, "image-not-base64"],
    ["a GIF", { memberId: "ada", image: { bytes: "R0lGODlh" } }, "image-not-jpeg-or-png"],
  ])("refuses %s", (_, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
