import { checkRequest } from "../../../functions/read-liveness-session/request";
import { refusalOf } from "../support/reasons";

const sessionId = "fa4e0000-0000-4000-8000-000000000001";

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event));

describe("checkRequest of read-liveness-session", () => {
  it("takes a member and a session", () => {
    expect(checkRequest({ memberId: "ada", sessionId })).toEqual({ memberId: "ada", sessionId });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["a confidence of the caller's own", { memberId: "ada", sessionId, confidence: 1 }, "request-malformed"],
    ["no member", { sessionId }, "member-id-malformed"],
    ["a member id that leads out", { memberId: "ada/../bob", sessionId }, "member-id-malformed"],
    ["no session", { memberId: "ada" }, "liveness-session-malformed"],
    ["an empty session", { memberId: "ada", sessionId: "" }, "liveness-session-malformed"],
    ["a session that leads out", { memberId: "ada", sessionId: "../x" }, "liveness-session-malformed"],
    [
      "a session in capitals",
      { memberId: "ada", sessionId: sessionId.toUpperCase() },
      "liveness-session-malformed",
    ],
    [
      "a session with a line's end",
      { memberId: "ada", sessionId: `${sessionId}\n` },
      "liveness-session-malformed",
    ],
  ])("refuses %s", (_, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
