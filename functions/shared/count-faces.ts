import { DetectFacesCommand, type Image } from "@aws-sdk/client-rekognition";
import type { ImageClients } from "./image-clients";
import type { Invocation } from "./invocation";

/** Why faces cannot be counted. */
export type UncountableReason = "no-face-found" | "image-unusable";

/** What Rekognition says of images in which it finds nobody, or at which it cannot look: to count, to index and to search. */
export const IMAGE_REFUSALS: ReadonlyMap<string, UncountableReason> = new Map([
  ["InvalidParameterException", "no-face-found"],
  ["ImageTooLargeException", "image-unusable"],
  ["InvalidImageFormatException", "image-unusable"],
]);

/**
 * Counts the faces of an image: searching and indexing look at the largest only.
 *
 * @returns The number; `undefined` where Rekognition's answer has none.
 */
export function countFaces(
  image: Image,
  { rekognition }: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
): Promise<{ readonly count: number | undefined } | UncountableReason> {
  const command = new DetectFacesCommand({ Image: image });
  return invocation.call(
    "DetectFaces",
    async (abortSignal) => {
      const { FaceDetails } = await rekognition.send(command, { abortSignal });
      return { count: Array.isArray(FaceDetails) ? FaceDetails.length : undefined };
    },
    ({ errorName }) => IMAGE_REFUSALS.get(errorName),
  );
}
