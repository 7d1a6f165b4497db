import { headerOf, type ReceivedRequest } from "../received-request";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import type { Bucket } from "./bucket";

/** What a request is about. */
export interface Target {
  readonly bucket: Bucket;
  /** Empty for a request about the bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly versionId: string | undefined;
}

/**
 * Reads bucket and key from a path. Nothing of it is normalised: to S3 `../` is four characters of a key like others.
 *
 * @throws {ServiceError} `NoSuchBucket`, or `AccessDenied` where the bucket's owner is not the one expected.
 */
export function targetOf(world: FakeWorld, request: ReceivedRequest): Target {
  const [resource = "", queryText = ""] = request.path.split("?", 2);
  const [, name = "", key = ""] = /^\/([^/]*)\/?(.*)$/.exec(resource) ?? [];
  const bucket = world.buckets.get(name);
  if (bucket === undefined) throw new ServiceError("NoSuchBucket", 404);
  const expected = headerOf(request, "x-amz-expected-bucket-owner");
  if (expected !== undefined && expected !== bucket.owner) throw new ServiceError("AccessDenied", 403);
  const query = new URLSearchParams(queryText);
  return { bucket, key: decodeURIComponent(key), query, versionId: query.get("versionId") ?? undefined };
}

/** The ARN of a bucket, or of an object in it. */
export function arnOf(bucket: Bucket, key = ""): string {
  return `arn:aws:s3:::${bucket.name}${key === "" ? "" : `/${key}`}`;
}
