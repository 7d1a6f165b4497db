import {
  type Answer,
  FAULTS,
  type Fault,
  headError,
  jsonError,
  OPERATIONS,
  type Operation,
  TLS_FACES,
  type TlsFace,
} from "../../support/fake-aws";

/** One way in which a call can fail. */
export interface MatrixFault {
  /** For the test's name. */
  readonly fault: string;
  /** What is answered in place of the world. @default - the world's answer */
  readonly answer?: Answer;
  /** The server that the call meets. @default "good" */
  readonly face?: TlsFace;
  /** Whether nothing comes back, so that only the deadline ends it. @default false */
  readonly isSilent?: boolean;
  /** What a function throws, unless it makes something of it. */
  readonly usually: Thrown;
}

/** What an error of a function lets be seen. */
export interface Thrown {
  readonly name: "TryAgainError" | "OperatorError";
  readonly reason: string;
}

/** What is to be said of an operation that AWS denies. */
export type DeniedReason = string;

const tryAgain = (reason: string): Thrown => ({ name: "TryAgainError", reason });
const operator = (reason: string): Thrown => ({ name: "OperatorError", reason });
const unavailable = tryAgain("service-unavailable");
const late = tryAgain("deadline-passed");
const unexpected = operator("unexpected");

/** Rekognition's errors, as its developer guide lists them, and two that it does not. */
const rekognitionErrors = (denied: DeniedReason): readonly MatrixFault[] =>
  (
    [
      ["AccessDeniedException", 400, operator(denied)],
      ["InvalidParameterException", 400, unexpected],
      ["InvalidS3ObjectException", 400, operator("image-unreadable")],
      ["ImageTooLargeException", 400, unexpected],
      ["InvalidImageFormatException", 400, unexpected],
      ["ProvisionedThroughputExceededException", 400, tryAgain("throttled")],
      ["ThrottlingException", 400, tryAgain("throttled")],
      ["ThrottlingException", 500, tryAgain("throttled")],
      ["InternalServerError", 500, unavailable],
      ["UnrecognizedClientException", 400, operator("credentials-refused")],
      ["NeverHeardOfException", 400, unexpected],
    ] as const
  ).map(([type, status, usually]) => ({
    fault: `${type} (${status})`,
    answer: jsonError(type, status),
    usually,
  }));

/** S3's errors by their status alone, as an answer to HEAD has nothing else. */
const s3Errors = (denied: DeniedReason): readonly MatrixFault[] =>
  (
    [
      [301, operator("bucket-misplaced")],
      [400, unexpected],
      [403, operator(denied)],
      [404, unexpected],
      [405, unexpected],
      [409, unexpected],
      [412, unexpected],
      [429, tryAgain("throttled")],
      [500, unavailable],
      [503, unavailable],
    ] as const
  ).map(([status, usually]) => ({ fault: `status ${status}`, answer: headError(status), usually }));

const isOfS3 = (operation: Operation) => OPERATIONS.s3.some((name) => name === operation);

/** What comes of a fault where the service would answer. A HEAD has no body: nothing says `SlowDown`, and nothing can be unreadable. */
function afterFault(fault: Fault, operation: Operation): Thrown {
  switch (fault) {
    case "throttling":
    case "slow-down":
      return operation === "HeadObject" ? unavailable : tryAgain("throttled");
    case "internal-error":
    case "reset":
    case "reset-after-applying":
      return unavailable;
    case "hang":
    case "slow-body":
      return late;
    case "html":
    case "cut-short":
      return tryAgain("answer-unreadable");
  }
}

/**
 * All the faults of a call: the service's errors, the network's faults, and servers whose TLS is not to be trusted.
 *
 * @param denied the reason that names the operation's permission
 */
export const faultsOf = (operation: Operation, denied: DeniedReason): readonly MatrixFault[] => [
  ...(isOfS3(operation) ? s3Errors(denied) : rekognitionErrors(denied)),
  ...FAULTS.map((fault) => ({
    fault,
    answer: fault,
    isSilent: fault === "hang" || fault === "slow-body",
    usually: afterFault(fault, operation),
  })),
  ...TLS_FACES.filter((face) => face !== "good").map((face) => ({
    fault: `a server that is ${face}`,
    face,
    isSilent: face === "half-open",
    usually: face === "half-open" ? late : operator("tls-refused"),
  })),
];
