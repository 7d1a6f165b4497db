import * as sdk from "@aws-sdk/client-s3";
import type { Fixture } from "./fixture";

const Bucket = "faces";

/** S3's calls on the bucket `faces`, short enough to be read in a table. */
export function s3Calls(fake: Fixture) {
  const s3 = () => fake.clients.s3;
  return {
    put: (Key: string, options: Partial<sdk.PutObjectCommandInput> = {}) =>
      s3().send(new sdk.PutObjectCommand({ Bucket, Key, Body: Buffer.from(`body of ${Key}`), ...options })),
    head: (Key: string, options: Partial<sdk.HeadObjectCommandInput> = {}) =>
      s3().send(new sdk.HeadObjectCommand({ Bucket, Key, ...options })),
    get: (Key: string, options: Partial<sdk.GetObjectCommandInput> = {}) =>
      s3().send(new sdk.GetObjectCommand({ Bucket, Key, ...options })),
    remove: (Key: string, VersionId?: string) =>
      s3().send(new sdk.DeleteObjectCommand({ Bucket, Key, VersionId })),
    removeAll: (Objects: sdk.ObjectIdentifier[], Quiet?: boolean) =>
      s3().send(new sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet } })),
    list: (options: Partial<sdk.ListObjectVersionsCommandInput> = {}) =>
      s3().send(new sdk.ListObjectVersionsCommand({ Bucket, ...options })),
  };
}
