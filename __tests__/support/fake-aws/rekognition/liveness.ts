import { ServiceError } from "../service-error";
import { testImage } from "../test-image";
import type { FakeWorld } from "../world";

const LIFETIME_SECONDS = 180;

interface OutputConfig {
  readonly S3Bucket?: string;
  readonly S3KeyPrefix?: string;
}

interface SessionRequest {
  readonly ClientRequestToken?: string;
  readonly KmsKeyId?: string;
  readonly Settings?: { readonly OutputConfig?: OutputConfig; readonly AuditImagesLimit?: number };
}

/** A check that someone is there, from its beginning to its result. */
export interface LivenessSession {
  readonly request: SessionRequest;
  readonly startedAt: number;
  status: "CREATED" | "SUCCEEDED" | "FAILED";
  confidence: number | undefined;
  images: readonly object[];
}

/** @throws {ServiceError} `InvalidParameterException`: a bucket that is not the account's, a key of no use, too many images. */
export function createFaceLivenessSession(world: FakeWorld, request: SessionRequest): object {
  const { ClientRequestToken: token, KmsKeyId, Settings } = request;
  const { AuditImagesLimit = 0, OutputConfig } = Settings ?? {};
  if (token !== undefined && !/^[a-zA-Z0-9_-]{1,64}$/.test(token))
    throw new ServiceError("InvalidParameterException");
  if (!(AuditImagesLimit >= 0 && AuditImagesLimit <= 4)) throw new ServiceError("InvalidParameterException");
  const begun = [...world.livenessSessions].find(
    ([, { request }]) => token !== undefined && request.ClientRequestToken === token,
  );
  if (begun !== undefined) return { SessionId: begun[0] };
  if (KmsKeyId !== undefined) useKey(world, KmsKeyId);
  if (OutputConfig !== undefined) outputBucket(world, OutputConfig);
  const SessionId = world.nextUuid();
  world.livenessSessions.set(SessionId, {
    request,
    startedAt: world.epochSeconds(),
    status: "CREATED",
    confidence: undefined,
    images: [],
  });
  return { SessionId };
}

/** What became of a check. */
export interface LivenessOutcome {
  /** @default "SUCCEEDED" */
  readonly status?: "SUCCEEDED" | "FAILED";
  /** 0 to 100. @default 99 */
  readonly confidence?: number;
  /** Who stood before the camera. @default - nobody, and there is no reference image */
  readonly faces?: readonly string[];
}

/** Plays the part of the person before the camera: the session has its result, and its images are where they were to go. */
export function finishLiveness(world: FakeWorld, sessionId: string, outcome: LivenessOutcome = {}): void {
  const session = sessionOf(world, sessionId);
  const { status = "SUCCEEDED", confidence = 99, faces } = outcome;
  session.status = status;
  session.confidence = confidence;
  if (faces === undefined) return;
  const { OutputConfig, AuditImagesLimit = 0 } = session.request.Settings ?? {};
  const names = ["reference", ...Array.from({ length: AuditImagesLimit }, (_, index) => `audit-${index}`)];
  const bytes = testImage({ faces });
  session.images = names.map((name) => {
    if (OutputConfig === undefined) return { Bytes: bytes.toString("base64") };
    const prefix = (OutputConfig.S3KeyPrefix ?? "").replace(/([^/])$/, "$1/");
    const Name = `${prefix}${sessionId}/${name}.jpg`;
    outputBucket(world, OutputConfig).put(Name, bytes, { contentType: "image/jpeg" });
    return { S3Object: { Bucket: OutputConfig.S3Bucket, Name } };
  });
}

/** GetFaceLivenessSessionResults. After three minutes a session has expired, and its images are not to be had here any more. */
export function getFaceLivenessSessionResults(
  world: FakeWorld,
  input: { readonly SessionId?: string },
): object {
  const SessionId = input.SessionId ?? "";
  const { request, startedAt, status, confidence: Confidence, images } = sessionOf(world, SessionId);
  if (request.KmsKeyId !== undefined) useKey(world, request.KmsKeyId);
  if (world.epochSeconds() - startedAt > LIFETIME_SECONDS) return { SessionId, Status: "EXPIRED" };
  const face = { BoundingBox: { Width: 0.4, Height: 0.5, Left: 0.3, Top: 0.2 } };
  const [ReferenceImage, ...AuditImages] = images.map((image) => ({ ...image, ...face }));
  return {
    SessionId,
    Status: status,
    ...(status === "CREATED" ? {} : { Confidence, AuditImages }),
    ...(ReferenceImage === undefined ? {} : { ReferenceImage }),
    Challenge: { Type: "FaceMovementAndLightChallenge", Version: "2.0.0" },
  };
}

function sessionOf(world: FakeWorld, sessionId: string): LivenessSession {
  const session = world.livenessSessions.get(sessionId);
  if (session === undefined) throw new ServiceError("SessionNotFoundException");
  return session;
}

function outputBucket(world: FakeWorld, { S3Bucket = "", S3KeyPrefix = "" }: OutputConfig) {
  const bucket = world.buckets.get(S3Bucket);
  if (bucket?.owner !== world.accountId) throw new ServiceError("InvalidParameterException");
  world.permit("s3:PutObject", `arn:aws:s3:::${S3Bucket}/${S3KeyPrefix}`, "AccessDeniedException", 400);
  return bucket;
}

function useKey(world: FakeWorld, key: string): void {
  for (const action of ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"])
    world.permit(action, world.keyArn(key), "AccessDeniedException", 400);
}
