import {
  DeleteFacesCommand,
  ListFacesCommand,
  type UnsuccessfulFaceDeletion,
} from "@aws-sdk/client-rekognition";
import { OperatorError, RequestRefused, TryAgainError } from "./errors";
import type { ImageClients } from "./image-clients";
import type { Invocation } from "./invocation";

/** A face vector, as a collection lists it. */
export interface IndexedFace {
  readonly faceId: string;
  /** What it was indexed with. */
  readonly externalImageId: string | undefined;
}

/** Faces, and where to go on if time ran short before the end. */
export interface ListedFaces {
  readonly faces: readonly IndexedFace[];
  readonly resume: string | undefined;
}

/** The most faces of a page, and of a deletion. */
const PAGE_SIZE = 4096;

/** Milliseconds that another page and the deletion of what is on it may take. */
const TIME_FOR_A_PAGE_MS = 2000;

/**
 * Lists the faces of a collection that a caller wants, page by page, until the end or until time is short. A collection cannot be
 * asked for the faces of one member, so every page of it is read.
 *
 * @param resume Where another invocation stopped.
 * @param reservedMs Milliseconds to keep for what follows: with less left, another page is another invocation's.
 * @throws {RequestRefused} `resume-token-malformed` for a token that Rekognition did not give, or too long ago.
 * @throws {TryAgainError} When Rekognition is throttling, failing or silent, or time is out.
 * @throws {OperatorError} `collection-denied` or `collection-missing`.
 */
export async function listFaces(
  collectionId: string,
  isWanted: (face: IndexedFace) => boolean,
  resume: string | undefined,
  clients: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
  reservedMs: number = TIME_FOR_A_PAGE_MS,
): Promise<ListedFaces> {
  const faces: IndexedFace[] = [];
  let token = resume;
  do {
    const page = await listPage(collectionId, token, clients, invocation);
    faces.push(...page.faces.filter(isWanted));
    token = page.resume;
  } while (token !== undefined && invocation.remainingMs >= reservedMs);
  return { faces, resume: token };
}

async function listPage(
  collectionId: string,
  token: string | undefined,
  { rekognition }: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
): Promise<ListedFaces> {
  const command = new ListFacesCommand({
    CollectionId: collectionId,
    NextToken: token,
    MaxResults: PAGE_SIZE,
  });
  const page = await invocation.call(
    "ListFaces",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => {
      if (errorName === "ResourceNotFoundException") return "missing";
      return errorName === "InvalidPaginationTokenException" ? "stale" : undefined;
    },
  );
  if (page === "missing") throw new OperatorError("collection-missing");
  if (page === "stale") throw new RequestRefused("resume-token-malformed");
  // An empty page has an empty list; an answer without one says nothing of what is there.
  if (!Array.isArray(page.Faces)) throw new TryAgainError("answer-unreadable");
  const faces = page.Faces.map(({ FaceId, ExternalImageId }) => {
    if (FaceId === undefined) throw new OperatorError("unexpected");
    return { faceId: FaceId, externalImageId: ExternalImageId };
  });
  return { faces, resume: page.NextToken };
}

/**
 * Deletes faces of a collection; one that is gone already counts as deleted.
 *
 * @param onDeleted Told how many are gone, as it goes.
 * @throws {TryAgainError} When Rekognition is throttling, failing or silent, or time is out.
 * @throws {OperatorError} `collection-denied`, `collection-missing`, or `faces-kept` where Rekognition does not let go of one.
 */
export async function deleteFaces(
  collectionId: string,
  faces: readonly IndexedFace[],
  { rekognition }: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
  onDeleted: (faces: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < faces.length; from += PAGE_SIZE) {
    const batch = faces.slice(from, from + PAGE_SIZE);
    const command = new DeleteFacesCommand({
      CollectionId: collectionId,
      FaceIds: batch.map(({ faceId }) => faceId),
    });
    const answer = await invocation.call(
      "DeleteFaces",
      (abortSignal) => rekognition.send(command, { abortSignal }),
      ({ errorName }) => (errorName === "ResourceNotFoundException" ? "missing" : undefined),
    );
    if (answer === "missing") throw new OperatorError("collection-missing");
    const unsuccessful = answer.UnsuccessfulFaceDeletions ?? [];
    const isGone = ({ Reasons }: UnsuccessfulFaceDeletion) => Reasons?.includes("FACE_NOT_FOUND") === true;
    const gone = new Set([
      ...(answer.DeletedFaces ?? []),
      ...unsuccessful.filter(isGone).map(({ FaceId }) => FaceId),
    ]);
    const left = batch.filter(({ faceId }) => !gone.has(faceId)).length;
    onDeleted(batch.length - left);
    if (!unsuccessful.every(isGone)) throw new OperatorError("faces-kept");
    // Of these nothing was said: whoever asks again lists them anew.
    if (left > 0) throw new TryAgainError("answer-unreadable");
  }
}
