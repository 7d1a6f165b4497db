import type { CollectionSettings } from "../../../functions/shared/collection-settings";
import { type Bucket, type FakeWorld, testImage } from "../../support/fake-aws";
import { indexFaces } from "../../support/fake-aws/rekognition/collection-faces";
import { BUCKET, IMAGE_SETTINGS } from "./image-settings";

export const COLLECTION = "door-members";
export const SETTINGS: CollectionSettings = { ...IMAGE_SETTINGS, collectionId: COLLECTION };

/** Somebody's picture. */
export const pictureOf = (...faces: readonly string[]): Buffer => testImage({ faces });

/** Makes the collection, with nobody in it. */
export function makeCollection(world: FakeWorld): void {
  const arn = world.rekognitionArn(`collection/${COLLECTION}`);
  world.collections.set(COLLECTION, { arn, createdAt: 0, faces: [] });
}

/** Puts a member's picture in place. @returns Its version. */
export function enrol(world: FakeWorld, memberId: string, picture: Buffer = pictureOf(memberId)): string {
  return bucketOf(world).put(`members/${memberId}`, picture).versionId;
}

/** Puts a vector into the collection. */
export function index(world: FakeWorld, externalImageId: string | undefined, picture: Buffer): void {
  indexFaces(world, {
    CollectionId: COLLECTION,
    Image: { Bytes: picture.toString("base64") },
    ...(externalImageId === undefined ? {} : { ExternalImageId: externalImageId }),
  });
}

/** Enrols a member whose face is found from now on. @returns The version of the picture. */
export function enrolAndIndex(
  world: FakeWorld,
  memberId: string,
  picture: Buffer = pictureOf(memberId),
): string {
  const version = enrol(world, memberId, picture);
  index(world, `${memberId}:${version}`, picture);
  return version;
}

/** What the vectors of the collection were indexed with. */
export const vectorsOf = ({ collections }: FakeWorld): readonly string[] =>
  (collections.get(COLLECTION)?.faces ?? []).map(({ face }) => String(face.ExternalImageId));

export function bucketOf({ buckets }: FakeWorld): Bucket {
  const bucket = buckets.get(BUCKET);
  if (bucket === undefined) throw new Error("There is no bucket.");
  return bucket;
}
