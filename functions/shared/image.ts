import { RequestRefused } from "./errors";

/**
 * The most bytes of an image that Rekognition takes in a request; by S3 key it takes 15 MB. Lambda takes 6 MB of request, so a
 * directly invoked function sees about 4.5 MB of image at most.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/limits.html
 */
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** How the formats begin that Rekognition reads. */
const SIGNATURES = [
  [0xff, 0xd8, 0xff], // JPEG
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
];

/**
 * The bytes of an image sent as base64 (RFC 4648 section 4, padded, in one line).
 *
 * @throws {RequestRefused} `probe-too-large`, `probe-not-base64` or `probe-not-jpeg-or-png`.
 */
export function decodeImage(base64: string): Uint8Array {
  if (base64.length > Math.ceil(MAX_IMAGE_BYTES / 3) * 4) throw new RequestRefused("probe-too-large");
  const bytes = Buffer.from(base64, "base64");
  // Node skips what is not base64, so only a round trip shows that nothing was skipped.
  if (bytes.toString("base64") !== base64) throw new RequestRefused("probe-not-base64");
  if (bytes.length > MAX_IMAGE_BYTES) throw new RequestRefused("probe-too-large");
  if (!SIGNATURES.some((signature) => signature.every((byte, index) => bytes[index] === byte))) {
    throw new RequestRefused("probe-not-jpeg-or-png");
  }
  return bytes;
}
