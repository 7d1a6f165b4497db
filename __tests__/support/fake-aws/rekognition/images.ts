import { decrypt, findObject } from "../s3/read-object";
import { ServiceError } from "../service-error";
import { type SeenImage, seeImage } from "../test-image";
import type { FakeWorld } from "../world";

/** An image as it comes over the wire. */
export interface WireImage {
  /** As base64. */
  readonly Bytes?: string;
  readonly S3Object?: WireS3Object;
}

/** An object in a bucket, as Rekognition names it. */
export interface WireS3Object {
  readonly Bucket?: string;
  readonly Name?: string;
  readonly Version?: string;
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_OBJECT_BYTES = 15 * 1024 * 1024;
const MIN_PIXELS = 80;

/**
 * Looks at an image, sent along or in a bucket, in the version named.
 *
 * @throws {ServiceError} `InvalidParameterException`, `InvalidS3ObjectException`, `ImageTooLargeException` or
 *   `InvalidImageFormatException`.
 */
export function look(world: FakeWorld, image: WireImage | undefined): SeenImage {
  const { Bytes, S3Object } = image ?? {};
  if ((Bytes === undefined) === (S3Object === undefined)) throw new ServiceError("InvalidParameterException");
  const bytes = S3Object === undefined ? Buffer.from(Bytes ?? "", "base64") : readObject(world, S3Object);
  if (bytes.length > (S3Object === undefined ? MAX_BYTES : MAX_OBJECT_BYTES))
    throw new ServiceError("ImageTooLargeException");
  const seen = seeImage(bytes);
  if (seen === undefined) throw new ServiceError("InvalidImageFormatException");
  if (Math.min(seen.width, seen.height) < MIN_PIXELS) throw new ServiceError("InvalidParameterException");
  return seen;
}

/**
 * Reads an object with the caller's own permissions, as Rekognition does.
 *
 * @throws {ServiceError} `InvalidS3ObjectException`, whether it is missing, forbidden or under a key out of reach.
 */
export function readObject(world: FakeWorld, { Bucket = "", Name = "", Version }: WireS3Object): Buffer {
  try {
    const bucket = world.buckets.get(Bucket);
    if (bucket === undefined) throw new ServiceError("NoSuchBucket");
    return decrypt(world, findObject(world, bucket, Name, Version));
  } catch (error) {
    throw error instanceof ServiceError ? new ServiceError("InvalidS3ObjectException") : error;
  }
}
