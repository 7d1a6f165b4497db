import { factsOf } from "./aws-errors";
import { Deadline, type InvocationContext } from "./deadline";
import { OperatorError, type RefusalReason, RequestRefused, TryAgainError } from "./errors";
import { answerResponse, asHttpRequest, failureResponse, type HttpResponse, refusalResponse } from "./http";
import { Invocation } from "./invocation";
import { createObserver, type LogFields, type Metric, type Observer } from "./observer";

/** What a function did with a request. */
export interface Served<Answer> {
  /** For the caller. */
  readonly answer: Answer;
  /** For the log, with `fields`. */
  readonly message: string;
  readonly fields: LogFields;
  readonly metrics: readonly Metric[];
  /** Of the answer over HTTP; 202 where the work is not done yet. @default 200 */
  readonly httpStatus?: 200 | 202;
}

/** The part of a function that is its own. */
export interface LambdaWork<Request, Answer> {
  /** @throws {RequestRefused} Says which part of the event is at fault, and repeats nothing of it. */
  read(event: unknown): Request;
  /**
   * @throws {RequestRefused}
   * @throws {TryAgainError}
   * @throws {OperatorError}
   */
  serve(request: Request, invocation: Invocation): Promise<Served<Answer>>;
}

/** The answer to a request that is at fault. */
export interface Refusal {
  readonly error: "request-refused";
  readonly reason: RefusalReason;
}

/** What whoever invokes the function gets: the answer, with Lambda's id of the invocation, which the function's log goes by. */
export type Answered<Answer> = (Answer | Refusal) & { readonly requestId: string };

/** A Lambda handler; the event is whatever the caller sent. */
export type LambdaHandler<Answer> = (
  event: unknown,
  context: InvocationContext,
) => Promise<Answered<Answer> | HttpResponse>;

/**
 * Makes a handler of a function's own part.
 *
 * Invoked directly, a refused request is an answer, for a caller must not be able to ring the operator's alarms;
 * {@link TryAgainError} and {@link OperatorError} are thrown: Lambda counts them as errors of the function, and gives the caller
 * `errorType` and `errorMessage`. Invoked by a function URL or an HTTP API, everything is an HTTP answer, and the alarms go by
 * the metrics. Anything else that goes wrong is an `OperatorError` too: an error of any other kind may hold what the request said.
 */
export function createLambdaHandler<Request, Answer extends object>(
  work: LambdaWork<Request, Answer>,
  observer: Observer,
): LambdaHandler<Answer> {
  return async (event, context) => {
    const requestId = context.awsRequestId;
    const started = performance.now();
    const deadline = Deadline.of(context);
    const invocation = new Invocation(deadline);
    const told = (fields: LogFields): LogFields => ({
      requestId,
      ...fields,
      ...invocation.durations(),
      durationMs: Math.round(performance.now() - started),
    });
    let http = false;
    try {
      const byHttp = asHttpRequest(event);
      http = byHttp !== undefined;
      const request = work.read(byHttp === undefined ? event : byHttp.request());
      const { answer, message, fields, metrics, httpStatus = 200 } = await work.serve(request, invocation);
      observer.log("info", message, told(fields));
      for (const metric of metrics) observer.count(metric);
      const answered = { ...answer, requestId };
      return http ? answerResponse(httpStatus, answered) : answered;
    } catch (error) {
      if (error instanceof RequestRefused) {
        observer.log("warn", "request refused", told({ reason: error.reason }));
        observer.count("Refused");
        const refusal = { error: "request-refused", reason: error.reason, requestId } as const;
        return http ? refusalResponse(refusal) : refusal;
      }
      const failure = asFailure(error);
      report(observer, failure, told({ reason: failure.reason }));
      if (http) return failureResponse(failure, requestId);
      throw failure;
    } finally {
      deadline.clear();
      observer.flush();
    }
  };
}

/**
 * The function as Lambda loads it. A fault in the settings is thrown at each invocation rather than at start, where Lambda would
 * start over and over and say only that the runtime exited.
 */
export function startLambda<Request, Answer extends object>(
  createWork: () => LambdaWork<Request, Answer>,
): LambdaHandler<Answer> {
  const observer = createObserver();
  const work = attempt(createWork);
  return createLambdaHandler("work" in work ? work.work : failing(work.failure), observer);
}

function attempt<Work>(create: () => Work): { readonly work: Work } | { readonly failure: Failure } {
  try {
    return { work: create() };
  } catch (error) {
    return { failure: asFailure(error) };
  }
}

function failing(failure: Failure): LambdaWork<never, never> {
  const fail = () => {
    throw failure;
  };
  return { read: fail, serve: fail };
}

type Failure = TryAgainError | OperatorError;

/** Whatever was thrown, as an error that may be seen: any other may hold what the request said. */
function asFailure(error: unknown): Failure {
  if (error instanceof TryAgainError || error instanceof OperatorError) return error;
  return new OperatorError("unexpected", undefined, factsOf(error));
}

function report(observer: Observer, failure: Failure, fields: LogFields): void {
  const again = failure instanceof TryAgainError;
  observer.log(again ? "warn" : "error", failure.message, { ...fields, ...failure.facts });
  observer.count(again ? "TryAgain" : "OperatorFault");
}
