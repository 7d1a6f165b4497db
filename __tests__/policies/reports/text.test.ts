import { stripVTControlCharacters } from "node:util";
import { render } from "./support/parse";
import { CUSTOMER_KEY, sampleResult, sampleReview } from "./support/sample-review";

describe("the text report", () => {
  const text = render("text", sampleReview());

  it("begins with the summary", () => {
    expect(text.split("\n").slice(0, 3)).toEqual([
      "2 failures and 1 waiver problem",
      "2 failed, 1 unknown, 1 waived, 3 passed, 1 not applicable",
      "Terraform plan plan.json (Terraform 1.11.4), 34 resources, 2026-03-01, rekognition-guardrails 0.1.0",
    ]);
  });

  it("tells a failure with its reason, evidence, request and remedy", () => {
    expect(text).toContain(`RKG-TRANSIT-01 high  Buckets deny every request without TLS
  module.store.aws_s3_bucket.faces["a.b"]  (workload/Faces/Bucket)
    A request without TLS is not denied.
    seen at: module.store.aws_s3_bucket.faces["a.b"] policy.Statement[0].Condition
    decided wrongly, for example:
      action     s3:GetObject
      resource   arn:aws:s3:::faces/x
      principal  anonymous
      context    aws:SecureTransport = false
                 aws:PrincipalOrgPaths = [o-1/r-1, o-2/r-2]
  to mend: Turn on \`bucket_key_enabled\` in the bucket's default encryption.
`);
  });

  it("tells unknowns, waivers and waiver problems, in this order", () => {
    const at = ["Failures", "Unknown", "Waived", "Waiver problems"].map((name) =>
      text.indexOf(`\n${name}\n`),
    );
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(at[0]).toBeGreaterThan(0);
    expect(text).toContain(
      "waived: until 2027-01-31 by legal@example.com (waivers.yaml:3): A court order forbids deletion",
    );
    expect(text).toContain("RKG-RETAIN-04 expired (waivers.yaml:9): It held until 2026-01-31");
    expect(text).toContain("  the configuration\n    Another team deploys the policy");
  });

  it("only counts what passes or does not apply", () => {
    expect(text).not.toContain("aws_kms_key.faces");
    expect(text).not.toContain("RKG-DETECT-04");
  });

  it.each([
    ["Nothing fails", ["pass"]],
    ["Nothing fails, 1 result is unknown", ["pass", "unknown"]],
    ["Nothing fails, 2 results are unknown", ["unknown", "unknown"]],
    ["Nothing was judged", ["not-applicable"]],
    ["1 failure", ["fail", "unknown"]],
  ] as const)("says %j", (headline, verdicts) => {
    const results = verdicts.map((verdict) => sampleResult(CUSTOMER_KEY, verdict, "aws_s3_bucket.a"));
    expect(render("text", sampleReview({ results, waiverProblems: [] })).split("\n")[0]).toBe(headline);
  });

  it("says at the top what the plan leaves open", () => {
    const source = { ...sampleReview().source, complete: false, errored: true };
    const lines = render("text", sampleReview({ source })).split("\n");
    expect(lines[3]).toMatch(/^! The plan stopped at an error/);
    expect(lines[4]).toMatch(/^! The plan is incomplete/);
  });

  it("names standard input, and other sources than plans", () => {
    const source = {
      ...sampleReview().source,
      kind: "account",
      path: "-",
      terraformVersion: undefined,
    } as const;
    expect(render("text", sampleReview({ source }))).toContain("Live account from standard input, 34");
  });

  it("has colours only where they are asked for", () => {
    const coloured = render("text", sampleReview(), { toolVersion: "0.1.0", colour: true });
    expect(text).not.toContain("\u001b");
    expect(coloured).toContain("\u001b[31m");
    expect(stripVTControlCharacters(coloured)).toBe(text);
  });

  it.each([
    ["pass", "\u001b[32m"],
    ["unknown", "\u001b[33m"],
  ] as const)("paints the headline of %s", (verdict, colour) => {
    const results = [sampleResult(CUSTOMER_KEY, verdict, "aws_s3_bucket.a")];
    const review = sampleReview({ results, waiverProblems: [] });
    expect(render("text", review, { toolVersion: "1", colour: true }).split("\n")[0]).toContain(colour);
  });
});
