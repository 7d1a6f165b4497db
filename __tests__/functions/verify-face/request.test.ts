import { MAX_IMAGE_BYTES } from "../../../functions/shared/image";
import { checkRequest } from "../../../functions/verify-face/request";
import { refusalOf } from "../support/reasons";
import { JPEG, PNG, PROBE, padded } from "./support";

const check = (event: unknown) => checkRequest(event, "probes/");

const refusal = (event: unknown): string => refusalOf(() => check(event));

describe("checkRequest", () => {
  it.each([
    ["JPEG", JPEG],
    ["PNG", PNG],
  ])("decodes a %s", (_, image) => {
    const { memberId, probe } = check({ memberId: "m-1", probe: { bytes: image.toString("base64") } });
    expect(memberId).toBe("m-1");
    expect(probe).toEqual({ bytes: image });
  });

  it.each(["probes/1", "probes/desk-1/0042.jpg", "probes/a.b.jpg"])("takes the probe key %s", (key) => {
    expect(check({ memberId: "m-1", probe: { key } }).probe).toEqual({ key });
  });

  it.each([
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "a%2Fb",
    "a\\b",
    "a\0",
    "a\n",
    " a",
    "a b",
    "a.jpg",
    "x".repeat(65),
    "x".repeat(1_000_000),
    "аda", // The first letter is Cyrillic.
    "ａda", // The first letter is full-width.
    "ada\u200b",
    "a\u0301da",
    "members/ada",
    "\u0024{aws:username}",
    7,
    null,
    undefined,
    {},
    ["ada"],
  ])("refuses the member id %j", (memberId) => {
    expect(refusal({ memberId, probe: PROBE })).toBe("member-id-malformed");
  });

  it.each(["a", "Z9_-", "-a", "x".repeat(64), "__proto__", "constructor"])(
    "takes the member id %s",
    (memberId) => {
      expect(check({ memberId, probe: PROBE }).memberId).toBe(memberId);
    },
  );

  it.each([
    "",
    "probes/",
    "probes",
    "members/ada",
    "probes/../members/ada",
    "probes/./x",
    "probes//x",
    "/probes/x",
    "probes/..",
    "probes/x/",
    "probes/.hidden",
    "probes/x..jpg",
    "probes/x%2F..%2F",
    "probes/x\0.jpg",
    "probes/х", // Cyrillic.
    "Probes/x",
    `probes/${"x".repeat(65)}`,
    7,
    null,
  ])("refuses the probe key %j", (key) => {
    expect(refusal({ memberId: "ada", probe: { key } })).toBe("probe-key-malformed");
  });

  it.each([
    ["an empty image", "", "image-not-jpeg-or-png"],
    ["what is not base64", "not base64!", "image-not-base64"],
    ["a data URL", `data:image/jpeg;base64,${PROBE.bytes}`, "image-not-base64"],
    ["base64 without its padding", JPEG.toString("base64").replace(/=+$/, ""), "image-not-base64"],
    ["base64 in lines", `${PROBE.bytes.slice(0, 4)}\n${PROBE.bytes.slice(4)}`, "image-not-base64"],
    [
      "base64url",
      Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff]).toString("base64url"),
      "image-not-base64",
    ],
    ["base64 with stray bits", "/9j/4AB=", "image-not-base64"],
    ["a GIF", Buffer.from("GIF89a").toString("base64"), "image-not-jpeg-or-png"],
    ["a WebP", Buffer.from("RIFF\0\0\0\0WEBP").toString("base64"), "image-not-jpeg-or-png"],
    ["an SVG", Buffer.from("<svg/>").toString("base64"), "image-not-jpeg-or-png"],
    ["half a PNG signature", PNG.subarray(0, 5).toString("base64"), "image-not-jpeg-or-png"],
    ["bytes that are not a string", [255, 216, 255], "image-not-base64"],
  ])("refuses %s", (_, bytes, reason) => {
    expect(refusal({ memberId: "ada", probe: { bytes } })).toBe(reason);
  });

  it("takes an image of 5 MB and none of a byte more", () => {
    const image = (length: number) => ({
      memberId: "ada",
      probe: { bytes: padded(JPEG, length).toString("base64") },
    });
    expect(refusal(image(MAX_IMAGE_BYTES))).toBe("accepted");
    expect(refusal(image(MAX_IMAGE_BYTES + 1))).toBe("image-too-large");
    expect(refusal(image(2 * MAX_IMAGE_BYTES))).toBe("image-too-large");
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a string", '{"memberId":"ada"}'],
    ["a list", []],
    ["a probe with neither", { memberId: "ada", probe: {} }],
    ["a probe with both", { memberId: "ada", probe: { ...PROBE, key: "probes/x" } }],
    ["no probe", { memberId: "ada" }],
    ["a probe of text", { memberId: "ada", probe: "x" }],
    ["a member too many", { memberId: "ada", probe: PROBE, threshold: 1 }],
    ["a member of the probe too many", { memberId: "ada", probe: { ...PROBE, bucket: "b" } }],
    [
      "a prototype of its own",
      JSON.parse(`{"memberId":"ada","probe":{"key":"probes/x"},"__proto__":{"admin":true}}`),
    ],
    ["a probe by prototype", JSON.parse(`{"memberId":"ada","probe":{"__proto__":{"key":"probes/x"}}}`)],
  ])("refuses a request of %s", (_, event) => {
    expect(refusal(event)).toBe("request-malformed");
  });
});
