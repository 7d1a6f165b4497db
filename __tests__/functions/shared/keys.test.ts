import {
  isProbeKey,
  isVideoKey,
  livenessMemberPrefix,
  MEMBER_ID,
  referenceKey,
  VERSION_ID,
} from "../../../functions/shared/keys";

describe("keys", () => {
  it("are made of a prefix and a member id", () => {
    expect(referenceKey("members/", "ada")).toBe("members/ada");
    // With its slash: ada's prefix must not be that of ada-2 too.
    expect(livenessMemberPrefix("liveness/", "ada")).toBe("liveness/ada/");
  });

  it.each([isProbeKey, isVideoKey])("of a caller's are below their prefix (%p)", (isKey) => {
    expect(["in/a", "in/a/b.mp4", "in/1/2/3/4/5.a.b.c.d"].map((key) => isKey("in/", key))).toEqual([
      true,
      true,
      true,
    ]);
    const others = [
      "in/",
      "in",
      "a",
      "out/a",
      "in/../a",
      "in//a",
      "in/a/",
      "in/.a",
      "in/a..b",
      "in/a\n",
      "xin/a",
      "In/a",
    ];
    expect(others.filter((key) => isKey("in/", key))).toEqual([]);
    expect(isKey("in/", "in/1/2/3/4/5/6")).toBe(false);
  });

  it("have versions, but not the one that can be overwritten", () => {
    expect(["3HL4kqtJvjVBH40Nrjfkd", "a.b_c-d", "nullx", "xnull"].every((id) => VERSION_ID.test(id))).toBe(
      true,
    );
    expect(["null", "", "a/b", "a b", "v\n", "x".repeat(1025)].filter((id) => VERSION_ID.test(id))).toEqual(
      [],
    );
  });

  it("have no member id that ends a line", () => {
    expect(["ada\n", "\nada", "ada\nbob"].filter((id) => MEMBER_ID.test(id))).toEqual([]);
  });
});
