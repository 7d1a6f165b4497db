import type { Reply } from "../answers";
import type { S3Operation } from "../operations";
import type { ReceivedRequest } from "../received-request";
import type { FakeWorld } from "../world";
import { deleteObject, deleteObjects } from "./delete-object";
import { listObjectVersions } from "./list-object-versions";
import { putObject } from "./put-object";
import { getObject, headObject } from "./read-object";

/** What serves each operation of S3. */
export const S3: Readonly<Record<S3Operation, (world: FakeWorld, request: ReceivedRequest) => Reply>> = {
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetObject: getObject,
  HeadObject: headObject,
  ListObjectVersions: listObjectVersions,
  PutObject: putObject,
};
