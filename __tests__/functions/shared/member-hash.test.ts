import { createHash } from "node:crypto";
import { memberHash } from "../../../functions/shared/member-hash";

describe("memberHash", () => {
  it("is the same for a member, and another for each", () => {
    const members = Array.from({ length: 1000 }, (_, index) => `member-${index}`);
    expect(members.map(memberHash)).toEqual(members.map(memberHash));
    expect(new Set(members.map(memberHash)).size).toBe(members.length);
  });

  it("is 64 bits in hexadecimal, and says nothing of who it is", () => {
    expect(memberHash("ada")).toMatch(/^[0-9a-f]{16}$/);
    // What anyone could work out who guesses ids.
    expect(memberHash("ada")).not.toBe(createHash("sha256").update("ada").digest("hex").slice(0, 16));
  });

  it("is another in each process", () => {
    const here = memberHash("ada");
    jest.isolateModules(() => {
      const { memberHash: elsewhere } = jest.requireActual<
        typeof import("../../../functions/shared/member-hash")
      >("../../../functions/shared/member-hash");
      expect(elsewhere("ada")).toMatch(/^[0-9a-f]{16}$/);
      expect(elsewhere("ada")).not.toBe(here);
    });
  });
});
