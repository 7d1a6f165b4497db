import { toBeValidSarifLog } from "@microsoft/jest-sarif";
import type { Log, Result, Run } from "sarif";
import { render } from "./support/parse";
import { CUSTOMER_KEY, EXPIRY, PLAIN_HTTP, sampleResult, sampleReview } from "./support/sample-review";

expect.extend({ toBeValidSarifLog });

const log = (review = sampleReview(), options = {}): Log =>
  JSON.parse(render("sarif", review, { toolVersion: "0.1.0", ...options }));

function run(review = sampleReview(), options = {}): Run {
  const [first] = log(review, options).runs;
  if (first === undefined) throw new Error("the log has no run");
  return first;
}

const find = (control: string, review = sampleReview(), options = {}): Result => {
  const found = run(review, options).results?.find(({ ruleId }) => ruleId === control);
  if (found === undefined) throw new Error(`no result of ${control}`);
  return found;
};

describe("the SARIF report", () => {
  it("is valid by the schema of OASIS", () => {
    expect(log()).toBeValidSarifLog();
    expect(() => expect({ ...log(), version: "9" }).toBeValidSarifLog()).toThrow();
  });

  it("tells a viewer what a rule is, how grave, and how to mend it", () => {
    const rules = run().tool.driver.rules ?? [];
    expect(rules).toHaveLength(7);
    expect(rules[2]).toMatchObject({
      id: "RKG-TRANSIT-01",
      shortDescription: { text: "Buckets deny every request without TLS" },
      defaultConfiguration: { level: "error" },
      help: { markdown: expect.stringContaining("```hcl\nresource") },
      properties: {
        "security-severity": "8.0",
        tags: expect.arrayContaining(["security", "NIST 800-53 r5 SC-8", "GDPR Art. 32 (suggested)"]),
      },
    });
    expect(rules.map(({ properties }) => properties?.["security-severity"])).toEqual([
      "8.0",
      "5.5",
      "8.0",
      "9.5",
      "5.5",
      "3.0",
      "9.5",
    ]);
  });

  it("tells failures by severity, unknowns as open, and nothing that passes or does not apply", () => {
    const told = run().results?.map(({ ruleId, ruleIndex, kind, level }) => [ruleId, ruleIndex, kind, level]);
    expect(told).toEqual([
      ["RKG-REST-01", 0, "fail", "error"],
      ["RKG-TRANSIT-01", 2, "fail", "error"],
      ["RKG-OPTOUT-01", 3, "open", "none"],
      ["RKG-RETAIN-01", 4, "fail", "warning"],
    ]);
  });

  it("suppresses what is waived, and says by whom", () => {
    expect(find("RKG-RETAIN-01").suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "A court order forbids deletion",
        properties: { owner: "legal@example.com", expires: "2027-01-31", origin: "waivers.yaml:3" },
      },
    ]);
    expect(find("RKG-REST-01").suppressions).toEqual([]);
  });

  it("keeps a waived unknown open", () => {
    const waiver = {
      reason: "r",
      owner: "o",
      expires: "2027-01-31",
      origin: "w",
      verdict: "unknown",
    } as const;
    const results = [sampleResult(EXPIRY, "waived", "aws_s3_bucket.a", { waiver })];
    expect(find("RKG-RETAIN-01", sampleReview({ results }))).toMatchObject({ kind: "open", level: "none" });
  });

  it("points at the lines that the caller finds", () => {
    const locate = (address: string) =>
      address === "aws_s3_bucket.archive"
        ? { line: 12, column: 5 }
        : address.startsWith("module")
          ? { line: 7 }
          : undefined;
    expect(find("RKG-REST-01", sampleReview(), { locate }).locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "plan.json" },
          region: { startLine: 12, startColumn: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: "aws_s3_bucket.archive", kind: "resource" }],
      },
    ]);
    const transit = find("RKG-TRANSIT-01", sampleReview(), { locate });
    expect(transit.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 7 });
    expect(transit.locations?.[0]?.logicalLocations?.[1]).toEqual({
      fullyQualifiedName: "workload/Faces/Bucket",
      kind: "object",
    });
    expect(transit.message.text).toMatch(/not denied\.\n\nDecided wrongly[\s\S]*s3:GetObject/);
    expect(find("RKG-OPTOUT-01").locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: "plan.json" }, region: { startLine: 1 } } },
    ]);
  });

  it("names evidence by its path, or by its address where it is the resource as a whole", () => {
    const evidence = [
      { address: "aws_s3_bucket.a", path: "" },
      { address: "aws_s3_bucket.a", path: "bucket" },
    ];
    const results = [sampleResult(PLAIN_HTTP, "fail", "aws_s3_bucket.a", { evidence })];
    const { relatedLocations } = find("RKG-TRANSIT-01", sampleReview({ results }));
    expect(relatedLocations?.map(({ message }) => message?.text)).toEqual(["aws_s3_bucket.a", "bucket"]);
  });

  it("keeps a finding's fingerprint when lines and reasons change, and no other finding has it", () => {
    const at = (subject: string, line: number, reason: string) =>
      find(
        "RKG-REST-01",
        sampleReview({ results: [sampleResult(CUSTOMER_KEY, "fail", subject, { reason })] }),
        {
          locate: () => ({ line }),
        },
      ).partialFingerprints;
    expect(at("aws_s3_bucket.a", 1, "one")).toEqual(at("aws_s3_bucket.a", 2, "two"));
    expect(at("aws_s3_bucket.a", 1, "one")).not.toEqual(at("aws_s3_bucket.b", 1, "one"));
  });

  it.each([
    ["plan.json", "plan.json"],
    ["a b/c:d#e?.json", "a%20b/c%3Ad%23e%3F.json"],
    ["/tmp/plan.json", "file:///tmp/plan.json"],
    ["dir\\plan.json", "dir/plan.json"],
    ["\ud800.json", "%EF%BF%BD.json"],
  ])("names the file %j as %s", (path, uri) => {
    const review = sampleReview({ source: { ...sampleReview().source, path } });
    expect(find("RKG-REST-01", review).locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it.each([
    ["account", "eu-west-1"],
    ["plan", "-"],
  ] as const)("names no file for %s %s", (kind, path) => {
    const review = sampleReview({ source: { ...sampleReview().source, kind, path } });
    expect(find("RKG-REST-01", review).locations?.[0]).not.toHaveProperty("physicalLocation");
    expect(log(review)).toBeValidSarifLog();
  });

  it("notifies of waiver problems and of what the plan leaves open", () => {
    const source = { ...sampleReview().source, complete: false, errored: true };
    const notes = run(sampleReview({ source })).invocations?.[0]?.toolExecutionNotifications;
    expect(notes?.map(({ level }) => level)).toEqual(["warning", "warning", "error"]);
    expect(notes?.[2]).toMatchObject({
      associatedRule: { id: "RKG-RETAIN-04" },
      descriptor: { id: "waiver-expired" },
    });
  });
});
