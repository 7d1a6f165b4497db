import { CONTROLS } from "../../../policies/controls";
import { FORMATS, renderReport } from "../../../policies/reports";
import { redactor } from "../../../policies/review/redact";
import type { Result } from "../../../policies/review/result";
import { review } from "../../../policies/review/review";
import { planOf } from "../configuration/plan/plans";

const SECRET = "SENTINEL-123456";

describe("What a plan marks as sensitive", () => {
  const resource = (type: string, name: string, after: object, sensitive: unknown) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    change: { actions: ["create"], before: null, after, after_unknown: {}, after_sensitive: sensitive },
  });
  const statement = {
    Sid: SECRET,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: `arn:aws:s3:::${SECRET}/*`,
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement, statement] });
  const plan = {
    format_version: "1.2",
    variables: { hidden: { value: `${SECRET}-v` }, plain: { value: `${SECRET}-p` } },
    resource_changes: [
      resource("aws_s3_bucket", "faces", { bucket: `${SECRET}-b` }, { bucket: true }),
      resource(
        "aws_s3_bucket_policy",
        "faces",
        { bucket: `${SECRET}-b`, policy },
        { bucket: true, policy: true },
      ),
      resource(
        "aws_s3_bucket_server_side_encryption_configuration",
        "faces",
        {
          bucket: `${SECRET}-b`,
          rule: [
            {
              apply_server_side_encryption_by_default: [
                { sse_algorithm: "aws:kms", kms_master_key_id: `${SECRET}-k` },
              ],
            },
          ],
        },
        { bucket: true, rule: true },
      ),
      resource(
        "aws_lambda_function",
        "verify",
        { function_name: "verify-face", environment: [{ variables: { DB_PASSWORD: SECRET } }] },
        { environment: true },
      ),
    ],
    prior_state: { values: { root_module: { resources: [] } } },
    configuration: { root_module: { variables: { hidden: { sensitive: true } } } },
  };
  const configuration = planOf(plan);
  const reviewed = review(configuration, { today: "2026-11-25" });

  it("decides all the same", () => {
    const fails = reviewed.results.filter(({ verdict }) => verdict === "fail").map(({ control }) => control);
    expect(fails).toEqual(expect.arrayContaining(["RKG-REST-01", "RKG-TRANSIT-01"]));
    expect(JSON.stringify(configuration.secrets)).toContain(SECRET);
  });

  it.each(FORMATS)("stands in no report: %s", (format) => {
    expect(renderReport(format, reviewed, { toolVersion: "0.0.0" })).not.toContain("SENTINEL");
  });

  it("stands in no message of a control that breaks down", () => {
    const [control] = CONTROLS;
    if (control === undefined) throw new Error("there is a control");
    const broken = {
      ...control,
      judgeAll: () => [
        {
          subject: null,
          judge: () => {
            throw new Error(`cannot take ${SECRET}-b`);
          },
        },
      ],
    };
    expect(() => review(configuration, { controls: [broken], today: "2026-11-25" })).toThrow(
      /^RKG-REST-01 failed on the configuration: cannot take \(sensitive\)\./,
    );
  });
});

describe("redactor", () => {
  const result = (reason: string): Result => ({
    control: "RKG-REST-01",
    severity: "high",
    subject: null,
    constructPath: undefined,
    verdict: "fail",
    reason,
    evidence: [{ address: "aws_x.y", path: `tags["${reason}"]` }],
    witness: undefined,
    waiver: undefined,
  });
  const hidden = (secrets: readonly string[], reason: string) => redactor(secrets)(result(reason)).reason;

  it.each<readonly [string, readonly string[], string, string]>([
    ["one", ["abcd"], "is abcd here", "is (sensitive) here"],
    ["several", ["abcd", "wxyz"], "abcd wxyz", "(sensitive) (sensitive)"],
    ["one within another", ["abcdef", "cdef"], "abcdef", "(sensitive)"],
    ["two that overlap", ["abcdef", "defghi"], "-abcdefghi-", "-(sensitive)-"],
    ["one with the beginning of another", ["abcd1", "abcd2"], "abcd3", "abcd3"],
    ["none", [], "abcd", "abcd"],
  ])("hides %s", (_name, secrets, reason, expected) => expect(hidden(secrets, reason)).toBe(expected));

  it("hides in evidence and witnesses too", () => {
    const witness = {
      action: "s3:GetObject",
      resource: "arn:aws:s3:::abcd/x",
      principal: {
        type: "aws" as const,
        arn: "arn:aws:iam::111122223333:role/abcd",
        account: "111122223333",
      },
      context: { one: "abcd", several: ["x", "abcd"] },
    };
    const redacted = redactor(["abcd"])({ ...result("abcd"), witness });
    expect(JSON.stringify(redacted)).not.toContain("abcd");
    expect(redacted.witness?.context).toEqual({ one: "(sensitive)", several: ["x", "(sensitive)"] });
  });
});
