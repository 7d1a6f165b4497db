import { createHash } from "node:crypto";
import type { Reply } from "../answers";
import { headerOf, type ReceivedRequest } from "../received-request";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import type { StoredVersion } from "./bucket";
import { encryptionHeaders, encryptionOf, keyArnOf } from "./encryption";
import { versionHeader } from "./read-object";
import { arnOf, targetOf } from "./target";

/**
 * PutObject of a body that came whole. A SHA-256 that came along is checked, another checksum only kept.
 *
 * @throws {ServiceError} As S3: `PreconditionFailed` (412), `NoSuchKey` for `If-Match` on nothing, `BadDigest`, and `NotImplemented`
 *   for a body in signed chunks.
 */
export function putObject(world: FakeWorld, request: ReceivedRequest): Reply {
  const { bucket, key } = targetOf(world, request);
  world.permit("s3:PutObject", arnOf(bucket, key));
  if (
    headerOf(request, "x-amz-content-sha256")?.startsWith("STREAMING-") ||
    "x-amz-copy-source" in request.headers
  )
    throw new ServiceError("NotImplemented", 501);
  const checksums = headersLike(request, /^x-amz-checksum-(?:crc32|crc32c|crc64nvme|sha1|sha256)$/);
  const sha256 = checksums["x-amz-checksum-sha256"];
  if (sha256 !== undefined && sha256 !== createHash("sha256").update(request.bytes).digest("base64"))
    throw new ServiceError("BadDigest");
  const encryption = encryptionOf(request, bucket.encryption, world);
  const keyArn = keyArnOf(encryption);
  if (keyArn !== undefined) world.permit("kms:GenerateDataKey", keyArn);
  refuseUnlessAsExpected(request, bucket.newest(key));

  const contentType = headerOf(request, "content-type");
  const version = bucket.put(key, request.bytes, {
    encryption,
    metadata: headersLike(request, /^x-amz-meta-/),
    checksums,
    ...(contentType === undefined ? {} : { contentType }),
  });
  return {
    status: 200,
    headers: {
      etag: version.etag,
      ...versionHeader(bucket, version),
      ...encryptionHeaders(encryption),
      ...checksums,
    },
  };
}

function refuseUnlessAsExpected(request: ReceivedRequest, newest: StoredVersion | undefined): void {
  const there = newest?.content === undefined ? undefined : newest.etag;
  const noneMatch = headerOf(request, "if-none-match");
  if (noneMatch !== undefined && noneMatch !== "*") throw new ServiceError("NotImplemented", 501);
  if (noneMatch === "*" && there !== undefined) throw new ServiceError("PreconditionFailed", 412);
  const match = headerOf(request, "if-match");
  if (match === undefined) return;
  if (there === undefined) throw new ServiceError("NoSuchKey", 404);
  if (match !== there) throw new ServiceError("PreconditionFailed", 412);
}

function headersLike(request: ReceivedRequest, pattern: RegExp): Record<string, string> {
  const names = Object.keys(request.headers).filter((name) => pattern.test(name));
  return Object.fromEntries(names.map((name) => [name, headerOf(request, name) ?? ""]));
}
