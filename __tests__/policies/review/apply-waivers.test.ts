import { CONTROLS } from "../../../policies/controls";
import { exitCodeOf, review } from "../../../policies/review/review";
import type { Waiver } from "../../../policies/review/waiver";
import { configured, type Stack } from "../controls/support/judges";

const OPEN = "RKG-TRANSIT-01";
const TODAY = "2026-11-25";
const stack: Stack = {
  resource: {
    aws_s3_bucket: {
      bare: { bucket: "bare", "//": { metadata: { path: "stack/Faces/Bucket" } } },
      other: { bucket: "other" },
    },
    aws_s3_bucket_policy: { other: { bucket: "other", policy: "${var.policy}" } },
  },
};
const waiver = (changes: Partial<Waiver> = {}): Waiver => ({
  control: OPEN,
  address: "aws_s3_bucket.bare",
  reason: "holds test pictures only",
  owner: "faces team",
  expires: "2026-12-31",
  origin: "waivers.yaml:3",
  ...changes,
});
const judged = (waivers: readonly Waiver[], given: Stack = stack, only: string = OPEN) =>
  review(configured(given), {
    controls: CONTROLS.filter(({ id }) => id === only),
    waivers,
    today: TODAY,
  });
const verdictOf = (reviewed: ReturnType<typeof judged>, subject: string) =>
  reviewed.results.find((result) => result.subject === subject)?.verdict;

describe("Waivers", () => {
  it("change a failing verdict, and keep the finding", () => {
    const { results, summary, waiverProblems } = judged([waiver()]);
    expect(results.find(({ subject }) => subject === "aws_s3_bucket.bare")).toMatchObject({
      verdict: "waived",
      reason: expect.stringContaining("no policy"),
      waiver: {
        reason: "holds test pictures only",
        owner: "faces team",
        expires: "2026-12-31",
        origin: "waivers.yaml:3",
        verdict: "fail",
      },
    });
    expect(summary).toMatchObject({ fail: 0, waived: 1, unknown: 1 });
    expect(waiverProblems).toEqual([]);
  });

  it("change an unknown verdict too", () => {
    const reviewed = judged([waiver({ address: "aws_s3_bucket.other" })]);
    expect(verdictOf(reviewed, "aws_s3_bucket.other")).toBe("waived");
    expect(verdictOf(reviewed, "aws_s3_bucket.bare")).toBe("fail");
  });

  it.each([
    ["the address", "aws_s3_bucket.bare"],
    ["a pattern", "aws_s3_bucket.b*"],
    ["the construct's path", "stack/Faces/*"],
    ["everything", "*"],
  ])("match by %s", (_name, address) => {
    expect(verdictOf(judged([waiver({ address })]), "aws_s3_bucket.bare")).toBe("waived");
  });

  it.each(["aws_s3_bucket.ba", "aws_s3_bucket.bar?", "bare", "AWS_S3_BUCKET.BARE", "aws_s3_bucket.bare.x"])(
    "do not match %s, and fail for it",
    (address) => {
      const reviewed = judged([waiver({ address })]);
      expect(verdictOf(reviewed, "aws_s3_bucket.bare")).toBe("fail");
      expect(reviewed.waiverProblems).toEqual([
        expect.objectContaining({ problem: "unmatched", origin: "waivers.yaml:3" }),
      ]);
      expect(exitCodeOf(reviewed, false)).toBe(1);
    },
  );

  it("hold on their last day, and not after", () => {
    expect(verdictOf(judged([waiver({ expires: TODAY })]), "aws_s3_bucket.bare")).toBe("waived");
    const late = judged([waiver({ expires: "2026-11-24" })]);
    expect(verdictOf(late, "aws_s3_bucket.bare")).toBe("fail");
    expect(late.waiverProblems).toEqual([
      {
        control: OPEN,
        origin: "waivers.yaml:3",
        problem: "expired",
        message:
          "waivers.yaml:3: the waiver of RKG-TRANSIT-01 for aws_s3_bucket.bare expired on 2026-11-24. faces team must mend the finding, or decide again.",
      },
    ]);
  });

  it("fail where they match only what passes", () => {
    const good: Stack = {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces" } },
        aws_s3_bucket_server_side_encryption_configuration: {
          faces: { bucket: "faces", rule: { bucket_key_enabled: true } },
        },
      },
    };
    const reviewed = judged([waiver({ control: "RKG-REST-02", address: "*" })], good, "RKG-REST-02");
    expect(reviewed.summary.pass).toBe(1);
    expect(reviewed.waiverProblems).toEqual([expect.objectContaining({ problem: "unmatched" })]);
    expect(exitCodeOf(reviewed, false)).toBe(1);
  });

  it("of controls that are not asked are not judged", () => {
    expect(judged([waiver({ control: "RKG-REST-02" })]).waiverProblems).toEqual([]);
  });

  it("of one control do not waive another", () => {
    const reviewed = judged([waiver({ control: "RKG-REST-02", address: "*" })]);
    expect(reviewed.summary).toMatchObject({ fail: 1, waived: 0 });
  });

  it("take the next where the first has expired", () => {
    const reviewed = judged([waiver({ expires: "2020-01-01" }), waiver({ origin: "waivers.yaml:9" })]);
    expect(reviewed.results.find(({ verdict }) => verdict === "waived")?.waiver?.origin).toBe(
      "waivers.yaml:9",
    );
    expect(reviewed.waiverProblems).toHaveLength(1);
  });
});

describe("Waivers in the metadata", () => {
  const recorded = (waivers: unknown): Stack => ({
    resource: {
      aws_s3_bucket: { bare: { bucket: "bare", "//": { guardrails: { waivers } } } },
      aws_s3_bucket_versioning: { bare: { bucket: "bare", "//": { guardrails: { waivers } } } },
    },
  });
  const { address: _, origin: __, ...told } = waiver();
  const own = { ...told, construct: "stack/Faces" };

  it("reach the resources that carry them; one that finds something is enough", () => {
    const reviewed = judged([], recorded([own]));
    expect(verdictOf(reviewed, "aws_s3_bucket.bare")).toBe("waived");
    expect(reviewed.results[0]?.waiver?.origin).toBe("stack/Faces");
    expect(reviewed.waiverProblems).toEqual([]);
  });

  it("that find nothing fail, once for their construct", () => {
    const reviewed = judged([], recorded([{ ...own, control: "RKG-REST-02" }]), "RKG-REST-02");
    expect(reviewed.waiverProblems).toEqual([
      expect.objectContaining({ problem: "unmatched", origin: "stack/Faces", control: "RKG-REST-02" }),
    ]);
  });

  it.each([
    ["no list", 5, "aws_s3_bucket.bare: waivers must be a list of waivers"],
    [
      "a control that is none",
      [{ ...own, control: "RKG-REST-99" }],
      /waivers: there is no control "RKG-REST-99"/,
    ],
    ["no reason", [{ ...own, reason: "" }], /waivers\.0\.reason must say/],
    [
      "a stranger",
      [{ ...own, until: "x" }],
      /waivers\.0 must be a waiver: control, reason, owner and expires/,
    ],
    ["no waiver", [5], /waivers\.0 must be a waiver: control, reason, owner and expires/],
  ])("are refused with %s", (_name, waivers, message) => {
    expect(() => judged([], recorded(waivers))).toThrow(message);
  });
});

describe("Waivers that a program gives", () => {
  it.each<readonly [string, Partial<Waiver>, string]>([
    ["a day that is none", { expires: "never" }, "waivers[0].expires must be the last day"],
    ["no address", { address: "" }, "waivers[0].address must be the address"],
    ["no reason", { reason: "x" }, "waivers[0].reason must say"],
    ["a control that is none", { control: "RKG-REST-99" }, "waivers[0].control: there is no control"],
  ])("are refused with %s: they would hold for ever, or for nothing", (_name, changes, message) => {
    expect(() => judged([waiver(changes)])).toThrow(message);
  });
});

describe("A review by no control", () => {
  it("is refused: it would pass everything", () => {
    expect(() => review(configured(stack), { controls: [], today: TODAY })).toThrow(RangeError);
  });
});
