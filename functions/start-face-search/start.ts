import { createHash } from "node:crypto";
import { StartFaceSearchCommand } from "@aws-sdk/client-rekognition";
import { describeImage } from "../shared/describe-image";
import { OperatorError, TryAgainError } from "../shared/errors";
import { FACE_SEARCH_JOB_TAG } from "../shared/face-search";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { faultOf, type StoredImageFault } from "../shared/stored-image";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";

/** What became of a request to search a video. */
export type StartedSearch =
  /** Rekognition searches the video. The result will be kept under the job's id. */
  | { readonly outcome: "started"; readonly jobId: string }
  /** The video is not searched. */
  | { readonly outcome: "rejected"; readonly reason: VideoFault };

/** Why a video is not searched. The list is closed. */
export type VideoFault = `video-${StoredImageFault}` | "video-unusable";

type Answer = { readonly JobId?: string | undefined } | "unusable" | "busy" | "refused" | "no-collection";

const ANSWERS: ReadonlyMap<string, Exclude<Answer, object>> = new Map([
  ["VideoTooLargeException", "unusable"],
  ["LimitExceededException", "busy"],
  ["InvalidParameterException", "refused"],
  ["ResourceNotFoundException", "no-collection"],
] as const);

/**
 * Has Rekognition look for members' faces in a video, which must stand in our bucket under our key. The version that was looked at
 * is the version that is searched.
 *
 * Rekognition copies videos as it does images: the AI services opt-out policy covers both, nothing here does.
 *
 * @throws {TryAgainError} When AWS is throttling, failing or silent, searches as many videos as it may at once, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StartFaceSearch.html
 */
export async function start(
  request: CheckedRequest,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<StartedSearch> {
  const { videoKey } = request;
  const video = await describeImage(videoKey, settings, clients, invocation);
  if (video === "missing") return rejected("video-missing");
  const fault = faultOf(video, settings.imageKeyArn);
  if (fault !== undefined) return rejected(`video-${fault}`);

  const search = {
    Video: { S3Object: { Bucket: settings.imageBucket, Name: videoKey, Version: video.VersionId } },
    CollectionId: settings.collectionId,
    FaceMatchThreshold: settings.similarityThreshold,
    NotificationChannel: {
      SNSTopicArn: settings.notificationTopicArn,
      RoleArn: settings.notificationRoleArn,
    },
    JobTag: FACE_SEARCH_JOB_TAG,
  };
  const command = new StartFaceSearchCommand({
    ...search,
    ClientRequestToken: clientRequestToken(search, request.requestToken),
  });
  const answer = await invocation.call<Answer, Exclude<Answer, object>>(
    "StartFaceSearch",
    (abortSignal) => clients.rekognition.send(command, { abortSignal }),
    ({ errorName }) => ANSWERS.get(errorName),
  );
  if (answer === "unusable") return rejected("video-unusable");
  if (answer === "busy") throw new TryAgainError("throttled");
  if (answer === "refused") throw new OperatorError("video-search-refused");
  if (answer === "no-collection") throw new OperatorError("collection-missing");
  if (typeof answer.JobId !== "string" || answer.JobId === "") throw new OperatorError("unexpected");
  return { outcome: "started", jobId: answer.JobId };
}

const rejected = (reason: VideoFault): StartedSearch => ({ outcome: "rejected", reason });

/** 64 characters, of everything that is asked for: the same search is begun once, and a token never stands for another search. */
const clientRequestToken = (search: object, requestToken = ""): string =>
  createHash("sha256")
    .update(JSON.stringify([search, requestToken]))
    .digest("hex");
