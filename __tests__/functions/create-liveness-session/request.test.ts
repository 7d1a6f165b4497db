import { checkRequest } from "../../../functions/create-liveness-session/request";
import { refusalOf } from "../support/reasons";

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event));

describe("checkRequest of create-liveness-session", () => {
  it("takes a member, with a token or without", () => {
    expect(checkRequest({ memberId: "ada" })).toEqual({ memberId: "ada" });
    expect(checkRequest({ memberId: "ada", requestToken: "t_1-2" })).toEqual({
      memberId: "ada",
      requestToken: "t_1-2",
    });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["an output of the caller's own", { memberId: "ada", prefix: "liveness/bob/" }, "request-malformed"],
    ["no member", { requestToken: "t" }, "member-id-malformed"],
    ["a member id that leads out", { memberId: "../bob" }, "member-id-malformed"],
    ["a member id with a slash", { memberId: "ada/bob" }, "member-id-malformed"],
    ["an empty token", { memberId: "ada", requestToken: "" }, "request-token-malformed"],
    ["a token with a space", { memberId: "ada", requestToken: "a b" }, "request-token-malformed"],
    [
      "a token that is too long",
      { memberId: "ada", requestToken: "t".repeat(65) },
      "request-token-malformed",
    ],
    ["a token that is a number", { memberId: "ada", requestToken: 7 }, "request-token-malformed"],
  ])("refuses %s", (_, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
