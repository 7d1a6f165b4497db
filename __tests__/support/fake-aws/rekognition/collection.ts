import { type Placed, pageOf } from "../pages";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import { setTags, type WireTags } from "./tags";

/** A face in a collection. */
export interface IndexedFace extends Placed {
  readonly faceId: string;
  readonly mark: string;
  readonly face: Readonly<Record<string, unknown>>;
  /** All that there is to see in the image that it came from, as text. @default - another than any */
  readonly image?: string;
}

/** A collection and its faces, in the order in which they came. */
export interface FaceCollection {
  readonly arn: string;
  readonly createdAt: number;
  faces: readonly IndexedFace[];
}

export const FACE_MODEL_VERSION = "7.0";

interface ById {
  readonly CollectionId?: string;
}

/** @throws {ServiceError} `ResourceNotFoundException`. */
export function collectionOf(world: FakeWorld, { CollectionId = "" }: ById): FaceCollection {
  const collection = world.collections.get(CollectionId);
  if (collection === undefined) throw new ServiceError("ResourceNotFoundException");
  return collection;
}

/** @throws {ServiceError} `InvalidParameterException`, `ResourceAlreadyExistsException`. */
export function createCollection(world: FakeWorld, input: ById & { readonly Tags?: WireTags }): object {
  const { CollectionId = "", Tags } = input;
  if (!/^[a-zA-Z0-9_.-]{1,255}$/.test(CollectionId)) throw new ServiceError("InvalidParameterException");
  if (world.collections.has(CollectionId)) throw new ServiceError("ResourceAlreadyExistsException");
  const arn = world.rekognitionArn(`collection/${CollectionId}`);
  world.collections.set(CollectionId, { arn, createdAt: world.epochSeconds(), faces: [] });
  setTags(world, arn, Tags);
  return { StatusCode: 200, CollectionArn: arn, FaceModelVersion: FACE_MODEL_VERSION };
}

export function describeCollection(world: FakeWorld, input: ById): object {
  const { arn, createdAt, faces } = collectionOf(world, input);
  return {
    CollectionARN: arn,
    CreationTimestamp: createdAt,
    FaceCount: faces.length,
    FaceModelVersion: FACE_MODEL_VERSION,
    UserCount: 0,
  };
}

export function deleteCollection(world: FakeWorld, input: ById): object {
  const { arn } = collectionOf(world, input);
  world.collections.delete(input.CollectionId ?? "");
  world.tags.delete(arn);
  return { StatusCode: 200 };
}

export function listFaces(
  world: FakeWorld,
  input: ById & {
    readonly MaxResults?: number;
    readonly NextToken?: string;
    readonly FaceIds?: readonly string[];
  },
): object {
  const { faces } = collectionOf(world, input);
  const { MaxResults = 1000, FaceIds } = input;
  const wanted = faces.filter(({ faceId }) => FaceIds === undefined || FaceIds.includes(faceId));
  const { items, ...next } = pageOf(wanted, Math.min(MaxResults, world.maxPageSize), input.NextToken);
  return { Faces: items.map(({ face }) => face), FaceModelVersion: FACE_MODEL_VERSION, ...next };
}

export function deleteFaces(
  world: FakeWorld,
  input: ById & { readonly FaceIds?: readonly string[] },
): object {
  const collection = collectionOf(world, input);
  const { FaceIds = [] } = input;
  if (FaceIds.length === 0 || FaceIds.length > 4096) throw new ServiceError("InvalidParameterException");
  const known = new Set(collection.faces.map(({ faceId }) => faceId));
  collection.faces = collection.faces.filter(({ faceId }) => !FaceIds.includes(faceId));
  return {
    DeletedFaces: FaceIds.filter((faceId) => known.has(faceId)),
    UnsuccessfulFaceDeletions: FaceIds.filter((faceId) => !known.has(faceId)).map((FaceId) => ({
      FaceId,
      Reasons: ["FACE_NOT_FOUND"],
    })),
  };
}
