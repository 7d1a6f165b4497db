import { HeadObjectCommand } from "@aws-sdk/client-s3";
import type { ImageSettings } from "./environment";
import type { ImageClients } from "./image-clients";
import type { Invocation } from "./invocation";
import type { StoredImage } from "./stored-image";

/** What S3 says about an image, its tag included. */
export interface DescribedImage extends StoredImage {
  readonly ETag?: string | undefined;
  /** SHA-256 as base64, of what was uploaded with one; only where it was asked for. */
  readonly ChecksumSHA256?: string | undefined;
}

/** What to ask for besides. */
export interface Description {
  /** S3 tells the checksum only to whoever may decrypt the image: of one under another key it would tell nothing at all. @default false */
  readonly withChecksum?: boolean;
}

/**
 * Asks S3 how an image is stored, in its current version. Rekognition has no way to name a bucket's owner, so here is where another
 * account's bucket of the same name is found out. A bucket that does not exist looks like an image that does not: the answer to
 * HEAD has no body.
 */
export async function describeImage(
  key: string,
  settings: ImageSettings,
  { s3 }: Pick<ImageClients, "s3">,
  invocation: Invocation,
  { withChecksum = false }: Description = {},
): Promise<DescribedImage | "missing"> {
  const command = new HeadObjectCommand({
    Bucket: settings.imageBucket,
    Key: key,
    ExpectedBucketOwner: settings.imageBucketOwner,
    ...(withChecksum ? { ChecksumMode: "ENABLED" } : {}),
  });
  return invocation.call(
    "HeadObject",
    (abortSignal) => s3.send(command, { abortSignal }),
    ({ httpStatus }) => (httpStatus === 404 ? "missing" : undefined),
  );
}
