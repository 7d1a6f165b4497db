import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { deleteFaces, type IndexedFace, listFaces } from "../shared/collection";
import type { CollectionSettings } from "../shared/collection-settings";
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
  const listed = await listFaces(settings.collectionId, () => true, resume, clients, invocation);
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

/** The current versions of the members' images, by their keys. */
async function currentReferences(
  settings: CollectionSettings,
  { s3 }: ImageClients,
  invocation: Invocation,
): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  let from:
    | { readonly KeyMarker: string | undefined; readonly VersionIdMarker: string | undefined }
    | undefined;
  do {
    const command = new ListObjectVersionsCommand({
      Bucket: settings.imageBucket,
      ExpectedBucketOwner: settings.imageBucketOwner,
      Prefix: settings.membersPrefix,
      ...from,
    });
    const page = await invocation.call("ListObjectVersions", (abortSignal) =>
      s3.send(command, { abortSignal }),
    );
    for (const { Key, VersionId, IsLatest } of page.Versions ?? []) {
      if (IsLatest === true && Key !== undefined && VersionId !== undefined) versions.set(Key, VersionId);
    }
    from =
      page.IsTruncated === true
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
  } while (from !== undefined);
  return versions;
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
