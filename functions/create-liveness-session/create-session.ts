import { createHash, randomUUID } from "node:crypto";
import { CreateFaceLivenessSessionCommand, type RekognitionClient } from "@aws-sdk/client-rekognition";
import { OperatorError } from "../shared/errors";
import type { Invocation } from "../shared/invocation";
import { livenessMemberPrefix } from "../shared/keys";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";

/** A session that a client may now run. */
export interface LivenessSession {
  /** For the client's Face Liveness component; it may be used once. */
  readonly sessionId: string;
  /** How long the session lives, in seconds. */
  readonly expiresInSeconds: number;
}

/** @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateFaceLivenessSession.html */
const LIFETIME_SECONDS = 180;

/**
 * Begins a Face Liveness session of a member. Its data are encrypted with our key, and its pictures go below a prefix of the
 * member's own: that is what binds the session to them, for Rekognition knows of no member.
 *
 * @throws {TryAgainError} When Rekognition is throttling, failing or silent, or time is out.
 * @throws {OperatorError} `liveness-denied`, `liveness-refused`, or when a key, an endpoint or a setting is at fault.
 */
export async function createSession(
  { memberId, requestToken }: CheckedRequest,
  settings: Settings,
  rekognition: RekognitionClient,
  invocation: Invocation,
): Promise<LivenessSession> {
  const command = new CreateFaceLivenessSessionCommand({
    KmsKeyId: settings.imageKeyArn,
    ClientRequestToken: clientRequestToken(memberId, requestToken),
    Settings: {
      OutputConfig: {
        S3Bucket: settings.imageBucket,
        S3KeyPrefix: livenessMemberPrefix(settings.livenessPrefix, memberId),
      },
      AuditImagesLimit: settings.auditImages,
      ChallengePreferences: [{ Type: settings.challenge }],
    },
  });
  const answer = await invocation.call(
    "CreateFaceLivenessSession",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => (errorName === "InvalidParameterException" ? "refused" : undefined),
  );
  if (answer === "refused") throw new OperatorError("liveness-refused");
  if (typeof answer.SessionId !== "string" || answer.SessionId === "") throw new OperatorError("unexpected");
  return { sessionId: answer.SessionId, expiresInSeconds: LIFETIME_SECONDS };
}

/** 64 characters. With the member in it, nobody gets another's session by sending their token. */
const clientRequestToken = (memberId: string, requestToken: string | undefined): string =>
  requestToken === undefined
    ? randomUUID()
    : createHash("sha256").update(`${memberId} ${requestToken}`).digest("hex");
