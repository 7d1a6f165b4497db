import { headerOf, type ReceivedRequest } from "../received-request";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";

/** How an object is encrypted at rest. */
export type ObjectEncryption =
  | { readonly algorithm: "AES256" }
  | {
      readonly algorithm: "aws:kms" | "aws:kms:dsse";
      readonly keyArn: string;
      /** @default false */
      readonly bucketKey?: boolean;
    };

const ALGORITHM = "x-amz-server-side-encryption";
const KEY = "x-amz-server-side-encryption-aws-kms-key-id";
const BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled";
const CUSTOMER_KEY = "x-amz-server-side-encryption-customer-algorithm";

/**
 * What encrypts an object that a request writes: what its headers say, or what the bucket's default does. `aws:kms` without a key
 * means the account's AWS managed key, whatever key the bucket's default names.
 *
 * @throws {ServiceError} `AccessDenied` for a key that the customer sends along (off in new buckets), `InvalidArgument` for a key
 *   without an algorithm that uses it.
 */
export function encryptionOf(
  request: ReceivedRequest,
  bucketDefault: ObjectEncryption,
  world: FakeWorld,
): ObjectEncryption {
  if (headerOf(request, CUSTOMER_KEY) !== undefined) throw new ServiceError("AccessDenied", 403);
  const algorithm = headerOf(request, ALGORITHM);
  const key = headerOf(request, KEY);
  if (algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse") {
    if (key !== undefined || (algorithm !== undefined && algorithm !== "AES256"))
      throw new ServiceError("InvalidArgument");
    return algorithm === undefined ? bucketDefault : { algorithm };
  }
  const bucketKey = headerOf(request, BUCKET_KEY);
  return {
    algorithm,
    keyArn: world.keyArn(key ?? "aws-managed-key-of-s3"),
    bucketKey: bucketKey === undefined ? usesBucketKey(bucketDefault) : bucketKey === "true",
  };
}

/** The headers by which S3 says how an object is encrypted. */
export function encryptionHeaders(encryption: ObjectEncryption): Record<string, string> {
  if (encryption.algorithm === "AES256") return { [ALGORITHM]: "AES256" };
  return {
    [ALGORITHM]: encryption.algorithm,
    [KEY]: encryption.keyArn,
    ...(usesBucketKey(encryption) ? { [BUCKET_KEY]: "true" } : {}),
  };
}

/** The KMS key of an object, where it is under one. */
export function keyArnOf(encryption: ObjectEncryption): string | undefined {
  return encryption.algorithm === "AES256" ? undefined : encryption.keyArn;
}

const usesBucketKey = (encryption: ObjectEncryption) =>
  encryption.algorithm === "AES256" ? false : (encryption.bucketKey ?? false);
