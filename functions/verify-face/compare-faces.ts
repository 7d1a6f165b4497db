import { CompareFacesCommand } from "@aws-sdk/client-rekognition";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import type { Comparison, ReviewReason } from "./decision";
import type { Settings } from "./settings";

/**
 * What Rekognition says of images that it cannot compare. An invalid parameter is its word for an image without a face: nothing
 * else that it is sent can be invalid.
 */
const REFUSALS: ReadonlyMap<string, ReviewReason> = new Map([
  ["InvalidParameterException", "no-face-found"],
  ["ImageTooLargeException", "image-unusable"],
  ["InvalidImageFormatException", "image-unusable"],
]);

/** An image as Rekognition takes it. */
export type Image = NonNullable<ConstructorParameters<typeof CompareFacesCommand>[0]["SourceImage"]>;

/** What came of a comparison: Rekognition's answer, or why it could not compare. */
export type Compared = { readonly comparison: Comparison } | { readonly refusal: ReviewReason };

/**
 * Calls CompareFaces with the quality filter `AUTO`: a face too poor to be judged is left out rather than guessed at. A passer-by
 * whose face is left out for that is not counted among the faces of the probe.
 */
export async function compareFaces(
  source: Image,
  target: Image,
  settings: Settings,
  { rekognition }: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
): Promise<Compared> {
  const command = new CompareFacesCommand({
    SourceImage: source,
    TargetImage: target,
    SimilarityThreshold: settings.similarityThreshold,
    QualityFilter: "AUTO",
  });
  const answer = await invocation.call(
    "CompareFaces",
    async (abortSignal) => ({ comparison: await rekognition.send(command, { abortSignal }) }),
    ({ errorName }) => {
      const refusal = REFUSALS.get(errorName);
      return refusal === undefined ? undefined : { refusal };
    },
  );
  return answer;
}
