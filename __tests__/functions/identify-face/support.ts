import type { IdentifyFaceRequest } from "../../../functions/identify-face/request";
import type { Settings } from "../../../functions/identify-face/settings";
import { SETTINGS as COLLECTION_SETTINGS, pictureOf } from "../support/collection-world";

export const SETTINGS: Settings = { ...COLLECTION_SETTINGS, similarityThreshold: 99 };

/** A request to say who a picture shows. */
export const asking = (picture: Buffer): IdentifyFaceRequest => ({
  probe: { bytes: picture.toString("base64") },
});

/** A picture of these people, as it comes from a door. */
export const probeOf = (...faces: readonly string[]): IdentifyFaceRequest => asking(pictureOf(...faces));
