import * as z from "zod/mini";
import { type RefusalReason, RequestRefused } from "../../../functions/shared/errors";
import { parseRequest } from "../../../functions/shared/request";

const schema = z.strictObject({
  memberId: z.string(),
  probe: z.strictObject({ key: z.string(), note: z.optional(z.string()) }),
});
const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["probe.key", "probe-key-malformed"],
]);
const REQUEST = { memberId: "ada", probe: { key: "probes/1" } };

/** The request that was read, or why it is refused. */
function read(event: unknown): unknown {
  try {
    return parseRequest(schema, event, REASONS);
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
}
const members = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`member${index}`, index]));

describe("parseRequest", () => {
  it("reads what the schema names", () => expect(read(REQUEST)).toEqual(REQUEST));

  it.each<[string, unknown, RefusalReason]>([
    ["a part that has a reason of its own", { ...REQUEST, memberId: 7 }, "member-id-malformed"],
    ["a part of a part that has one", { ...REQUEST, probe: { key: 7 } }, "probe-key-malformed"],
    ["a part that has none", { ...REQUEST, probe: { key: "k", note: 7 } }, "request-malformed"],
    ["a part that is missing", { ...REQUEST, probe: undefined }, "request-malformed"],
    ["a member too many", { ...REQUEST, admin: true }, "request-malformed"],
    ["faults with and without a reason", { memberId: "ada", probe: { note: 7 } }, "probe-key-malformed"],
    ["what is no request", "ada", "request-malformed"],
    // These would be one issue for each member.
    ["more members than any request has", { ...members(33), memberId: 7 }, "request-malformed"],
    ["more members in a part", { memberId: 7, probe: members(33) }, "request-malformed"],
    ["a list of more", { memberId: 7, probe: new Array(33).fill(0) }, "request-malformed"],
    [
      "many members deep in a part that has a reason",
      { ...REQUEST, memberId: [[members(33)]] },
      "member-id-malformed",
    ],
  ])("refuses %s", (_, event, reason) => expect(read(event)).toBe(reason));

  it("looks at each member of what is as large as a request may be", () => {
    expect(read({ ...members(31), memberId: 7 })).toBe("member-id-malformed");
  });

  it.each([
    ["members", () => members(500_000)],
    ["members of a part", () => ({ ...REQUEST, probe: members(500_000) })],
    ["entries of a list", () => ({ ...REQUEST, memberId: new Array(2_000_000).fill(0) })],
  ])("is soon done with any number of %s", (_, many) => {
    const event = many();
    const started = performance.now();
    expect(read(event)).toBe("request-malformed");
    // Half a second on a busy machine; an issue for each would take minutes, and all memory.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
