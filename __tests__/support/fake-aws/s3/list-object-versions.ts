import type { Reply } from "../answers";
import type { ReceivedRequest } from "../received-request";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import type { Bucket, StoredVersion } from "./bucket";
import { arnOf, targetOf } from "./target";
import { type XmlContent, xml } from "./xml";

/** ListObjectVersions, without delimiters: versions and markers by key, the newest first, in pages. */
export function listObjectVersions(world: FakeWorld, request: ReceivedRequest): Reply {
  const { bucket, query } = targetOf(world, request);
  world.permit("s3:ListBucketVersions", arnOf(bucket));
  const prefix = query.get("prefix") ?? "";
  const keyMarker = query.get("key-marker") ?? "";
  const versionMarker = query.get("version-id-marker") ?? "";
  if (versionMarker !== "" && keyMarker === "") throw new ServiceError("InvalidArgument");
  if (query.has("delimiter")) throw new ServiceError("NotImplemented", 501);
  const size = pageSize(query.get("max-keys"), world.maxPageSize);

  const rest = after(bucket, bucket.versions(prefix), keyMarker, versionMarker);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const isTruncated = last !== undefined && rest.length > page.length;
  const content: XmlContent = {
    Name: bucket.name,
    Prefix: prefix,
    KeyMarker: keyMarker,
    VersionIdMarker: versionMarker,
    MaxKeys: size,
    IsTruncated: String(isTruncated),
    ...(isTruncated ? { NextKeyMarker: last.key, NextVersionIdMarker: last.versionId } : {}),
    Version: page.filter(({ content }) => content !== undefined).map((version) => entry(bucket, version)),
    DeleteMarker: page
      .filter(({ content }) => content === undefined)
      .map((version) => entry(bucket, version)),
  };
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: xml("ListVersionsResult", content),
  };
}

function pageSize(asked: string | null, most: number): number {
  const size = asked === null ? most : Number(asked);
  if (!Number.isInteger(size) || size < 0) throw new ServiceError("InvalidArgument");
  return Math.min(size, most);
}

/** What comes after the markers; where the version that they name is gone, all that is left of its key does. */
function after(
  bucket: Bucket,
  all: readonly StoredVersion[],
  key: string,
  versionId: string,
): StoredVersion[] {
  if (key === "") return [...all];
  const marked = versionId === "" ? undefined : bucket.version(key, versionId);
  return all.filter((version) => {
    if (version.key !== key) return version.key > key;
    return versionId !== "" && (marked === undefined || version.place < marked.place);
  });
}

function entry(bucket: Bucket, version: StoredVersion): XmlContent {
  const isLatest = bucket.newest(version.key)?.place === version.place;
  const { content } = version;
  return {
    Key: version.key,
    VersionId: version.versionId,
    IsLatest: String(isLatest),
    LastModified: version.lastModified.toISOString(),
    ...(content === undefined
      ? {}
      : { ETag: version.etag, Size: content.bytes.length, StorageClass: "STANDARD" }),
  };
}
