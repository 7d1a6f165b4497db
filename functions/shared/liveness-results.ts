/** What Rekognition says of a Face Liveness session: the fields of GetFaceLivenessSessionResults' answer that decide. */
export interface LivenessResults {
  readonly Status?: string | undefined;
  readonly Confidence?: number | undefined;
  readonly ReferenceImage?:
    | {
        readonly S3Object?:
          | { readonly Bucket?: string | undefined; readonly Name?: string | undefined }
          | undefined;
      }
    | undefined;
}

/** What is asked of a session. */
export interface LivenessStandard {
  /** The bucket that the session's pictures must be in. */
  readonly imageBucket: string;
  /** What the key of the picture must begin with: the prefix of the member who began the session. */
  readonly memberPrefix: string;
  /** In percent. */
  readonly minimumConfidence: number;
}

/** Why a session shows nothing. The list is closed. */
export type LivenessFault =
  | "liveness-unfinished"
  | "liveness-failed"
  | "liveness-expired"
  | "liveness-not-shown"
  | "liveness-without-image"
  | "liveness-of-another"
  | "answer-unexpected";

const STATUS_FAULTS: ReadonlyMap<string, LivenessFault> = new Map([
  ["CREATED", "liveness-unfinished"],
  ["IN_PROGRESS", "liveness-unfinished"],
  ["FAILED", "liveness-failed"],
  ["EXPIRED", "liveness-expired"],
]);

/**
 * The key of the picture that a session took of a living face of this member; or why there is none.
 *
 * Rekognition knows nothing of members. A session is a member's because it was begun with an output prefix of theirs, which the
 * caller cannot choose: a picture below another's prefix is another's.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceLivenessSessionResults.html
 */
export function livenessPicture(
  { Status, Confidence, ReferenceImage }: LivenessResults,
  { imageBucket, memberPrefix, minimumConfidence }: LivenessStandard,
): { readonly key: string } | { readonly fault: LivenessFault } {
  if (Status !== "SUCCEEDED") return { fault: STATUS_FAULTS.get(String(Status)) ?? "answer-unexpected" };
  if (typeof Confidence !== "number" || !(Confidence >= 0 && Confidence <= 100))
    return { fault: "answer-unexpected" };
  if (Confidence < minimumConfidence) return { fault: "liveness-not-shown" };
  if (ReferenceImage === undefined || ReferenceImage === null) return { fault: "liveness-without-image" };
  const { Bucket, Name } = ReferenceImage.S3Object ?? {};
  // Without a place of its own a picture comes as bytes, and nothing says whose it is.
  if (typeof Name !== "string" || Bucket !== imageBucket) return { fault: "answer-unexpected" };
  return Name.startsWith(memberPrefix) ? { key: Name } : { fault: "liveness-of-another" };
}
