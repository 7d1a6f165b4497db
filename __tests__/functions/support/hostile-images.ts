import { strToU8, zipSync } from "fflate";
import { testImage } from "../../support/fake-aws/test-image";
import { JPEG, jpeg, jpegFrame, jpegScan, PNG, PNG_END, png, pngHeader, segment } from "./image-parts";

const ZIP = zipSync({ "index.js": strToU8("process.exit()") });
const HTML = Buffer.from("<script>alert(1)</script>");
const SCAN = jpegScan(0x00);

const NO_IMAGE = "image-not-jpeg-or-png";
const MALFORMED = "image-malformed";
const OUT_OF_RANGE = "image-dimensions-out-of-range";

/** Images that no function on face images may take: what each is, its bytes, and why it is refused. */
export const HOSTILE_IMAGES: readonly (readonly [name: string, bytes: Uint8Array, reason: string])[] = [
  ["nothing", Buffer.alloc(0), NO_IMAGE],
  ["a GIF", Buffer.from("GIF89a\x50\0\x50\0\x80\0\0;", "latin1"), NO_IMAGE],
  ["a WebP", Buffer.from("RIFF\x1a\0\0\0WEBPVP8L", "latin1"), NO_IMAGE],
  ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), NO_IMAGE],
  ["a HEIC", Buffer.from("\0\0\0\x18ftypheic", "latin1"), NO_IMAGE],
  ["a BMP", Buffer.from("BM\x3a\0\0\0", "latin1"), NO_IMAGE],
  ["a PDF", Buffer.from("%PDF-1.7"), NO_IMAGE],
  ["a page", HTML, NO_IMAGE],
  ["a ZIP", ZIP, NO_IMAGE],
  ["a JPEG with a page before", Buffer.concat([HTML, JPEG]), NO_IMAGE],
  ["half a PNG's signature", PNG.subarray(0, 5), NO_IMAGE],
  [
    "a PNG's signature as a text transfer leaves it",
    Buffer.concat([Buffer.from("\x89PNG\n\x1a\n", "latin1"), PNG.subarray(8)]),
    NO_IMAGE,
  ],

  ["a JPEG and a ZIP", Buffer.concat([JPEG, ZIP]), MALFORMED],
  ["a JPEG and one more byte", Buffer.concat([JPEG, Buffer.alloc(1)]), MALFORMED],
  ["two JPEGs", Buffer.concat([JPEG, JPEG]), MALFORMED],
  ["a JPEG and a PNG", Buffer.concat([JPEG, PNG]), MALFORMED],
  ["a JPEG that breaks off", JPEG.subarray(0, -1), MALFORMED],
  ["a JPEG of two sizes", jpeg(jpegFrame(640, 480), jpegFrame(64_000, 48_000), SCAN), MALFORMED],
  ["a JPEG of no size", jpeg(SCAN), MALFORMED],
  ["a JPEG without a picture", jpeg(jpegFrame(640, 480)), MALFORMED],
  [
    "a JPEG with a part longer than itself",
    jpeg(segment(0xe1, [], 0xffff), jpegFrame(640, 480), SCAN),
    MALFORMED,
  ],

  ["a PNG and a page", Buffer.concat([PNG, HTML]), MALFORMED],
  ["two PNGs", Buffer.concat([PNG, PNG]), MALFORMED],
  ["a PNG that breaks off", PNG.subarray(0, -1), MALFORMED],
  ["a PNG of two sizes", png(pngHeader(640, 480), pngHeader(1e9, 1e9), ...PNG_END), MALFORMED],
  ["a PNG whose size comes late", png(...PNG_END.slice(0, 1), pngHeader(640, 480), ...PNG_END), MALFORMED],
  ["a PNG without a picture", png(pngHeader(640, 480), ...PNG_END.slice(1)), MALFORMED],

  ["a PNG of no pixels", png(pngHeader(0, 0), ...PNG_END), OUT_OF_RANGE],
  ["a PNG of a billion by a billion pixels", png(pngHeader(1e9, 1e9), ...PNG_END), OUT_OF_RANGE],
  ["a PNG of a billion pixels in a row", png(pngHeader(1e9, 80), ...PNG_END), OUT_OF_RANGE],
  ["a JPEG of no pixels", testImage({ width: 0, height: 0 }), OUT_OF_RANGE],
  ["a JPEG of as many pixels as it can say", testImage({ width: 65_535, height: 65_535 }), OUT_OF_RANGE],
  ["a JPEG one pixel too narrow", testImage({ width: 79, height: 80 }), OUT_OF_RANGE],
  ["a PNG one pixel too low", testImage({ width: 80, height: 79, format: "png" }), OUT_OF_RANGE],
  ["a JPEG one pixel too wide", testImage({ width: 10_001, height: 80 }), OUT_OF_RANGE],
  ["a PNG one pixel too high", testImage({ width: 80, height: 10_001, format: "png" }), OUT_OF_RANGE],
];
