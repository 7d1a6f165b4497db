import type { Reply } from "../answers";
import { headerOf, type ReceivedRequest } from "../received-request";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import type { Bucket, ObjectContent, StoredVersion } from "./bucket";
import { encryptionHeaders, keyArnOf } from "./encryption";
import { arnOf, targetOf } from "./target";

/** A version that is an object. */
export interface ReadableVersion extends StoredVersion {
  readonly content: ObjectContent;
}

/**
 * Finds the object that a reader asks for, if the reader may have it.
 *
 * @throws {ServiceError} As S3: `NoSuchKey` (`AccessDenied` to whom may not list), `NoSuchVersion`, `MethodNotAllowed` for a marker.
 */
export function findObject(
  world: FakeWorld,
  bucket: Bucket,
  key: string,
  versionId?: string,
): ReadableVersion {
  world.permit(versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion", arnOf(bucket, key));
  const version = versionId === undefined ? bucket.newest(key) : bucket.version(key, versionId);
  if (version?.content !== undefined) return { ...version, content: version.content };
  if (version === undefined || versionId === undefined) world.permit("s3:ListBucket", arnOf(bucket));
  if (version === undefined)
    throw new ServiceError(versionId === undefined ? "NoSuchKey" : "NoSuchVersion", 404);
  const marker = { "x-amz-delete-marker": "true", ...versionHeader(bucket, version) };
  if (versionId === undefined) throw new ServiceError("NoSuchKey", 404, marker);
  throw new ServiceError("MethodNotAllowed", 405, { ...marker, allow: "DELETE" });
}

/** An object's bytes, decrypted. @throws {ServiceError} `AccessDenied` where the reader may not use the key. */
export function decrypt(world: FakeWorld, { content }: ReadableVersion): Buffer {
  const keyArn = keyArnOf(content.encryption);
  if (keyArn !== undefined) world.permit("kms:Decrypt", keyArn);
  return content.bytes;
}

/** HeadObject: what S3 says of an object, and nothing of what is in it. */
export function headObject(world: FakeWorld, request: ReceivedRequest): Reply {
  const { bucket, key, versionId } = targetOf(world, request);
  const version = findObject(world, bucket, key, versionId);
  refuseOther(request, version);
  // The checksum of what is encrypted under a KMS key is told only to whoever may decrypt it.
  if (asksForChecksums(request)) decrypt(world, version);
  return { status: 200, headers: objectHeaders(request, bucket, version) };
}

/** GetObject, whole. */
export function getObject(world: FakeWorld, request: ReceivedRequest): Reply {
  const { bucket, key, versionId } = targetOf(world, request);
  const version = findObject(world, bucket, key, versionId);
  refuseOther(request, version);
  const body = decrypt(world, version);
  return { status: 200, headers: objectHeaders(request, bucket, version), body };
}

/** The header with a version's id; a bucket that never kept versions sends none. */
export function versionHeader(bucket: Bucket, { versionId }: StoredVersion): Record<string, string> {
  return bucket.versioning === "never" ? {} : { "x-amz-version-id": versionId };
}

function refuseOther(request: ReceivedRequest, version: StoredVersion): void {
  const wanted = headerOf(request, "if-match");
  if (wanted !== undefined && wanted !== version.etag) throw new ServiceError("PreconditionFailed", 412);
}

const asksForChecksums = (request: ReceivedRequest): boolean =>
  headerOf(request, "x-amz-checksum-mode")?.toUpperCase() === "ENABLED";

function objectHeaders(
  request: ReceivedRequest,
  bucket: Bucket,
  version: ReadableVersion,
): Record<string, string> {
  const { bytes, contentType, encryption, metadata, checksums } = version.content;
  return {
    etag: version.etag,
    "content-length": String(bytes.length),
    "content-type": contentType ?? "application/octet-stream",
    "last-modified": version.lastModified.toUTCString(),
    ...versionHeader(bucket, version),
    ...encryptionHeaders(encryption),
    ...metadata,
    ...(asksForChecksums(request) ? checksums : {}),
  };
}
