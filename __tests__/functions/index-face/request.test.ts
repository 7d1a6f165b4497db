import { checkRequest } from "../../../functions/index-face/request";
import { refusalOf } from "../support/reasons";

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event));

describe("checkRequest of index-face", () => {
  it("takes a member", () => {
    expect(checkRequest({ memberId: "ada" })).toEqual({ memberId: "ada" });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["a text", "ada", "request-malformed"],
    ["a member too many", { memberId: "ada", key: "members/bob" }, "request-malformed"],
    ["no member", {}, "member-id-malformed"],
    ["a member id that leads out", { memberId: "../bob" }, "member-id-malformed"],
    ["a member id with a colon", { memberId: "ada:bob" }, "member-id-malformed"],
    ["a member id that is too long", { memberId: "a".repeat(65) }, "member-id-malformed"],
  ])("refuses %s", (_, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
