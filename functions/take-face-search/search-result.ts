import { OperatorError } from "../shared/errors";

/** What is kept of a search. No score, no box, no face that is not in the collection. */
export type SearchResult = {
  readonly version: 1;
  readonly jobId: string;
  readonly video: { readonly key: string; readonly version: string | undefined };
} & (
  | {
      readonly outcome: "completed";
      /** In percent: whoever was seen matched so well at least. */
      readonly similarityThreshold: number;
      /** In the order of their ids; empty where nobody of the collection was seen. */
      readonly seen: readonly Sighting[];
    }
  /** Rekognition could not search the video: it says nothing about who is in it. */
  | { readonly outcome: "failed" }
);

/** Somebody of the collection who was seen in a video. */
export interface Sighting {
  /** What the face was indexed with. */
  readonly externalImageId: string;
  /** Milliseconds from the video's beginning. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The fields of a page of GetFaceSearch that decide. */
export interface SearchPage {
  readonly JobStatus?: string | undefined;
  readonly Persons?: readonly PersonMatch[] | undefined;
}

interface PersonMatch {
  readonly Timestamp?: number | undefined;
  readonly FaceMatches?:
    | readonly {
        readonly Similarity?: number | undefined;
        readonly Face?: { readonly ExternalImageId?: string | undefined } | undefined;
      }[]
    | undefined;
}

/** Who was seen, gathered page by page: memory grows with the people, not with the length of the video. */
export class Sightings {
  readonly #seen = new Map<string, Sighting>();

  constructor(private readonly similarityThreshold: number) {}

  /**
   * Adds a page. A match under the threshold, or of a face that was indexed without an id, names nobody.
   *
   * @throws {OperatorError} `unexpected` for a page that says it otherwise than Rekognition does: half an answer is none.
   */
  add({ JobStatus: status, Persons: persons }: SearchPage): void {
    if (status !== "SUCCEEDED" || !Array.isArray(persons)) throw new OperatorError("unexpected");
    for (const { Timestamp: at, FaceMatches: matches } of persons as readonly PersonMatch[]) {
      for (const { Similarity: similarity, Face: face } of matches ?? []) {
        if (!isWithin(similarity, 100) || !isWithin(at, Number.MAX_SAFE_INTEGER))
          throw new OperatorError("unexpected");
        const id = face?.ExternalImageId;
        if (id !== undefined && similarity >= this.similarityThreshold) this.#addOne(id, at);
      }
    }
  }

  list(): readonly Sighting[] {
    return [...this.#seen.values()].sort((one, other) =>
      one.externalImageId < other.externalImageId ? -1 : 1,
    );
  }

  #addOne(externalImageId: string, at: number): void {
    const { firstMs = at, lastMs = at } = this.#seen.get(externalImageId) ?? {};
    this.#seen.set(externalImageId, {
      externalImageId,
      firstMs: Math.min(firstMs, at),
      lastMs: Math.max(lastMs, at),
    });
  }
}

const isWithin = (value: unknown, highest: number): value is number =>
  typeof value === "number" && value >= 0 && value <= highest;
