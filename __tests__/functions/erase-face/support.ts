import type { Settings } from "../../../functions/erase-face/settings";
import type { FakeWorld } from "../../support/fake-aws";
import { BUCKET, IMAGE_SETTINGS } from "../support/image-settings";

export const COLLECTION = "lending-desk";
export const SETTINGS: Settings = {
  ...IMAGE_SETTINGS,
  livenessPrefix: "liveness/",
  collectionId: COLLECTION,
};

export const MEMBER = "member-zorro";
/** Members whose ids begin alike, or of which the member's is the end, or a part. */
export const OTHERS = ["member-zorroo", "member-zorro-b", "member-471", "a-member-zorro", "MEMBER-zorro"];

/** How much there is of each member, of a kind. */
export const PLENTY = { imageVersions: 5, livenessVersions: 4, faces: 3 } as const;
export const NOTHING = { imageVersions: 0, livenessVersions: 0, faces: 0 } as const;

/** How much to furnish a world with, of each member. */
export type Amounts = { readonly [kind in keyof typeof PLENTY]: number };

/** Fills a new world: images with delete markers among their versions, liveness pictures, faces in a collection. */
export function furnish(world: FakeWorld, amounts: Amounts = PLENTY): void {
  const arn = world.rekognitionArn(`collection/${COLLECTION}`);
  world.collections.set(COLLECTION, { arn, createdAt: 0, faces: [] });
  for (const member of [MEMBER, ...OTHERS]) writeObjects(world, member, amounts);
  // The members' faces lie among one another, on every page.
  for (let round = 1; round <= amounts.faces; round += 1)
    for (const member of [...OTHERS, MEMBER])
      addFace(world, round === 1 && member === MEMBER ? member : `${member}:version-${round}`);
}

function writeObjects(world: FakeWorld, member: string, { imageVersions, livenessVersions }: Amounts): void {
  const bucket = bucketOf(world);
  for (let round = 1; round <= imageVersions; round += 1) {
    if (round % 2 === 0) bucket.delete(`members/${member}`);
    else bucket.put(`members/${member}`, Buffer.from(`${member} ${round}`));
  }
  for (let round = 1; round <= livenessVersions; round += 1)
    bucket.put(`liveness/${member}/session-${round % 2}/reference.jpg`, Buffer.from(`${member} ${round}`));
}

/** @param externalImageId What the face was indexed with. @default - nothing */
export function addFace(world: FakeWorld, externalImageId?: string): void {
  const collection = collectionOf(world);
  const faceId = world.nextUuid();
  const face = {
    FaceId: faceId,
    ...(externalImageId === undefined ? {} : { ExternalImageId: externalImageId }),
  };
  const place = (collection.faces.at(-1)?.place ?? 0) + 1;
  collection.faces = [...collection.faces, { faceId, mark: "face", face, place }];
}

/** What a world holds: keys with versions, and what faces were indexed with. */
export function contentsOf(world: FakeWorld): readonly string[] {
  const objects = bucketOf(world)
    .versions()
    .map(({ key, versionId }) => `${key} ${versionId}`);
  const faces = collectionOf(world).faces.map(({ face }) => `face ${String(face.ExternalImageId)}`);
  return [...objects, ...faces];
}

/** Said without the functions' own words for it. */
const OF_MEMBER = new RegExp(`^(members/${MEMBER} |liveness/${MEMBER}/|face ${MEMBER}(:|$))`);

export const leftOf = (world: FakeWorld): readonly string[] =>
  contentsOf(world).filter((content) => OF_MEMBER.test(content));

export const othersOf = (world: FakeWorld): readonly string[] =>
  contentsOf(world).filter((content) => !OF_MEMBER.test(content));

export function bucketOf({ buckets }: FakeWorld) {
  return present(buckets.get(BUCKET));
}

export function collectionOf({ collections }: FakeWorld) {
  return present(collections.get(COLLECTION));
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The world is not furnished.");
  return value;
}
