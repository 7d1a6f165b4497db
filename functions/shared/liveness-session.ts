import { GetFaceLivenessSessionResultsCommand } from "@aws-sdk/client-rekognition";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { ImageSettings, LivenessSettings } from "./environment";
import { OperatorError, RequestRefused } from "./errors";
import type { ImageClients } from "./image-clients";
import type { Invocation } from "./invocation";
import { livenessMemberPrefix } from "./keys";
import { type LivenessFault, livenessPicture } from "./liveness-results";
import { faultOf } from "./stored-image";

/** The id of a session, as Rekognition makes them. */
export const LIVENESS_SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The bucket of face images, and what is asked of sessions. */
export interface LivenessBucket extends ImageSettings {
  readonly liveness: LivenessSettings;
}

/** A session that a member began. */
export interface LivenessSession {
  readonly sessionId: string;
  readonly memberId: string;
}

/**
 * Finds the picture that a session took of a living face.
 *
 * @throws {RequestRefused} `liveness-session-unknown`: a session's results are there for three minutes.
 */
export async function findLivenessPicture(
  { sessionId, memberId }: LivenessSession,
  settings: LivenessBucket,
  { rekognition }: ImageClients,
  invocation: Invocation,
): Promise<{ readonly key: string } | { readonly fault: LivenessFault }> {
  const command = new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId });
  const results = await invocation.call(
    "GetFaceLivenessSessionResults",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => (errorName === "SessionNotFoundException" ? "unknown" : undefined),
  );
  if (results === "unknown") throw new RequestRefused("liveness-session-unknown");
  return livenessPicture(results, {
    imageBucket: settings.imageBucket,
    memberPrefix: livenessMemberPrefix(settings.liveness.prefix, memberId),
    minimumConfidence: settings.liveness.minimumConfidence,
  });
}

/**
 * Uses a session up: of all that ask at once, S3 lets one write the mark. An answer that is lost on the way counts as used, so the
 * member has to begin another session then.
 *
 * @returns False where it was used up before.
 * @throws {OperatorError} `image-kept-otherwise` where nothing says that S3 kept the mark as it was asked to: then it may be gone.
 */
export async function useUp(
  { sessionId, memberId }: LivenessSession,
  settings: LivenessBucket,
  { s3 }: ImageClients,
  invocation: Invocation,
): Promise<boolean> {
  const command = new PutObjectCommand({
    Bucket: settings.imageBucket,
    Key: `${livenessMemberPrefix(settings.liveness.prefix, memberId)}${sessionId}/used`,
    ExpectedBucketOwner: settings.imageBucketOwner,
    IfNoneMatch: "*",
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: settings.imageKeyArn,
    // Without a body the SDK sends no length, which S3 refuses.
    Body: "used",
  });
  const written = await invocation.call(
    "PutObject",
    (abortSignal) => s3.send(command, { abortSignal }),
    // 409: another is writing it this moment.
    ({ httpStatus }) => (httpStatus === 412 || httpStatus === 409 ? "used" : undefined),
  );
  if (written === "used") return false;
  if (faultOf(written, settings.imageKeyArn) !== undefined) throw new OperatorError("image-kept-otherwise");
  return true;
}
