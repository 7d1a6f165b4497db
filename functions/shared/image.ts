import { RequestRefused } from "./errors";
import { type ImageStructure, readStructure } from "./image-structure";

/**
 * The most bytes of an image that Rekognition takes in a request; by S3 key it takes 15 MB. Lambda takes 6 MB of request, so a
 * directly invoked function sees about 4.5 MB of image at most.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/limits.html
 */
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** The least pixels of width and of height that Rekognition compares faces in. */
export const MIN_IMAGE_PIXELS = 80;

/**
 * The most pixels of width and of height that are passed on. Rekognition names no such limit for faces; this one it names for
 * labels, and no camera at a desk exceeds it.
 */
export const MAX_IMAGE_PIXELS = 10_000;

/** An image as it was sent, and its size in pixels as it is stored, before any turning by its metadata. */
export interface DecodedImage extends ImageStructure {
  readonly bytes: Uint8Array;
}

/**
 * The bytes of an image sent as base64 (RFC 4648 section 4, padded, in one line): a JPEG or a PNG that is one from its first byte
 * to its last, of a size that Rekognition takes. The pixels are not decoded: that is left to Rekognition.
 *
 * @throws {RequestRefused} `image-too-large`, `image-not-base64`, `image-not-jpeg-or-png`, `image-malformed` or
 * `image-dimensions-out-of-range`.
 */
export function decodeImage(base64: string): DecodedImage {
  if (base64.length > Math.ceil(MAX_IMAGE_BYTES / 3) * 4) throw new RequestRefused("image-too-large");
  const bytes = Buffer.from(base64, "base64");
  // Node skips what is not base64, so only a round trip shows that nothing was skipped.
  if (bytes.toString("base64") !== base64) throw new RequestRefused("image-not-base64");
  if (bytes.length > MAX_IMAGE_BYTES) throw new RequestRefused("image-too-large");
  const structure = readStructure(bytes);
  if (typeof structure === "string") throw new RequestRefused(structure);
  if (!isComparable(structure)) throw new RequestRefused("image-dimensions-out-of-range");
  return { bytes, ...structure };
}

const isComparable = ({ width, height }: ImageStructure): boolean =>
  Math.min(width, height) >= MIN_IMAGE_PIXELS && Math.max(width, height) <= MAX_IMAGE_PIXELS;
