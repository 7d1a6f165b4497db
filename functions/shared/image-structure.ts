/** What an image says of itself. */
export interface ImageStructure {
  readonly format: "jpeg" | "png";
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

type Dimensions = Omit<ImageStructure, "format">;

/** Why bytes are not an image. */
export type StructureFault = "image-not-jpeg-or-png" | "image-malformed";

const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Walks through the parts of a JPEG or a PNG, from the first byte to the last. Bytes that are an image and something else behind
 * it (an archive, a script, another image) are malformed: what is compared and kept is then a picture and nothing else.
 *
 * No library of the usual ones looks past the header, where the size is.
 */
export function readStructure(bytes: Buffer): ImageStructure | StructureFault {
  if (startsWith(bytes, JPEG_SIGNATURE)) return structure("jpeg", readJpeg(bytes));
  if (startsWith(bytes, PNG_SIGNATURE)) return structure("png", readPng(bytes));
  return "image-not-jpeg-or-png";
}

const structure = (
  format: ImageStructure["format"],
  dimensions: Dimensions | undefined,
): ImageStructure | StructureFault =>
  dimensions === undefined ? "image-malformed" : { format, ...dimensions };

const startsWith = (bytes: Buffer, signature: Buffer): boolean =>
  bytes.subarray(0, signature.length).equals(signature);

const CHUNK_FRAME = 12; // Length, name and checksum.

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function readPng(bytes: Buffer): Dimensions | undefined {
  let dimensions: Dimensions | undefined;
  let hasData = false;
  for (let at = PNG_SIGNATURE.length; at + CHUNK_FRAME <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const end = at + CHUNK_FRAME + length;
    if (end > bytes.length || (name === "IHDR") !== (dimensions === undefined)) return undefined;
    if (name === "IHDR") {
      if (length !== 13) return undefined;
      dimensions = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    }
    if (name === "IDAT") hasData = true;
    if (name === "IEND") return hasData && length === 0 && end === bytes.length ? dimensions : undefined;
    at = end;
  }
  return undefined;
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** Markers that stand alone, with no length behind: TEM and the restarts. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Start of frame of any kind, which holds the size; C4, C8 and CC are tables and an extension. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf annex B */
function readJpeg(bytes: Buffer): Dimensions | undefined {
  let dimensions: Dimensions | undefined;
  let hasScan = false;
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // Fill bytes may stand before a marker.
      continue;
    }
    if (marker === END_OF_IMAGE) return hasScan && at + 2 === bytes.length ? dimensions : undefined;
    if (standsAlone(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    if (isFrame(marker)) {
      if (dimensions !== undefined || length < 8) return undefined;
      dimensions = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at = end;
    if (marker === START_OF_SCAN) {
      hasScan = true;
      at = endOfScan(bytes, at);
    }
  }
  return undefined;
}

/** Where the compressed data of a scan end: at a marker that is neither a restart nor a stuffed zero. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !standsAlone(next)) return at;
  }
  return bytes.length;
}
