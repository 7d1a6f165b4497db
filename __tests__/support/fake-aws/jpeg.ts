/** What the fake looks at in a picture. */
export interface PictureParts {
  readonly width: number;
  readonly height: number;
  /** The first comment. */
  readonly comment: string | undefined;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOF0 = 0xc0;
const DHT = 0xc4;
const SOS = 0xda;
const DQT = 0xdb;
const APP0 = 0xe0;
const COM = 0xfe;

/** From here on a picture is a header only: its pixels would take time and room, and nothing looks at them. */
export const MAX_PIXELS = 16_000_000;

/** A grey JPEG that a decoder shows, with a comment. */
export function writeJpeg(width: number, height: number, comment: string): Buffer {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  // Both Huffman tables know one code, `0`: no difference to the block before, and nothing more in this block.
  const table = (classAndId: number) => [classAndId, 1, ...new Array<number>(15).fill(0), 0];
  const blocks = width * height > MAX_PIXELS ? 1 : Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([
    Buffer.from([0xff, SOI]),
    segment(APP0, [...Buffer.from("JFIF\0"), 1, 2, 0, 0, 1, 0, 1, 0, 0]),
    segment(COM, [...Buffer.from(comment)]),
    segment(DQT, [0, ...new Array<number>(64).fill(1)]),
    segment(SOF0, [8, ...size, 1, 1, 0x11, 0]),
    segment(DHT, table(0x00)),
    segment(DHT, table(0x10)),
    segment(SOS, [1, 1, 0, 0, 63, 0]),
    zeroBits(blocks * 2),
    Buffer.from([0xff, EOI]),
  ]);
}

/** Reads a JPEG's segments up to its pixels. @returns `undefined` where they are not those of a JPEG that ends as one. */
export function readJpeg(bytes: Buffer): PictureParts | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return undefined;
  let comment: string | undefined;
  let size: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes.readUInt8(at + 1);
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (bytes.readUInt8(at) !== 0xff || length < 2 || end > bytes.length) return undefined;
    if (marker === COM) comment ??= bytes.toString("utf8", at + 4, end);
    if (isFrame(marker) && length >= 7)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === SOS) return size === undefined ? undefined : { ...size, comment };
    at = end;
  }
  return undefined;
}

/** Baseline, progressive and the other frames; three markers in their row are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![DHT, 0xc8, 0xcc].includes(marker);

function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

/** Bits of value 0, and 1 to the end of the last byte. */
function zeroBits(count: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(count / 8));
  const left = bits.length * 8 - count;
  if (left > 0) bits[bits.length - 1] = (1 << left) - 1;
  return bits;
}
