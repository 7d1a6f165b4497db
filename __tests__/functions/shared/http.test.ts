import {
  OperatorError,
  type RefusalReason,
  RequestRefused,
  TryAgainError,
} from "../../../functions/shared/errors";
import {
  answerResponse,
  asHttpRequest,
  failureResponse,
  refusalResponse,
} from "../../../functions/shared/http";
import { httpEvent } from "../support/image-settings";

/** The request that an event brings, or why there is none. */
function requestOf(event: object): unknown {
  try {
    return asHttpRequest(event)?.request();
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
}

describe("asHttpRequest", () => {
  it.each([
    ["a request", { memberId: "ada" }],
    ["a request with a version", { version: "2.0", memberId: "ada" }],
    ["payload format 1.0", { ...httpEvent({}), version: "1.0" }],
    ["a version that is a number", { ...httpEvent({}), version: 2 }],
    ["a WebSocket's event", { version: "2.0", requestContext: { routeKey: "$connect" } }],
    ["a context that is a list", { version: "2.0", requestContext: [] }],
    ["a list", [httpEvent({})]],
    ["null", null],
    ["nothing", undefined],
    ["a text", "2.0"],
  ])("takes %s for no HTTP", (_, event) => {
    expect(asHttpRequest(event)).toBeUndefined();
  });

  it("takes an event for HTTP before it looks at the body, so that it is answered over HTTP", () => {
    expect(asHttpRequest({ ...httpEvent({}), body: "{" })).toBeDefined();
  });

  const body = JSON.stringify({ probe: { key: "probes/ä.jpg" } });
  it.each<[string, object, unknown]>([
    ["the body's JSON", { body }, JSON.parse(body)],
    [
      "a body in base64",
      { body: Buffer.from(body).toString("base64"), isBase64Encoded: true },
      JSON.parse(body),
    ],
    [
      "the path's parameters with it",
      { body: '{"a":1}', pathParameters: { memberId: "ada" } },
      { a: 1, memberId: "ada" },
    ],
    [
      "the path's parameters alone",
      { body: undefined, pathParameters: { memberId: "ada" } },
      { memberId: "ada" },
    ],
    ["nothing of an empty body", { body: "" }, {}],
    ["nothing of a body that is null", { body: null }, {}],
    ["no parameters that are a list", { body: "{}", pathParameters: ["ada"] }, {}],
    ["no parameters that are null", { body: "{}", pathParameters: null }, {}],
  ])("reads %s", (_, parts, expected) => {
    expect(requestOf({ ...httpEvent({}), ...parts })).toEqual(expected);
  });

  it.each<[string, object, RefusalReason]>([
    ["no JSON", { body: "{" }, "request-malformed"],
    ["base64 of no JSON", { body: "e30", isBase64Encoded: "true" }, "request-malformed"],
    ["a list", { body: "[]" }, "request-malformed"],
    ["a text", { body: '"ada"' }, "request-malformed"],
    ["null", { body: "null" }, "request-malformed"],
    ["what is no text", { body: {} }, "request-malformed"],
    [
      "a member that the path names too",
      { body: '{"a":1}', pathParameters: { a: "1" } },
      "request-malformed",
    ],
    ["a body of too many characters", { body: `{}${" ".repeat(7 * 1024 * 1024 - 1)}` }, "request-too-large"],
  ])("refuses %s", (_, parts, reason) => {
    expect(requestOf({ ...httpEvent({}), ...parts })).toBe(reason);
  });

  it("reads a body of as many characters as it may have", () => {
    expect(requestOf({ ...httpEvent({}), body: `{}${" ".repeat(7 * 1024 * 1024 - 2)}` })).toEqual({});
  });

  it("takes a prototype for a member, and gives the request none", () => {
    const request = requestOf({ ...httpEvent({}), body: '{"__proto__":{"memberId":"bob"}}' });
    expect(Object.getPrototypeOf(request)).toBe(Object.prototype);
    expect(Object.keys(Object(request))).toEqual(["__proto__"]);
  });
});

describe("a response", () => {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };

  it.each([200, 202] as const)("of status %d is kept by nobody", (status) => {
    expect(answerResponse(status, { a: 1 })).toEqual({ statusCode: status, headers, body: '{"a":1}' });
  });

  it.each<[RefusalReason, number]>([
    ["request-malformed", 400],
    ["member-id-malformed", 400],
    ["image-malformed", 400],
    ["liveness-session-unknown", 400],
    ["request-too-large", 413],
    ["image-too-large", 413],
    ["image-not-jpeg-or-png", 415],
    ["probe-not-found", 404],
  ])("to what is refused for %s has status %d", (reason, statusCode) => {
    expect(refusalResponse({ reason })).toEqual({ statusCode, headers, body: JSON.stringify({ reason }) });
  });

  it("to a failure gives its reason, and keeps the remedy and the facts", () => {
    const facts = { operation: "HeadObject", errorName: "Error", awsRequestId: "r-1" };
    expect(failureResponse(new TryAgainError("throttled", facts), "id")).toEqual({
      statusCode: 503,
      headers: { ...headers, "retry-after": "1" },
      body: JSON.stringify({ error: "try-again", reason: "throttled", requestId: "id" }),
    });
    expect(failureResponse(new OperatorError("settings-invalid", "IMAGE_BUCKET", facts), "id")).toEqual({
      statusCode: 500,
      headers,
      body: JSON.stringify({ error: "operator-fault", reason: "settings-invalid", requestId: "id" }),
    });
  });
});
