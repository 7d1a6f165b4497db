/** What S3 says about a stored image: the fields of HeadObject's answer that decide. */
export interface StoredImage {
  readonly ServerSideEncryption?: string | undefined;
  /** The ARN of the key itself, also where the image was written under an alias. */
  readonly SSEKMSKeyId?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly DeleteMarker?: boolean | undefined;
}

/** Why a stored image is not what was promised. */
export type StoredImageFault = "missing" | "not-encrypted" | "under-another-key" | "unversioned";

/**
 * Shows that an image is encrypted at rest under our key, in a version that can be named later and never changes.
 *
 * An AWS managed key is another key. The version `null`, of a bucket whose versioning was off or suspended, can be overwritten
 * between the check and the use, so it names nothing.
 *
 * @param keyArn The ARN of the key, not of an alias.
 * @returns The first fault, or `undefined` where the image is as promised.
 */
export function faultOf(image: StoredImage, keyArn: string): StoredImageFault | undefined {
  if (image.DeleteMarker === true) return "missing";
  if (image.ServerSideEncryption !== "aws:kms" && image.ServerSideEncryption !== "aws:kms:dsse")
    return "not-encrypted";
  if (image.SSEKMSKeyId !== keyArn) return "under-another-key";
  if (typeof image.VersionId !== "string" || image.VersionId === "" || image.VersionId === "null")
    return "unversioned";
  return undefined;
}
