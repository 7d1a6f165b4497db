import { type OperatorError, type RefusalReason, RequestRefused, TryAgainError } from "./errors";

/** A request that came by a function URL or an HTTP API (payload format 2.0). */
export interface HttpRequest {
  /**
   * The body's JSON, with the parameters of the path in it.
   *
   * @throws {RequestRefused} `request-malformed`.
   */
  request(): unknown;
}

/** An answer in the form that function URLs and HTTP APIs send on. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The most characters of a body that are read: an image of 5 MB as base64, and room for the rest. Lambda itself takes 6 MB.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAX_BODY_CHARACTERS = 7 * 1024 * 1024;

/**
 * Reads an event as an HTTP request; `undefined` for one that is no such event, so the request itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function asHttpRequest(event: unknown): HttpRequest | undefined {
  if (!isRecord(event) || event.version !== "2.0") return undefined;
  if (!isRecord(event.requestContext) || !isRecord(event.requestContext.http)) return undefined;
  return { request: () => requestOf(event) };
}

function requestOf(event: Readonly<Record<string, unknown>>): unknown {
  const { body, isBase64Encoded, pathParameters } = event;
  const parameters = isRecord(pathParameters) ? pathParameters : {};
  if (body === undefined || body === null || body === "") return { ...parameters };
  if (typeof body !== "string") throw new RequestRefused("request-malformed");
  if (body.length > MAX_BODY_CHARACTERS) throw new RequestRefused("request-too-large");
  const parsed = parse(isBase64Encoded === true ? Buffer.from(body, "base64").toString("utf8") : body);
  if (!isRecord(parsed)) throw new RequestRefused("request-malformed");
  // A member named both ways is a contradiction, not a choice.
  if (Object.keys(parameters).some((name) => Object.hasOwn(parsed, name)))
    throw new RequestRefused("request-malformed");
  return { ...parsed, ...parameters };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestRefused("request-malformed");
  }
}

const REFUSAL_STATUS: { readonly [reason in RefusalReason]?: number } = {
  "request-too-large": 413,
  "image-too-large": 413,
  "image-not-jpeg-or-png": 415,
  "probe-not-found": 404,
  "manifest-not-found": 404,
  "version-unknown": 404,
};

export const answerResponse = (statusCode: 200 | 202, answer: object): HttpResponse =>
  response(statusCode, answer);

export const refusalResponse = (refusal: { readonly reason: RefusalReason }): HttpResponse =>
  response(REFUSAL_STATUS[refusal.reason] ?? 400, refusal);

/** Word of a failure, by its closed reason: the remedy is for the operator, and stands in the log. */
export function failureResponse(failure: TryAgainError | OperatorError, requestId: string): HttpResponse {
  const { reason } = failure;
  return failure instanceof TryAgainError
    ? response(503, { error: "try-again", reason, requestId }, { "retry-after": "1" })
    : response(500, { error: "operator-fault", reason, requestId });
}

const response = (
  statusCode: number,
  answer: object,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  statusCode,
  headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  body: JSON.stringify(answer),
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
