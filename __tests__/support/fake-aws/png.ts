import { deflateSync } from "node:zlib";
import { MAX_PIXELS, type PictureParts } from "./jpeg";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEYWORD = "Comment\0";

/** A black PNG that a decoder shows, with a comment. */
export function writePng(width: number, height: number, comment: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8); // one bit a pixel, grey
  const rowBytes = 1 + Math.ceil(width / 8);
  const rows = width * height > MAX_PIXELS ? 0 : height;
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("tEXt", Buffer.from(`${KEYWORD}${comment}`, "latin1")),
    chunk("IDAT", deflateSync(Buffer.alloc(rowBytes * rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Reads a PNG's chunks. @returns `undefined` where they are not those of a PNG, whole and with nothing behind. */
export function readPng(bytes: Buffer): PictureParts | undefined {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  let comment: string | undefined;
  let size: { width: number; height: number } | undefined;
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    const content = bytes.subarray(at + 8, end - 4);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    if (type === "IHDR" && length === 13)
      size = { width: content.readUInt32BE(0), height: content.readUInt32BE(4) };
    const text = type === "tEXt" ? content.toString("latin1") : "";
    if (text.startsWith(KEYWORD)) comment ??= text.slice(KEYWORD.length);
    if (type === "IEND") return size === undefined || end !== bytes.length ? undefined : { ...size, comment };
    at = end;
  }
  return undefined;
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

// Node's own, of zlib, is not in Node 20.9.
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as PNG has it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
