import {
  type AwsErrorFacts,
  OperatorError,
  type OperatorReason,
  TryAgainError,
  type TryAgainReason,
} from "./errors";

/** What the operator is to look at when AWS denies an operation. */
const DENIED = {
  HeadObject: "image-read-denied",
  CompareFaces: "compare-denied",
  DetectFaces: "detect-denied",
  PutObject: "image-write-denied",
  ListObjectVersions: "erase-denied",
  DeleteObjects: "erase-denied",
  ListFaces: "collection-denied",
  DeleteFaces: "collection-denied",
  IndexFaces: "collection-denied",
  SearchFacesByImage: "collection-denied",
  StartFaceSearch: "video-search-denied",
  GetFaceSearch: "video-search-denied",
  DescribeKey: "key-refused",
  CreateProjectVersion: "training-denied",
  DescribeProjects: "training-denied",
  DescribeProjectVersions: "training-denied",
  CreateFaceLivenessSession: "liveness-denied",
  GetFaceLivenessSessionResults: "liveness-denied",
} as const satisfies Record<string, OperatorReason>;

/** The AWS operations that the functions call. */
export type AwsOperation = keyof typeof DENIED;

const THROTTLED = new Set([
  "ThrottlingException",
  "Throttling",
  "ProvisionedThroughputExceededException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "SlowDown",
]);
const CREDENTIALS = new Set([
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);
/** KMS's own errors, which S3 hands on: `KMS.DisabledException` and the like. */
const KEY_REFUSED = /^KMS\./;
const UNREACHABLE = /^(ECONN\w+|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** Reads what is safe to log from whatever was thrown. */
export function factsOf(error: unknown): AwsErrorFacts {
  const thrown = asRecord(error);
  const metadata = asRecord(thrown.$metadata);
  return {
    errorName: word(thrown.name) ?? "Error",
    errorCode: word(thrown.code),
    httpStatus: number(metadata.httpStatusCode),
    awsRequestId: word(metadata.requestId),
    attempts: number(metadata.attempts),
  };
}

/**
 * Says whose move it is after a call to AWS has failed for good, its retries included.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/error-handling.html
 */
export function classify(error: unknown, operation: AwsOperation): TryAgainError | OperatorError {
  if (error instanceof TryAgainError || error instanceof OperatorError) return error;
  const facts = { operation, ...factsOf(error) };
  const tryAgain = (reason: TryAgainReason) => new TryAgainError(reason, facts);
  const operator = (reason: OperatorReason) => new OperatorError(reason, undefined, facts);
  const { errorName: name, errorCode: code = "", httpStatus: status = 0 } = facts;

  if (THROTTLED.has(name) || status === 429) return tryAgain("throttled");
  if (CREDENTIALS.has(name)) return operator("credentials-refused");
  if (TLS.test(code)) return operator("tls-refused");
  if (name === "TimeoutError" || UNREACHABLE.test(code)) return tryAgain("service-unavailable");
  if (name === "AccessDeniedException" || status === 403) return operator(DENIED[operation]);
  if (KEY_REFUSED.test(name)) return operator("key-refused");
  if (name === "InvalidS3ObjectException") return operator("image-unreadable");
  if (name === "NoSuchBucket" || (status >= 300 && status < 400)) return operator("bucket-misplaced");
  if (status >= 500) return tryAgain("service-unavailable");
  // An answer that is no error became one when the SDK read it: its JSON parser says `SyntaxError`, its XML parser only `Error`.
  if (name === "SyntaxError" || (status >= 200 && status < 300)) return tryAgain("answer-unreadable");
  return operator("unexpected");
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
const number = (value: unknown) => (typeof value === "number" ? value : undefined);
const word = (value: unknown) =>
  typeof value === "string" && /^[\w.:-]{1,80}$/.test(value) ? value : undefined;
