import { classify, factsOf } from "../../../functions/shared/aws-errors";
import { OperatorError, TryAgainError } from "../../../functions/shared/errors";

const thrown = (fields: object) => Object.assign(new Error("message"), fields);
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe("classify", () => {
  it.each([
    ["throttled", thrown({ name: "SlowDown", ...status(503) })],
    ["throttled", thrown({ name: "ProvisionedThroughputExceededException", ...status(400) })],
    ["throttled", thrown(status(429))],
    ["service-unavailable", thrown({ code: "ECONNREFUSED" })],
    ["service-unavailable", thrown({ code: "EAI_AGAIN" })],
    ["service-unavailable", thrown({ name: "TimeoutError" })],
    ["answer-unreadable", new SyntaxError("Unexpected token")],
    ["answer-unreadable", thrown(status(200))],
  ])("tells to try again: %s", (reason, error) => {
    expect(classify(error, "CompareFaces")).toMatchObject({ name: "TryAgainError", reason });
  });

  it.each([
    ["tls-refused", thrown({ code: "CERT_HAS_EXPIRED" })],
    ["tls-refused", thrown({ code: "ERR_TLS_CERT_ALTNAME_INVALID" })],
    ["tls-refused", thrown({ code: "EPROTO" })],
    ["credentials-refused", thrown({ name: "CredentialsProviderError" })],
    ["credentials-refused", thrown({ name: "ExpiredTokenException", ...status(400) })],
    ["compare-denied", thrown({ name: "AccessDeniedException", ...status(400) })],
    ["key-refused", thrown({ name: "KMS.DisabledException", ...status(400) })],
    ["unexpected", new TypeError("undefined is not a function")],
    ["unexpected", "a string"],
    ["unexpected", undefined],
  ])("calls the operator: %s", (reason, error) => {
    expect(classify(error, "CompareFaces")).toMatchObject({ name: "OperatorError", reason });
  });

  it("keeps what is classified already", () => {
    for (const error of [new TryAgainError("deadline-passed"), new OperatorError("insecure-endpoint")]) {
      expect(classify(error, "HeadObject")).toBe(error);
    }
  });
});

describe("factsOf", () => {
  it("keeps what may be logged", () => {
    const metadata = { httpStatusCode: 400, requestId: "a-1", attempts: 2, extendedRequestId: "x" };
    expect(factsOf(thrown({ name: "SomeException", code: "E1", $metadata: metadata }))).toEqual({
      errorName: "SomeException",
      errorCode: "E1",
      httpStatus: 400,
      awsRequestId: "a-1",
      attempts: 2,
    });
  });

  it("keeps nothing that is not a word or a number", () => {
    expect(
      factsOf({ name: "members/ada is missing", code: {}, $metadata: { httpStatusCode: "400" } }),
    ).toEqual({
      errorName: "Error",
      errorCode: undefined,
      httpStatus: undefined,
      awsRequestId: undefined,
      attempts: undefined,
    });
  });
});
