import { crc32 } from "../../support/fake-aws/png";
import { testImage } from "../../support/fake-aws/test-image";

export const JPEG = testImage({ faces: ["ada"] });
export const PNG = testImage({ faces: ["ada"], format: "png" });

/** A chunk of a PNG, with a checksum that is right. @param length Said in place of the true one. */
export function chunk(
  name: string,
  content: Buffer = Buffer.alloc(0),
  length: number = content.length,
): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [before, after] = [Buffer.alloc(4), Buffer.alloc(4)];
  before.writeUInt32BE(length);
  after.writeUInt32BE(crc32(named));
  return Buffer.concat([before, named, after]);
}

/** The first chunk of a PNG: its size in pixels, one bit a pixel. */
export function pngHeader(width: number, height: number): Buffer {
  const content = Buffer.alloc(13);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  content.writeUInt8(1, 8);
  return chunk("IHDR", content);
}

/** A PNG of these chunks. */
export const png = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([PNG.subarray(0, 8), ...chunks]);

/** What a small PNG has behind its header. */
export const PNG_END: readonly Buffer[] = [
  chunk("IDAT", Buffer.from([0x78, 0x9c, 3, 0, 0, 0, 0, 1])),
  chunk("IEND"),
];

/** A segment of a JPEG. @param length Said in place of the true one. */
export function segment(
  marker: number,
  content: readonly number[] = [],
  length: number = content.length + 2,
): Buffer {
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

/** Where a JPEG's size stands: its baseline frame, of one colour. */
export const jpegFrame = (width: number, height: number): Buffer =>
  segment(0xc0, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);

/** A scan of a JPEG, its compressed data included. */
export const jpegScan = (...data: readonly number[]): Buffer =>
  Buffer.concat([segment(0xda, [1, 1, 0, 0, 63, 0]), Buffer.from(data)]);

/** A JPEG of these parts, with its beginning and its end. */
export const jpeg = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts, Buffer.from([0xff, 0xd9])]);
