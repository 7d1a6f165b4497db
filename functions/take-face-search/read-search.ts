import { GetFaceSearchCommand, type GetFaceSearchCommandOutput } from "@aws-sdk/client-rekognition";
import { OperatorError, TryAgainError } from "../shared/errors";
import { FACE_SEARCH_JOB_TAG } from "../shared/face-search";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { type SearchResult, Sightings } from "./search-result";
import type { Settings } from "./settings";

/** The most entries of a page. */
const PAGE_SIZE = 1000;

/**
 * Asks Rekognition what came of a search, page by page.
 *
 * @returns `foreign` for a search that `start-face-search` did not begin, or of another bucket.
 * @throws {TryAgainError} When Rekognition is throttling, failing or silent, is not done, or time is out.
 * @throws {OperatorError} `video-search-denied`, `video-search-unknown`, or `unexpected`.
 */
export async function readSearch(
  jobId: string,
  settings: Settings,
  clients: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
): Promise<SearchResult | "foreign"> {
  const sightings = new Sightings(settings.similarityThreshold);
  let page = await readPage(jobId, undefined, clients, invocation);
  const video = videoOf(page, settings);
  if (video === "foreign") return video;
  const search = { version: 1, jobId, video } as const;
  if (page.JobStatus === "FAILED") return { ...search, outcome: "failed" };
  if (page.JobStatus === "IN_PROGRESS") throw new TryAgainError("search-unfinished");
  sightings.add(page);
  while (page.NextToken) {
    page = await readPage(jobId, page.NextToken, clients, invocation);
    sightings.add(page);
  }
  const { similarityThreshold } = settings;
  return { ...search, outcome: "completed", similarityThreshold, seen: sightings.list() };
}

function videoOf(
  { JobTag, Video }: GetFaceSearchCommandOutput,
  { imageBucket }: Settings,
): SearchResult["video"] | "foreign" {
  if (JobTag !== FACE_SEARCH_JOB_TAG) return "foreign";
  const { Bucket, Name, Version } = Video?.S3Object ?? {};
  if (Bucket === undefined || Name === undefined) throw new OperatorError("unexpected");
  return Bucket === imageBucket ? { key: Name, version: Version } : "foreign";
}

async function readPage(
  jobId: string,
  token: string | undefined,
  { rekognition }: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
): Promise<GetFaceSearchCommandOutput> {
  const command = new GetFaceSearchCommand({ JobId: jobId, NextToken: token, MaxResults: PAGE_SIZE });
  const page = await invocation.call(
    "GetFaceSearch",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => (errorName === "ResourceNotFoundException" ? "unknown" : undefined),
  );
  if (page === "unknown") throw new OperatorError("video-search-unknown");
  return page;
}
