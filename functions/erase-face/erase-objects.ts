import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from "@aws-sdk/client-s3";
import { OperatorError, TryAgainError } from "../shared/errors";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import type { Settings } from "./settings";

/** What to erase: one object, or all below a prefix. */
export type Objects = { readonly key: string } | { readonly prefix: string };

/** A version of an object, or a delete marker. */
interface Version {
  readonly Key: string;
  readonly VersionId: string;
}

/**
 * Erases objects with all their versions and delete markers: what only has a delete marker on it is kept. It looks until there is
 * nothing left to see, so it may be called again after a fault.
 *
 * @param onErased Told how many versions are gone, as it goes.
 * @throws {TryAgainError} When S3 is throttling, failing or silent, or time is out.
 * @throws {OperatorError} `erase-denied` where a version may not be deleted, by permission or by object lock.
 */
export async function eraseObjects(
  objects: Objects,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
  onErased: (versions: number) => void,
): Promise<void> {
  let before: readonly Version[] = [];
  for (;;) {
    const versions = await listVersions(objects, settings, clients, invocation);
    if (versions.length === 0) return;
    // S3 lists what is there: what was deleted and still is cannot be deleted.
    if (versions.some((version) => before.some((other) => isSame(version, other))))
      throw new OperatorError("erase-denied");
    await deleteVersions(versions, settings, clients, invocation, onErased);
    before = versions;
  }
}

/** Versions have names of their own only below a key: `null` may be a version of each. */
const isSame = (one: Version, other: Version): boolean =>
  one.Key === other.Key && one.VersionId === other.VersionId;

/** The first of what is to be erased, at most 1,000. */
async function listVersions(
  objects: Objects,
  settings: Settings,
  { s3 }: ImageClients,
  invocation: Invocation,
): Promise<readonly Version[]> {
  const command = new ListObjectVersionsCommand({
    Bucket: settings.imageBucket,
    ExpectedBucketOwner: settings.imageBucketOwner,
    Prefix: "key" in objects ? objects.key : objects.prefix,
  });
  const page = await invocation.call("ListObjectVersions", (abortSignal) =>
    s3.send(command, { abortSignal }),
  );
  const listed = versionsOf(page);
  // That nothing is left is believed of S3 only, which says so, and not of a page that does not say what it is.
  if (listed.length === 0 && page.IsTruncated !== false) throw new TryAgainError("answer-unreadable");
  // A key that begins with another sorts behind it: where none of a page is the object, none of a later one is.
  return listed.filter(({ Key }) =>
    "key" in objects ? Key === objects.key : Key.startsWith(objects.prefix),
  );
}

function versionsOf({
  Versions = [],
  DeleteMarkers = [],
}: ListObjectVersionsCommandOutput): readonly Version[] {
  return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => {
    // Without a version a delete only puts a marker on the object.
    if (Key === undefined || VersionId === undefined) throw new OperatorError("unexpected");
    return { Key, VersionId };
  });
}

/** S3's words, in the answer about one version, for that it was not the moment. */
const TRY_AGAIN = /^(InternalError|SlowDown|ServiceUnavailable|RequestTimeout|OperationAborted)$/;

async function deleteVersions(
  versions: readonly Version[],
  settings: Settings,
  { s3 }: ImageClients,
  invocation: Invocation,
  onErased: (versions: number) => void,
): Promise<void> {
  const command = new DeleteObjectsCommand({
    Bucket: settings.imageBucket,
    ExpectedBucketOwner: settings.imageBucketOwner,
    Delete: { Objects: [...versions] },
  });
  const { Deleted = [], Errors = [] } = await invocation.call("DeleteObjects", (abortSignal) =>
    s3.send(command, { abortSignal }),
  );
  onErased(Deleted.length);
  const lasting = Errors.find(({ Code = "" }) => !TRY_AGAIN.test(Code));
  if (lasting !== undefined)
    throw new OperatorError("erase-denied", undefined, {
      operation: "DeleteObjects",
      errorName: /^\w{1,80}$/.test(lasting.Code ?? "") ? String(lasting.Code) : "Error",
    });
  if (Errors.length > 0) throw new TryAgainError("service-unavailable");
  // S3 tells of every version; a page that tells of none is not S3's, and no reason to look for a lock.
  if (Deleted.length === 0) throw new TryAgainError("answer-unreadable");
}
