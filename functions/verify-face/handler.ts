import { factsOf } from "../shared/aws-errors";
import { Deadline, type InvocationContext } from "../shared/deadline";
import { OperatorError, type RefusalReason, RequestRefused, TryAgainError } from "../shared/errors";
import { type LogFields, type LogSink, log, toStandardOutput } from "../shared/log";
import type { Verdict } from "./decision";
import { checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";
import { type Clients, createClients, verify } from "./verify";

/**
 * What a caller gets: a verdict, or word that the request is at fault. Only `decision: "approved"` opens anything.
 *
 * There is no score, no box and no image in it: a score is a guide for whoever wants to look like someone else.
 */
export type VerifyFaceAnswer = (
  | Verdict
  | { readonly error: "request-refused"; readonly reason: RefusalReason }
) & {
  /** Lambda's id of the invocation, which the function's log goes by. */
  readonly requestId: string;
};

/** A Lambda handler; the event is whatever the caller sent. */
export type VerifyFaceHandler = (event: unknown, context: InvocationContext) => Promise<VerifyFaceAnswer>;

/** What the handler works with from one invocation to the next. */
export interface VerifyFaceParts {
  readonly settings: Settings;
  readonly clients: Clients;
  /** @default - standard output */
  readonly logSink?: LogSink;
}

/**
 * Makes the handler of its parts.
 *
 * A refused request is an answer, for a caller must not be able to ring the operator's alarms. {@link TryAgainError} and
 * {@link OperatorError} are thrown: Lambda counts them as errors of the function, and gives the caller `errorType` and
 * `errorMessage`. Anything else that goes wrong is an `OperatorError` too.
 */
export function createHandler({
  settings,
  clients,
  logSink = toStandardOutput,
}: VerifyFaceParts): VerifyFaceHandler {
  return async (event, context) => {
    const requestId = context.awsRequestId;
    const started = performance.now();
    const told = (fields: { readonly reason: string }) => ({
      requestId,
      ...fields,
      durationMs: Math.round(performance.now() - started),
    });
    const deadline = Deadline.of(context);
    try {
      const request = checkRequest(event, settings.probesPrefix);
      const verdict = await verify(request, settings, clients, deadline);
      log(logSink, "INFO", "face verified", told(verdict));
      return { ...verdict, requestId };
    } catch (error) {
      if (error instanceof RequestRefused) {
        log(logSink, "WARN", "request refused", told({ reason: error.reason }));
        return { error: "request-refused", reason: error.reason, requestId };
      }
      const failure = asFailure(error);
      logFailure(logSink, failure, told({ reason: failure.reason }));
      throw failure;
    } finally {
      deadline.clear();
    }
  };
}

/** Whatever was thrown, as an error that may be seen: any other may hold what the request said. */
function asFailure(error: unknown): TryAgainError | OperatorError {
  if (error instanceof TryAgainError || error instanceof OperatorError) return error;
  return new OperatorError("unexpected", undefined, factsOf(error));
}

function logFailure(sink: LogSink, failure: TryAgainError | OperatorError, fields: LogFields): void {
  log(sink, failure instanceof TryAgainError ? "WARN" : "ERROR", failure.message, {
    ...fields,
    ...failure.facts,
  });
}

function start(): VerifyFaceHandler {
  try {
    const settings = readSettings(process.env);
    return createHandler({ settings, clients: createClients({ region: settings.region }) });
  } catch (error) {
    const failure = asFailure(error);
    return async (_, { awsRequestId: requestId }) => {
      logFailure(toStandardOutput, failure, { requestId, reason: failure.reason });
      throw failure;
    };
  }
}

/**
 * The function as Lambda loads it. A fault in the settings is thrown at each invocation rather than at start, where Lambda would
 * start over and over and say only that the runtime exited.
 */
export const handler = start();
