import type { RequestPrincipal } from "../../../policies/language";
import { render, schemaFaults } from "./support/parse";
import { hostileReview, PLAIN_HTTP, sampleResult, sampleReview, WITNESS } from "./support/sample-review";

const report = (...given: Parameters<typeof sampleReview>) =>
  JSON.parse(render("json", sampleReview(...given)));

describe("the JSON report", () => {
  it("has the shape of its schema", () => {
    expect(schemaFaults(render("json", sampleReview()))).toEqual([]);
    expect(schemaFaults('{ "version": 2 }')).not.toEqual([]);
  });

  it("says what was read, and counts", () => {
    expect(report()).toMatchObject({
      version: 1,
      source: { kind: "plan", path: "plan.json", terraformVersion: "1.11.4", complete: true, errored: false },
      summary: { pass: 3, fail: 2, unknown: 1, notApplicable: 1, waived: 1, resources: 34 },
      waiverProblems: [{ control: "RKG-RETAIN-04", origin: "waivers.yaml:9", problem: "expired" }],
    });
  });

  it("gives a result exactly the members that scripts rely on", () => {
    const { results } = report();
    expect(results[3]).toEqual({
      control: "RKG-TRANSIT-01",
      severity: "high",
      subject: 'module.store.aws_s3_bucket.faces["a.b"]',
      verdict: "fail",
      reason: "A request without TLS is not denied.",
      evidence: [
        { address: 'module.store.aws_s3_bucket.faces["a.b"]', path: "policy.Statement[0].Condition" },
      ],
      witness: {
        action: "s3:GetObject",
        resource: "arn:aws:s3:::faces/x",
        principal: "*",
        context: { "aws:SecureTransport": "false", "aws:PrincipalOrgPaths": ["o-1/r-1", "o-2/r-2"] },
      },
      waiver: null,
    });
    expect(results[5].waiver).toEqual({
      reason: "A court order forbids deletion",
      owner: "legal@example.com",
      expires: "2027-01-31",
    });
  });

  it.each<[RequestPrincipal, string]>([
    [{ type: "anonymous" }, "*"],
    [{ type: "service", name: "logging.s3.amazonaws.com" }, "logging.s3.amazonaws.com"],
    [{ type: "aws", arn: "arn:aws:iam::1:role/r", account: "1" }, "arn:aws:iam::1:role/r"],
  ])("names the principal %j as %s", (principal, name) => {
    const { resource: _, ...witness } = { ...WITNESS, principal };
    const results = [sampleResult(PLAIN_HTTP, "fail", "aws_s3_bucket.a", { witness })];
    expect(report({ results }).results[0].witness).toMatchObject({ principal: name, resource: null });
  });

  it("says null where no version of Terraform is known", () => {
    const source = { ...sampleReview().source, terraformVersion: undefined };
    expect(report({ source }).source.terraformVersion).toBeNull();
  });

  it("escapes what a terminal would obey, and keeps what it means", () => {
    const name = "\u202e\u009b31m\u001b[0m\u{e0041}\n";
    const text = render("json", hostileReview(name));
    for (const character of ["\u202e", "\u009b", "\u001b", "\u{e0041}"])
      expect(text).not.toContain(character);
    expect(JSON.parse(text).source.path).toBe(name);
  });
});
