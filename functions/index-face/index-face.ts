import { IndexFacesCommand, type IndexFacesCommandOutput } from "@aws-sdk/client-rekognition";
import { deleteFaces } from "../shared/collection";
import type { CollectionSettings } from "../shared/collection-settings";
import { countFaces, IMAGE_REFUSALS } from "../shared/count-faces";
import { describeImage } from "../shared/describe-image";
import { OperatorError } from "../shared/errors";
import { externalImageId } from "../shared/external-image-id";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { referenceKey } from "../shared/keys";
import { faultOf, type StoredImageFault } from "../shared/stored-image";
import type { IndexFaceRequest } from "./request";

/** Why a reference image cannot be searched for. The list is closed. */
export type IndexFault =
  | `reference-${StoredImageFault}`
  | "reference-superseded"
  | "no-face-found"
  | "several-faces"
  | "face-quality-too-low"
  | "image-unusable"
  | "answer-unexpected";

/** What became of a reference image: it can be searched for, or not. */
export type Indexing =
  | { readonly outcome: "indexed" }
  | { readonly outcome: "rejected"; readonly reason: IndexFault };

/**
 * Puts the vector of a member's reference image into the collection, in the version that S3 shows to be under our key. The same
 * version again is the same vector: Rekognition keeps one for an image and its external id.
 *
 * A vector of an older version stays until the collection is reconciled, and identifies nobody meanwhile.
 *
 * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 */
export async function indexFace(
  { memberId }: IndexFaceRequest,
  settings: CollectionSettings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Indexing> {
  const key = referenceKey(settings.membersPrefix, memberId);
  const reference = await describeImage(key, settings, clients, invocation);
  if (reference === "missing") return rejected("reference-missing");
  const fault = faultOf(reference, settings.imageKeyArn);
  if (fault !== undefined) return rejected(`reference-${fault}`);
  const version = String(reference.VersionId); // It has one, or it would be at fault.

  const image = { S3Object: { Bucket: settings.imageBucket, Name: key, Version: version } };
  // Before anything is indexed: a vector of a picture with two faces, were it not taken back, would be the wrong one's too.
  const faces = await countFaces(image, clients, invocation);
  if (typeof faces === "string") return rejected(faces);
  if (faces.count === undefined) return rejected("answer-unexpected");
  if (faces.count !== 1) return rejected(faces.count === 0 ? "no-face-found" : "several-faces");

  const command = new IndexFacesCommand({
    CollectionId: settings.collectionId,
    Image: image,
    ExternalImageId: externalImageId({ memberId, version }),
    MaxFaces: 1,
    QualityFilter: "AUTO",
    DetectionAttributes: ["DEFAULT"],
  });
  const answer = await invocation.call(
    "IndexFaces",
    (abortSignal) => clients.rekognition.send(command, { abortSignal }),
    ({ errorName }) =>
      errorName === "ResourceNotFoundException" ? "collection-missing" : IMAGE_REFUSALS.get(errorName),
  );
  if (answer === "collection-missing") throw new OperatorError("collection-missing");
  if (typeof answer === "string") return rejected(answer);
  const indexFault = faultOfAnswer(answer) ?? (await faultSince(key, version, settings, clients, invocation));
  if (indexFault === undefined) return { outcome: "indexed" };
  // Whose face it is, nobody can say, or nobody any more: it must not be found.
  const indexed = (answer.FaceRecords ?? []).flatMap(({ Face }) =>
    Face?.FaceId === undefined ? [] : [{ faceId: Face.FaceId, externalImageId: Face.ExternalImageId }],
  );
  await deleteFaces(settings.collectionId, indexed, clients, invocation);
  return rejected(indexFault);
}

/** A member who was erased, or whose picture was replaced, while it was indexed: whoever erased them found no vector yet. */
async function faultSince(
  key: string,
  version: string,
  settings: CollectionSettings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<IndexFault | undefined> {
  const now = await describeImage(key, settings, clients, invocation);
  if (now === "missing") return "reference-missing";
  return now.VersionId === version ? undefined : "reference-superseded";
}

/** The smaller faces of a picture with several are left out by the most of one that was asked for. */
function faultOfAnswer({
  FaceRecords,
  UnindexedFaces = [],
}: IndexFacesCommandOutput): IndexFault | undefined {
  if (!Array.isArray(FaceRecords) || !Array.isArray(UnindexedFaces)) return "answer-unexpected";
  const leftOut = UnindexedFaces.some(({ Reasons }) => Reasons?.includes("EXCEEDS_MAX_FACES"));
  if (leftOut || FaceRecords.length + UnindexedFaces.length > 1) return "several-faces";
  if (UnindexedFaces.length > 0) return "face-quality-too-low";
  if (FaceRecords.length === 0) return "no-face-found";
  return FaceRecords[0]?.Face?.FaceId === undefined ? "answer-unexpected" : undefined;
}

const rejected = (reason: IndexFault): Indexing => ({ outcome: "rejected", reason });
