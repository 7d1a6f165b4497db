import { createHash } from "node:crypto";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { type DescribedImage, describeImage } from "../shared/describe-image";
import type { ImageSettings } from "../shared/environment";
import { OperatorError, TryAgainError } from "../shared/errors";
import type { DecodedImage } from "../shared/image";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { faultOf } from "../shared/stored-image";

/** What became of a picture: it is the member's reference, in this version; or they have another. */
export type Kept = { readonly version: string } | "exists";

/** Where and how to keep a picture. */
export interface Keeping {
  readonly key: string;
  readonly image: DecodedImage;
  /** Whether it may take the place of another. */
  readonly replace: boolean;
}

/**
 * Keeps a picture under our key, said in so many words in the request. Nothing is overwritten by chance: S3 is told what must be
 * there now, nothing or the very picture that is to be replaced.
 *
 * A write that was done, and whose answer was lost, is refused when the SDK sends it again, because there is something now. So what
 * is there is looked at: the same picture, by its SHA-256, is ours. That makes the whole idempotent.
 *
 * @throws {TryAgainError} `changed-meanwhile` where somebody else wrote at the same time; `answer-unreadable` where S3 does not say
 * what there is to replace, or what it wrote.
 * @throws {OperatorError} `image-kept-otherwise` where S3 kept it under another key, or without a version.
 */
export async function keepImage(
  { key, image, replace }: Keeping,
  settings: ImageSettings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Kept> {
  const checksum = createHash("sha256").update(image.bytes).digest("base64");
  const describe = () => describeWithChecksum(key, settings, clients, invocation);
  const before = replace ? await describe() : "missing";
  if (before !== "missing" && isSame(before, checksum, settings)) return versionOf(before, settings);
  // Without its tag nothing can be said of what is there, and S3 would overwrite whatever it is.
  if (before !== "missing" && before.ETag === undefined) throw new TryAgainError("answer-unreadable");

  const command = new PutObjectCommand({
    Bucket: settings.imageBucket,
    Key: key,
    ExpectedBucketOwner: settings.imageBucketOwner,
    Body: image.bytes,
    ContentType: `image/${image.format}`,
    ChecksumSHA256: checksum,
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: settings.imageKeyArn,
    ...(before === "missing" ? { IfNoneMatch: "*" } : { IfMatch: before.ETag }),
  });
  const written = await invocation.call(
    "PutObject",
    (abortSignal) => clients.s3.send(command, { abortSignal }),
    // NoSuchKey: what was to be replaced is gone. 409: somebody is writing or deleting it this moment.
    ({ errorName, httpStatus }) =>
      errorName === "NoSuchKey" || httpStatus === 409 || httpStatus === 412 ? "refused" : undefined,
  );
  if (written !== "refused") {
    // S3 tags all that it keeps; a page without a tag is not S3's, and says nothing of how the picture is kept.
    if (written.ETag === undefined) throw new TryAgainError("answer-unreadable");
    return versionOf(written, settings);
  }

  const now = await describe();
  if (now !== "missing" && isSame(now, checksum, settings)) return versionOf(now, settings);
  if (now === "missing" || replace) throw new TryAgainError("changed-meanwhile");
  return "exists";
}

/** The checksum too, of an image that is under our key: of another it cannot be told, and is not needed. */
async function describeWithChecksum(
  key: string,
  settings: ImageSettings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<DescribedImage | "missing"> {
  const described = await describeImage(key, settings, clients, invocation);
  if (described === "missing" || faultOf(described, settings.imageKeyArn) !== undefined) return described;
  return describeImage(key, settings, clients, invocation, { withChecksum: true });
}

/** The same picture, kept as it should be; kept otherwise it is no better than another. */
const isSame = (stored: DescribedImage, checksum: string, settings: ImageSettings): boolean =>
  stored.ChecksumSHA256 === checksum && faultOf(stored, settings.imageKeyArn) === undefined;

function versionOf(stored: DescribedImage, settings: ImageSettings): { readonly version: string } {
  const fault = faultOf(stored, settings.imageKeyArn);
  if (fault !== undefined || stored.VersionId === undefined) throw new OperatorError("image-kept-otherwise");
  return { version: stored.VersionId };
}
