import { readJpeg, writeJpeg } from "./jpeg";
import { type Marks, readMarks, UNMARKED, writeMarks } from "./marks";
import { readPng, writePng } from "./png";

/** What a test image is to show. */
export interface TestImageOptions extends Partial<Marks> {
  /** @default "jpeg" */
  readonly format?: "jpeg" | "png";
  /** Pixels, 0 to 65,535. @default 640 */
  readonly width?: number;
  /** Pixels, 0 to 65,535. @default 480 */
  readonly height?: number;
}

/**
 * An image for the fake: an empty picture in a whole and valid file, whose comment says who is in it. Real Rekognition sees nobody.
 *
 * @throws {TypeError} Where a face's mark has other signs than letters, digits and `-`.
 */
export function testImage(options: TestImageOptions = {}): Buffer {
  const { format = "jpeg", width = 640, height = 480, ...marks } = options;
  const comment = writeMarks({ ...UNMARKED, ...marks });
  return format === "jpeg" ? writeJpeg(width, height, comment) : writePng(width, height, comment);
}

/** What the fake sees in an image. */
export interface SeenImage extends Marks {
  readonly width: number;
  readonly height: number;
}

/** Reads an image as the fake's Rekognition does. @returns `undefined` where it is no JPEG or PNG. */
export function seeImage(bytes: Buffer): SeenImage | undefined {
  const parts = readJpeg(bytes) ?? readPng(bytes);
  if (parts === undefined) return undefined;
  return { width: parts.width, height: parts.height, ...readMarks(parts.comment ?? "") };
}

const VIDEO_START = "\0\0\0\x18ftypisom\0\0\0\0isommp42";

/** A video for the fake: a container with nothing in it, but who is said to be seen. */
export function testVideo(faces: readonly string[]): Buffer {
  const marks = writeMarks({ ...UNMARKED, faces });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + marks.length);
  return Buffer.concat([Buffer.from(VIDEO_START, "latin1"), length, Buffer.from(`free${marks}`, "latin1")]);
}

/** Who is in a video. @returns `undefined` where it is no MP4. */
export function seeVideo(bytes: Buffer): readonly string[] | undefined {
  const text = bytes.toString("latin1");
  if (!text.startsWith(VIDEO_START)) return undefined;
  return readMarks(text.slice(VIDEO_START.length + 8)).faces;
}
