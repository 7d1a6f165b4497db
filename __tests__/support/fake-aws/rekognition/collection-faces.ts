import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import { collectionOf, FACE_MODEL_VERSION, type FaceCollection } from "./collection";
import { SIMILARITY, thresholdOf } from "./compare-faces";
import { facesOf, isFiltered, type SeenFace } from "./face-detail";
import { look, type WireImage } from "./images";

/** IndexFaces: the same face is taken in again each time it is sent, but of the same image with the same external id. */
export function indexFaces(
  world: FakeWorld,
  input: {
    readonly CollectionId?: string;
    readonly Image?: WireImage;
    readonly ExternalImageId?: string;
    readonly MaxFaces?: number;
    readonly QualityFilter?: string;
  },
): object {
  const collection = collectionOf(world, input);
  const { ExternalImageId, MaxFaces, QualityFilter = "AUTO" } = input;
  if (ExternalImageId !== undefined && !/^[a-zA-Z0-9_.:-]{1,255}$/.test(ExternalImageId))
    throw new ServiceError("InvalidParameterException");
  if (MaxFaces !== undefined && MaxFaces < 1) throw new ServiceError("InvalidParameterException");
  const image = look(world, input.Image);
  const seen = facesOf(image);
  const leftOut = isFiltered(image, QualityFilter) ? seen : seen.slice(MaxFaces ?? seen.length);
  const reason = leftOut === seen ? "LOW_SHARPNESS" : "EXCEEDS_MAX_FACES";
  const ImageId = world.nextUuid();
  const added = seen
    .filter((face) => !leftOut.includes(face))
    .map((face) => {
      const known = collection.faces.find(
        (other) =>
          ExternalImageId !== undefined &&
          other.mark === face.mark &&
          other.face.ExternalImageId === ExternalImageId &&
          other.image === JSON.stringify(image),
      );
      if (known !== undefined) return { face: known.face, detail: face.detail };
      const ids = { ImageId, ...(ExternalImageId && { ExternalImageId }) };
      return add(world, collection, face, ids, JSON.stringify(image));
    });
  return {
    FaceRecords: added.map(({ face, detail }) => ({ Face: face, FaceDetail: detail })),
    UnindexedFaces: leftOut.map(({ detail }) => ({ Reasons: [reason], FaceDetail: detail })),
    FaceModelVersion: FACE_MODEL_VERSION,
  };
}

function add(
  world: FakeWorld,
  collection: FaceCollection,
  { mark, detail }: SeenFace,
  ids: Readonly<Record<string, string>>,
  image: string,
) {
  const faceId = world.nextUuid();
  const { BoundingBox, Confidence } = detail;
  const face = {
    FaceId: faceId,
    BoundingBox,
    Confidence,
    ...ids,
    IndexFacesModelVersion: FACE_MODEL_VERSION,
  };
  const place = (collection.faces.at(-1)?.place ?? 0) + 1;
  collection.faces = [...collection.faces, { faceId, mark, face, image, place }];
  return { face, detail };
}

/** SearchFacesByImage, for the largest face. @throws {ServiceError} `InvalidParameterException` where there is none. */
export function searchFacesByImage(
  world: FakeWorld,
  input: {
    readonly CollectionId?: string;
    readonly Image?: WireImage;
    readonly FaceMatchThreshold?: number;
    readonly MaxFaces?: number;
    readonly QualityFilter?: string;
  },
): object {
  const collection = collectionOf(world, input);
  const image = look(world, input.Image);
  const [wanted] = isFiltered(image, input.QualityFilter) ? [] : facesOf(image);
  if (wanted === undefined) throw new ServiceError("InvalidParameterException");
  return {
    SearchedFaceBoundingBox: wanted.detail.BoundingBox,
    SearchedFaceConfidence: wanted.detail.Confidence,
    FaceMatches: matchesOf(collection, wanted.mark, input.FaceMatchThreshold, input.MaxFaces),
    FaceModelVersion: FACE_MODEL_VERSION,
  };
}

/** The faces of a collection that match. */
export function matchesOf(
  { faces }: FaceCollection,
  wanted: string,
  threshold?: number,
  most = 4096,
): readonly object[] {
  if (SIMILARITY < thresholdOf(threshold)) return [];
  const found = faces.filter(({ mark }) => mark === wanted).slice(0, most);
  return found.map(({ face }) => ({ Similarity: SIMILARITY, Face: face }));
}
