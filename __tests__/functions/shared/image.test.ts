import { RequestRefused } from "../../../functions/shared/errors";
import { decodeImage, MAX_IMAGE_BYTES } from "../../../functions/shared/image";
import { testImage } from "../../support/fake-aws/test-image";
import { HOSTILE_IMAGES } from "../support/hostile-images";
import { JPEG, PNG } from "../support/image-parts";
import { padded } from "../verify-face/support";

function decode(base64: string): object | string {
  try {
    return decodeImage(base64);
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
}

describe("decodeImage", () => {
  it.each([
    ["jpeg", JPEG],
    ["png", PNG],
  ])("decodes a %s", (format, bytes) => {
    expect(decode(bytes.toString("base64"))).toEqual({ bytes, format, width: 640, height: 480 });
  });

  it.each([
    [80, 80],
    [80, 10_000],
    [10_000, 80],
  ])("takes an image of %d by %d pixels", (width, height) => {
    expect(decode(testImage({ width, height }).toString("base64"))).toMatchObject({ width, height });
  });

  it.each(HOSTILE_IMAGES)("refuses %s", (_, bytes, reason) => {
    expect(decode(Buffer.from(bytes).toString("base64"))).toBe(reason);
  });

  it("takes no image of a byte more than 5 MB, whatever its padding", () => {
    expect(decode(padded(JPEG, MAX_IMAGE_BYTES).toString("base64"))).toMatchObject({ format: "jpeg" });
    // 5 MB is a byte short of a multiple of 3: one more fills the last four characters, and the text is no longer.
    for (const more of [1, 2, MAX_IMAGE_BYTES])
      expect(decode(padded(JPEG, MAX_IMAGE_BYTES + more).toString("base64"))).toBe("image-too-large");
  });
});
