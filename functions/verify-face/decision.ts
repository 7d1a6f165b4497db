import type { LivenessFault } from "../shared/liveness-results";
import { faultOf, type StoredImage, type StoredImageFault } from "../shared/stored-image";

/**
 * `approved`: the one face in the probe is the member's. `denied`: the faces were compared and differ. `review`: nothing was shown
 * either way, and a person decides.
 */
export type Verdict =
  | { readonly decision: "approved"; readonly reason: "face-matches" }
  | { readonly decision: "denied"; readonly reason: "face-differs" }
  | { readonly decision: "review"; readonly reason: ReviewReason };

/** Why nothing was shown. The list is closed. */
export type ReviewReason =
  | `reference-${StoredImageFault}`
  | `probe-${Exclude<StoredImageFault, "missing">}`
  | "no-face-found"
  | "several-faces"
  | "image-unusable"
  | LivenessFault
  | "liveness-used"
  | "answer-unexpected";

/** The fields of CompareFaces' answer that decide. */
export interface Comparison {
  readonly SourceImageFace?: unknown;
  readonly FaceMatches?:
    | readonly { readonly Similarity?: number | undefined; readonly Face?: unknown }[]
    | undefined;
  readonly UnmatchedFaces?: readonly unknown[] | undefined;
}

/** All that a verdict rests on. */
export interface Evidence {
  /** What S3 says about the member's reference image. */
  readonly reference: StoredImage;
  /** What S3 says about the probe, where it is an image in the bucket. */
  readonly probe?: StoredImage | undefined;
  /** The version of the reference that Rekognition was told to read. */
  readonly comparedVersion: string | undefined;
  readonly comparison: Comparison;
}

/** What is asked of the evidence. */
export interface Standard {
  readonly imageKeyArn: string;
  /** In percent, 99 to 100. */
  readonly similarityThreshold: number;
}

/**
 * Why the stored images must not even be compared, if so; nothing is sent to Rekognition then.
 *
 * A probe that is missing is the caller's fault, and told apart before; a delete marker in its place is an answer that S3 never
 * gives.
 */
export function refuseStored(
  { reference, probe }: Pick<Evidence, "reference" | "probe">,
  { imageKeyArn }: Pick<Standard, "imageKeyArn">,
): Verdict | undefined {
  const referenceFault = faultOf(reference, imageKeyArn);
  if (referenceFault !== undefined) return review(`reference-${referenceFault}`);
  const probeFault = probe === undefined ? undefined : faultOf(probe, imageKeyArn);
  if (probeFault === undefined) return undefined;
  return review(probeFault === "missing" ? "answer-unexpected" : `probe-${probeFault}`);
}

/**
 * Approves when everything is shown: the reference is encrypted under our key, the version that was checked is the version that
 * was compared, the probe holds exactly one face, and that face matches at or over the threshold. All else falls through to
 * `review`, a field of a shape that Rekognition does not document included.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CompareFaces.html
 */
export function decide(evidence: Evidence, standard: Standard): Verdict {
  const refused = refuseStored(evidence, standard);
  if (refused !== undefined) return refused;
  if (evidence.comparedVersion !== evidence.reference.VersionId) return review("answer-unexpected");

  const { SourceImageFace: source, FaceMatches: matches, UnmatchedFaces: others } = evidence.comparison;
  if (!isObject(source) || !areObjects(matches) || !areObjects(others)) return review("answer-unexpected");
  const faces = matches.length + others.length;
  if (faces === 0) return review("no-face-found");
  if (faces > 1) return review("several-faces");
  const [match] = matches;
  if (match === undefined) return { decision: "denied", reason: "face-differs" };
  return isObject(match.Face) && reaches(match.Similarity, standard.similarityThreshold)
    ? { decision: "approved", reason: "face-matches" }
    : review("answer-unexpected");
}

/** The verdict that leaves it to a person. */
export function review(reason: ReviewReason): Verdict {
  return { decision: "review", reason };
}

/** Rekognition returns no match under the threshold it was given: a lower one, like NaN, is an answer to another question. */
const reaches = (similarity: unknown, threshold: number) =>
  typeof similarity === "number" && similarity >= threshold && similarity <= 100;
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const areObjects = <T>(value: readonly T[] | undefined): value is readonly T[] =>
  Array.isArray(value) && value.every(isObject);
