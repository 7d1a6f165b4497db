/**
 * Whose move it is when a function gives no verdict. The three lists are closed: callers and alarms may rely on every reason.
 * No message holds what a request said or what AWS answered: Lambda logs a thrown error's message, stack and fields.
 */

/** The caller's fault: the same request is refused again. Nothing was sent to AWS, but for `probe-not-found`. */
export type RefusalReason =
  | "request-malformed"
  | "member-id-malformed"
  | "probe-key-malformed"
  | "probe-not-base64"
  | "probe-too-large"
  | "probe-not-jpeg-or-png"
  | "probe-not-found";

/** Nobody's fault: the same request may succeed in a moment. */
export type TryAgainReason = "throttled" | "service-unavailable" | "answer-unreadable" | "deadline-passed";

const REMEDIES = {
  "settings-invalid": "Correct the function's environment variables.",
  "insecure-endpoint":
    "An AWS endpoint is set to plain HTTP; nothing was sent. Remove it (see AWS_ENDPOINT_URL and AWS_IGNORE_CONFIGURED_ENDPOINT_URLS).",
  "tls-refused":
    "The endpoint's certificate or TLS version was not accepted. Look for a proxy, and at the endpoint's private DNS.",
  "credentials-refused": "AWS did not accept the function's credentials. Look at its role.",
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
