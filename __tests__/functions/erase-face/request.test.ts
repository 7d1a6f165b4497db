import { checkRequest } from "../../../functions/erase-face/request";
import { openResumeToken, resumeToken } from "../../../functions/erase-face/resume-token";
import { refusalOf } from "../support/reasons";

const TOKEN = resumeToken({ collectionToken: "cGxhY2U6Mw==", deleted: false }, "ada");

describe("checkRequest of erase-face", () => {
  it("takes a member, and a token to go on with", () => {
    expect(checkRequest({ memberId: "ada" })).toEqual({ memberId: "ada" });
    expect(checkRequest({ memberId: "ada", resume: TOKEN })).toEqual({ memberId: "ada", resume: TOKEN });
  });

  it.each([
    ["nothing", undefined, "request-malformed"],
    ["a text", "ada", "request-malformed"],
    ["a list", [{ memberId: "ada" }], "request-malformed"],
    ["a member too many", { memberId: "ada", prefix: "members/" }, "request-malformed"],
    ["a prototype", JSON.parse('{"memberId":"ada","__proto__":{"resume":"x"}}'), "request-malformed"],
    ["no member", {}, "member-id-malformed"],
    // Nothing would be everybody.
    ["an empty member id", { memberId: "" }, "member-id-malformed"],
    ["a member id that leads out", { memberId: "../bob" }, "member-id-malformed"],
    ["a member id with a slash", { memberId: "ada/" }, "member-id-malformed"],
    ["a member id with a line's end", { memberId: "ada\n" }, "member-id-malformed"],
    ["a member id with NUL", { memberId: "ada\0" }, "member-id-malformed"],
    ["a member id with another alphabet's letter", { memberId: "аda" }, "member-id-malformed"],
    ["a member id that is too long", { memberId: "a".repeat(65) }, "member-id-malformed"],
    ["several members", { memberId: ["ada"] }, "member-id-malformed"],
    ["a pattern", { memberId: "*" }, "member-id-malformed"],
    ["a token that is no text", { memberId: "ada", resume: 7 }, "resume-token-malformed"],
    ["a token that is null", { memberId: "ada", resume: null }, "resume-token-malformed"],
    ["an empty token", { memberId: "ada", resume: "" }, "resume-token-malformed"],
    ["Rekognition's token alone", { memberId: "ada", resume: "cGxhY2U6Mw==" }, "resume-token-malformed"],
    ["a token with a space", { memberId: "ada", resume: `${TOKEN} ` }, "resume-token-malformed"],
    [
      "a token that is too long",
      { memberId: "ada", resume: TOKEN.padEnd(275, "=") },
      "resume-token-malformed",
    ],
  ])("refuses %s", (_, event, reason) => {
    expect(refusalOf(() => checkRequest(event))).toBe(reason);
  });
});

describe("a resume token", () => {
  it("is Rekognition's own for the member that it was made for, whatever is in it", () => {
    for (const [index, collectionToken] of ["cGxhY2U6Mw==", "a.b", "x".repeat(255)].entries()) {
      const resumption = { collectionToken, deleted: index > 0 };
      const made = resumeToken(resumption, "ada");
      expect(refusalOf(() => checkRequest({ memberId: "ada", resume: made }))).toBe("accepted");
      expect(openResumeToken(made, "ada")).toEqual(resumption);
    }
  });

  it.each(["ada2", "Ada", "ad"])("is refused for %s", (another) => {
    expect(refusalOf(() => openResumeToken(TOKEN, another))).toBe("resume-token-malformed");
  });

  it("does not say whose it is", () => {
    expect(resumeToken({ collectionToken: "cGxhY2U6Mw==", deleted: true }, "member-zorro")).not.toContain(
      "zorro",
    );
  });
});
