import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput } from "@aws-sdk/client-s3";
import { deleteFaces, type IndexedFace, listFaces } from "../shared/collection";
import type { CollectionSettings } from "../shared/collection-settings";
import { OperatorError, TryAgainError } from "../shared/errors";
import { readExternalImageId } from "../shared/external-image-id";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { referenceKey } from "../shared/keys";
import type { CheckedRequest } from "./request";

/**
 * How a collection and the members' images agree. An orphan is a vector whose member is gone, whose picture was replaced, or that
 * is not of our making.
 */
export interface Reconciliation {
  /** `incomplete`: time ran short; `resume` goes on. */
  readonly outcome: "consistent" | "orphans" | "incomplete";
  /** How many orphans were found by this invocation. */
  readonly orphans: number;
  /** How many of them it deleted. */
  readonly removed: number;
  readonly resume?: string;
}

/**
 * Finds the vectors of a collection that are nobody's, and deletes them where that is asked.
 *
 * The vectors are listed before the images: one that is indexed meanwhile is not listed, and never taken for an orphan.
 *
 * @throws {RequestRefused} `resume-token-malformed`.
 * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
 * @throws {OperatorError} When a permission, an endpoint or a setting is at fault.
 */
export async function reconcile(
  { remove, resume }: CheckedRequest,
  settings: CollectionSettings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Reconciliation> {
  // The other half of the time is for the images, and for deleting.
  const reservedMs = invocation.remainingMs / 2;
  const listed = await listFaces(settings.collectionId, () => true, resume, clients, invocation, reservedMs);
  const references = await currentReferences(settings, clients, invocation);
  const orphans = listed.faces.filter((face) => !isOfCurrentReference(face, references, settings));
  let removed = 0;
  if (remove) {
    await deleteFaces(settings.collectionId, orphans, clients, invocation, (faces) => {
      removed += faces;
    });
  }
  const found = { orphans: orphans.length, removed };
  if (listed.resume !== undefined) return { outcome: "incomplete", ...found, resume: listed.resume };
  return { outcome: orphans.length === 0 ? "consistent" : "orphans", ...found };
}

/** The current versions of the members' images, by their keys. What is missing here is an orphan: so none may be overlooked. */
async function currentReferences(
  settings: CollectionSettings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  let from: Marker | undefined;
  do {
    const page = await listVersions(from, settings, clients, invocation);
    for (const { Key, VersionId, IsLatest } of page.Versions ?? []) {
      if (Key === undefined || VersionId === undefined || IsLatest === undefined)
        throw new OperatorError("unexpected");
      if (IsLatest) versions.set(Key, VersionId);
    }
    from = markerBehind(page);
  } while (from !== undefined);
  return versions;
}

/** Where a page of versions begins. */
interface Marker {
  readonly KeyMarker: string;
  readonly VersionIdMarker: string | undefined;
}

async function listVersions(
  from: Marker | undefined,
  settings: CollectionSettings,
  { s3 }: ImageClients,
  invocation: Invocation,
): Promise<ListObjectVersionsCommandOutput> {
  const command = new ListObjectVersionsCommand({
    Bucket: settings.imageBucket,
    ExpectedBucketOwner: settings.imageBucketOwner,
    Prefix: settings.membersPrefix,
    ...from,
  });
  return invocation.call("ListObjectVersions", (abortSignal) => s3.send(command, { abortSignal }));
}

/**
 * Where the next page begins; undefined after the last.
 *
 * @throws {TryAgainError} `answer-unreadable`: that there is no more is believed of S3 only, and not of a page that does not say what
 * it is. Taken for an empty bucket, it would make an orphan of every vector.
 */
function markerBehind(page: ListObjectVersionsCommandOutput): Marker | undefined {
  const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
  if (IsTruncated === false) return undefined;
  if (IsTruncated === undefined || KeyMarker === undefined) throw new TryAgainError("answer-unreadable");
  return { KeyMarker, VersionIdMarker };
}

function isOfCurrentReference(
  { externalImageId }: IndexedFace,
  references: ReadonlyMap<string, string>,
  { membersPrefix }: CollectionSettings,
): boolean {
  const reference = readExternalImageId(externalImageId);
  return (
    reference !== undefined &&
    references.get(referenceKey(membersPrefix, reference.memberId)) === reference.version
  );
}
