import { pageOf } from "../pages";
import { ServiceError } from "../service-error";
import { seeVideo } from "../test-image";
import type { FakeWorld } from "../world";
import { collectionOf } from "./collection";
import { matchesOf } from "./collection-faces";
import { readObject, type WireS3Object } from "./images";

interface SearchRequest {
  readonly Video?: { readonly S3Object?: WireS3Object };
  readonly CollectionId?: string;
  readonly FaceMatchThreshold?: number;
  readonly ClientRequestToken?: string;
  readonly JobTag?: string;
}

/** A search for faces in a stored video. */
export interface FaceSearch {
  readonly request: SearchRequest;
  status: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
}

/** @throws {ServiceError} `InvalidS3ObjectException`, `ResourceNotFoundException`. */
export function startFaceSearch(world: FakeWorld, request: SearchRequest): object {
  const { ClientRequestToken: token } = request;
  const begun = [...world.faceSearches].find(
    ([, search]) => token !== undefined && search.request.ClientRequestToken === token,
  );
  if (begun !== undefined) return { JobId: begun[0] };
  collectionOf(world, request);
  readObject(world, request.Video?.S3Object ?? {});
  const JobId = world.nextUuid().replaceAll("-", "").padEnd(64, "0");
  world.faceSearches.set(JobId, { request, status: "IN_PROGRESS" });
  return { JobId };
}

/** Ends a search. What it found is read off the video when it is asked for; the topic it was to tell is not told. */
export function finishFaceSearch(
  world: FakeWorld,
  jobId: string,
  status: "SUCCEEDED" | "FAILED" = "SUCCEEDED",
): void {
  searchOf(world, jobId).status = status;
}

export function getFaceSearch(
  world: FakeWorld,
  input: { readonly JobId?: string; readonly MaxResults?: number; readonly NextToken?: string },
): object {
  const { JobId = "", MaxResults = 1000, NextToken } = input;
  const { request, status } = searchOf(world, JobId);
  const said = {
    JobId,
    JobStatus: status,
    Video: request.Video,
    ...(request.JobTag && { JobTag: request.JobTag }),
  };
  if (status === "IN_PROGRESS") return said;
  const faces = seeVideo(readObject(world, request.Video?.S3Object ?? {}));
  if (status === "FAILED" || faces === undefined)
    return { ...said, JobStatus: "FAILED", StatusMessage: "The video could not be read." };
  const persons = faces.map((mark, place) => ({ mark, place }));
  const { items, ...next } = pageOf(persons, Math.min(MaxResults, world.maxPageSize), NextToken);
  const collection = collectionOf(world, request);
  const Persons = items.map(({ mark, place }) => ({
    Timestamp: place * 1000,
    Person: { Index: place },
    FaceMatches: matchesOf(collection, mark, request.FaceMatchThreshold),
  }));
  return {
    ...said,
    VideoMetadata: {
      Codec: "h264",
      DurationMillis: faces.length * 1000,
      Format: "QuickTime / MOV",
      FrameRate: 25,
    },
    Persons,
    ...next,
  };
}

function searchOf(world: FakeWorld, jobId: string): FaceSearch {
  const search = world.faceSearches.get(jobId);
  if (search === undefined) throw new ServiceError("ResourceNotFoundException");
  return search;
}
