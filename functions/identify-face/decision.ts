import { type IndexedReference, readExternalImageId } from "../shared/external-image-id";

/** The fields of SearchFacesByImage's answer that decide. */
export interface Search {
  readonly FaceMatches?:
    | readonly {
        readonly Similarity?: number | undefined;
        readonly Face?: { readonly ExternalImageId?: string | undefined } | undefined;
      }[]
    | undefined;
}

/** Why nobody is named. The list is closed. */
export type ReviewReason =
  | "no-face-found"
  | "several-faces"
  | "several-members"
  | "reference-missing"
  | "reference-not-encrypted"
  | "reference-under-another-key"
  | "reference-unversioned"
  | "reference-superseded"
  | "image-unusable"
  | "answer-unexpected";

/** Whom the probe may show: one member, by the versions of their reference that were found; nobody; or it is for a person to say. */
export type Candidate =
  | { readonly memberId: string; readonly versions: ReadonlySet<string> }
  | "unknown"
  | ReviewReason;

/**
 * As many as Rekognition lists: a member has a vector for each picture that was replaced since the collection was last tidied, and
 * they must not hide another member behind them.
 */
export const MAX_MATCHES = 4096;

/**
 * Reads a search for the one face of a probe. Whatever matches must be of one member: two who look alike are for a person to tell
 * apart. A match that is not of our making, or under the threshold that was asked for, is an answer to another question.
 *
 * @param faces how many faces the probe holds
 */
export function candidateOf(
  faces: number | undefined,
  { FaceMatches: matches }: Search,
  similarityThreshold: number,
): Candidate {
  if (faces === undefined || !Array.isArray(matches)) return "answer-unexpected";
  if (faces === 0) return "no-face-found";
  if (faces > 1) return "several-faces";
  if (matches.length === 0) return "unknown";
  // There may be more than are listed.
  if (matches.length >= MAX_MATCHES) return "several-members";
  const references: IndexedReference[] = [];
  for (const match of matches as NonNullable<Search["FaceMatches"]>) {
    const reference = readExternalImageId(match?.Face?.ExternalImageId);
    if (reference === undefined || !reaches(match.Similarity, similarityThreshold))
      return "answer-unexpected";
    references.push(reference);
  }
  const members = new Set(references.map(({ memberId }) => memberId));
  const [memberId] = members;
  if (memberId === undefined || members.size > 1) return "several-members";
  return { memberId, versions: new Set(references.map(({ version }) => version)) };
}

const reaches = (similarity: unknown, threshold: number): boolean =>
  typeof similarity === "number" && similarity >= threshold && similarity <= 100;
