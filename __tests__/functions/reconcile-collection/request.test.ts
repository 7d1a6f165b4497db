import { checkRequest } from "../../../functions/reconcile-collection/request";
import { refusalOf } from "../support/reasons";

const reasonFor = (event: unknown): string => refusalOf(() => checkRequest(event));

describe("checkRequest of reconcile-collection", () => {
  it("removes nothing unless told to", () => {
    expect(checkRequest({})).toEqual({ remove: false });
    expect(checkRequest({ remove: true, resume: "t/+=" })).toEqual({ remove: true, resume: "t/+=" });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["null", null, "request-malformed"],
    ["what EventBridge sends without an input", { source: "aws.events", detail: {} }, "request-malformed"],
    ["a removal that is a text", { remove: "true" }, "request-malformed"],
    ["an empty token", { resume: "" }, "resume-token-malformed"],
    ["a token with a space", { resume: "a b" }, "resume-token-malformed"],
    ["a token that is too long", { resume: "t".repeat(256) }, "resume-token-malformed"],
    ["a token that is a number", { resume: 7 }, "resume-token-malformed"],
  ])("refuses %s", (_, event, reason) => {
    expect(reasonFor(event)).toBe(reason);
  });
});
