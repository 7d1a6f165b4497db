import { visible, visibleRequest } from "../../../policies/reports/visible";

describe("visible", () => {
  it.each([
    ["\n", "\\n"],
    ["\r\t", "\\r\\t"],
    ["\0", "\\u0000"],
    ["\u001b[31m", "\\u001b[31m"],
    ["\u009b31m", "\\u009b31m"],
    ["\u007f", "\\u007f"],
    ["a\u202eb", "a\\u202eb"],
    ["\u2066\u061c\u200f", "\\u2066\\u061c\\u200f"],
    ["\u200b\ufeff\u00ad", "\\u200b\\ufeff\\u00ad"],
    ["\u2028", "\\u2028"],
    ["\ud800", "\\ud800"],
    ["\uffff", "\\uffff"],
    ["\u{e0041}", "\\u{e0041}"],
    ["é 顔 😀 %00 <b> ]]>", "é 顔 😀 %00 <b> ]]>"],
  ])("shows %j as %s", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it("shows what is in every part of a request", () => {
    const asked = { action: "a\0", resource: "r\0", context: { "k\0": "v\0", list: ["1\0", "2"] } };
    expect(visibleRequest({ ...asked, principal: { type: "aws", arn: "p\0", account: "1" } })).toEqual({
      action: "a\\u0000",
      resource: "r\\u0000",
      principal: { type: "aws", arn: "p\\u0000", account: "1" },
      context: { "k\\u0000": "v\\u0000", list: ["1\\u0000", "2"] },
    });
    expect(visibleRequest({ action: "a", principal: { type: "service", name: "s\0" }, context: {} })).toEqual(
      {
        action: "a",
        principal: { type: "service", name: "s\\u0000" },
        context: {},
      },
    );
  });
});
