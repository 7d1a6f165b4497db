/**
 * Whose move it is when a function gives no verdict. The three lists are closed: callers and alarms may rely on every reason.
 * No message holds what a request said or what AWS answered: Lambda logs a thrown error's message, stack and fields.
 */

/** The caller's fault: the same request is refused again. Nothing was sent to AWS, but for `…-not-found`, `…-unknown` and `liveness-…`. */
export type RefusalReason =
  | "request-malformed"
  | "request-too-large"
  | "member-id-malformed"
  | "version-malformed"
  | "probe-key-malformed"
  | "video-key-malformed"
  | "version-name-malformed"
  | "manifest-key-malformed"
  | "manifest-not-found"
  | "version-unknown"
  | "probe-not-found"
  | "liveness-not-offered"
  | "liveness-session-malformed"
  | "liveness-session-unknown"
  | "image-not-base64"
  | "image-too-large"
  | "image-not-jpeg-or-png"
  | "image-malformed"
  | "image-dimensions-out-of-range"
  | "request-token-malformed"
  | "resume-token-malformed";

/** Nobody's fault: the same request may succeed in a moment. */
export type TryAgainReason =
  | "throttled"
  | "service-unavailable"
  | "answer-unreadable"
  | "deadline-passed"
  /** Somebody else changed the same image at the same time. */
  | "changed-meanwhile"
  /** Rekognition told that it is done with a video, and then that it is not. */
  | "search-unfinished"
  /** The account trains as many models as it may at a time. Wait for one to end. */
  | "training-limit";

const REMEDIES = {
  "settings-invalid": "Correct the function's environment variables.",
  "insecure-endpoint":
    "An AWS endpoint is set to plain HTTP; nothing was sent. Remove it (see AWS_ENDPOINT_URL and AWS_IGNORE_CONFIGURED_ENDPOINT_URLS).",
  "tls-refused":
    "The endpoint's certificate or TLS version was not accepted. Look for a proxy, and at the endpoint's private DNS.",
  "credentials-refused": "AWS did not accept the function's credentials. Look at its role.",
  "detect-denied":
    "Rekognition refused the call. Look at rekognition:DetectFaces on the role, at the endpoint policy and at service control policies.",
  "image-write-denied":
    "S3 refused to write an image. Look at s3:PutObject and kms:GenerateDataKey on the role, at the bucket's policy and owner, and at the state and policy of the key.",
  "image-kept-otherwise":
    "S3 kept an image otherwise than it was asked to: not under the key, or without a version. Look at the bucket's versioning and encryption, then erase the member and enrol again.",
  "erase-denied":
    "S3 refused to list or delete versions of an image. Look at s3:ListBucketVersions, s3:DeleteObject and s3:DeleteObjectVersion on the role, and at the bucket's owner, policy and object lock.",
  "collection-denied":
    "Rekognition refused the call. Look at the role's actions on the collection's ARN, at the endpoint policy and at service control policies.",
  "faces-kept":
    "Rekognition did not delete faces of a collection. Look whether they belong to a user of the collection: DisassociateFaces first.",
  "collection-missing": "Rekognition knows no such collection in this Region. Look at COLLECTION_ID.",
  "liveness-refused":
    "Rekognition took the settings of a liveness session for invalid. Look whether bucket and key are in the function's Region and account.",
  "liveness-denied":
    "Rekognition refused the call. Look at the Face Liveness actions and at kms:DescribeKey, kms:GenerateDataKey and kms:Decrypt on the role, and whether the Region offers Face Liveness.",
  "video-search-denied":
    "Rekognition refused the call. Look at rekognition:StartFaceSearch on the collection's ARN, rekognition:GetFaceSearch and iam:PassRole on the role, at the endpoint policy and at service control policies.",
  "video-search-refused":
    "Rekognition took the search of a video for invalid. Look whether NOTIFICATION_ROLE_ARN trusts rekognition.amazonaws.com and may publish to NOTIFICATION_TOPIC_ARN, and whether both are of the function's account and Region.",
  "video-search-unknown":
    "Rekognition does not know a search that it told of. It keeps results for 7 days: search the video again.",
  "notification-malformed":
    "A message is no notification of Rekognition. Look who may publish to the topic and send to the queue.",
  "result-kept-otherwise":
    "S3 kept a result otherwise than it was asked to: not under the key, or without a version. Look at the bucket's versioning and encryption.",
  "training-denied":
    "Rekognition refused the call. Look at rekognition:DescribeProjects, at rekognition:CreateProjectVersion and rekognition:DescribeProjectVersions on the project's ARN, at kms:CreateGrant, kms:DescribeKey, kms:GenerateDataKey and kms:Decrypt on the role and in the key's policy, at the role's actions on both buckets, at the endpoint policy and at service control policies.",
  "training-refused":
    "Rekognition took a training for invalid. Look whether both buckets are in the function's Region, and whether the project has datasets of its own: the console makes them, and then takes no more manifests.",
  "project-missing":
    "Rekognition knows no such project of the account in this Region. Look at PROJECT_NAME and IMAGE_BUCKET_OWNER.",
  "version-trained-otherwise":
    "A version of the project was trained under another key, or into another bucket, than this function's. Look who trained it, and delete it.",
  "manifest-unreadable":
    "S3 refused to describe a manifest. Look at s3:GetObject and s3:ListBucket on the role, at the training bucket's owner, policy and Region, and at the key's policy.",
  "manifest-kept-otherwise":
    "A manifest is not kept under the key, or has no version. Look at the training bucket's encryption and versioning, then upload it again.",
  "key-unfit": "The key is not one to train under. Look at TRAINING_KEY_ARN.",
  "key-refused":
    "KMS did not let the key be used. Look at the state of the key, its policy, and the role's kms actions on it.",
  "image-read-denied":
    "S3 refused to describe an image. Look at s3:GetObject on the role for the prefix, at the bucket's owner and policy, and whether the image exists: without s3:ListBucket S3 answers the same for a missing one.",
  "compare-denied":
    "Rekognition refused the call. Look at rekognition:CompareFaces on the role, at the endpoint policy and at service control policies.",
  "image-unreadable":
    "Rekognition could not read an image that S3 describes. Look at s3:GetObjectVersion and kms:Decrypt on the role, at the state of the key, and that bucket and function share a Region.",
  "bucket-misplaced": "S3 knows the bucket in another Region, or not at all. Look at IMAGE_BUCKET.",
  unexpected: "An error of a kind this function does not know. Look at its log.",
} as const;

/** The operator's fault: nothing changes until a setting, a permission or a key does. */
export type OperatorReason = keyof typeof REMEDIES;

/** The request is not one that this function can serve. Returned to the caller, never thrown out of a handler. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  constructor(readonly reason: RefusalReason) {
    super(reason);
  }
}

/** What a failed call to AWS lets itself be known by. Nothing in it comes from a request, so it may be logged. */
export interface AwsErrorFacts {
  readonly operation?: string;
  /** The service's or Node's name for the error; `Error` where it has none that may be logged. */
  readonly errorName: string;
  /** Node's code, for example `ECONNRESET`. */
  readonly errorCode?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** AWS's id of the request, to be quoted to its support. */
  readonly awsRequestId?: string | undefined;
  readonly attempts?: number | undefined;
}

/** Call again, after a pause. */
export class TryAgainError extends Error {
  override readonly name = "TryAgainError";
  constructor(
    readonly reason: TryAgainReason,
    readonly facts?: AwsErrorFacts,
  ) {
    super(`${reason}: Try again.`);
  }
}

/** Calling again will not help: the message says where to look. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
  /** @param detail Said after the remedy. Must hold no part of a request or an answer. */
  constructor(
    readonly reason: OperatorReason,
    detail?: string,
    readonly facts?: AwsErrorFacts,
  ) {
    super(`${reason}: ${REMEDIES[reason]}${detail === undefined ? "" : ` ${detail}`}`);
  }
}
