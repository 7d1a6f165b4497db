import * as z from "zod/mini";
import { RequestRefused } from "../../../functions/shared/errors";
import { parseRequest } from "../../../functions/shared/request";

const schema = z.strictObject({
  memberId: z.string(),
  probe: z.optional(z.strictObject({ key: z.string() })),
});
const reasons = new Map([["memberId", "member-id-malformed" as const]]);
const reasonOf = (event: unknown): string => {
  try {
    parseRequest(schema, event, reasons);
    return "accepted";
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
};
const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, index]));

describe("parseRequest", () => {
  it("takes what the schema takes", () => {
    expect(reasonOf({ memberId: "ada", probe: { key: "probes/1" } })).toBe("accepted");
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a list", []],
    ["text", "ada"],
    ["an unknown member", { memberId: "ada", more: 1 }],
    ["an unknown member within", { memberId: "ada", probe: { key: "k", more: 1 } }],
  ])("refuses %s", (_name, event) => {
    expect(["request-malformed", "member-id-malformed"]).toContain(reasonOf(event));
  });

  it("names the first part at fault that has a reason of its own", () => {
    expect(reasonOf({ memberId: 7, probe: 8 })).toBe("member-id-malformed");
  });

  it.each<[string, unknown]>([
    ["members", { memberId: "ada", ...members(200_000) }],
    ["members within", { memberId: "ada", probe: members(200_000) }],
    ["items", Array(200_000).fill(0)],
  ])("looks at no request of too many %s, one by one", (_name, event) => {
    const validated = jest.spyOn(schema, "safeParse");
    expect(reasonOf(event)).toBe("request-malformed");
    expect(validated).not.toHaveBeenCalled();
    validated.mockRestore();
  });
});
