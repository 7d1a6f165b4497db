import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { provider, type Stack } from "../controls/support/judges";
import { run, temporaryFolder } from "./support";

const { path: folder, file } = temporaryFolder();
const PLANS = join(__dirname, "../../fixtures/plans");
const encrypted = (enabled: unknown, bucket = "faces"): Stack => ({
  resource: {
    aws_s3_bucket: { faces: { bucket } },
    aws_s3_bucket_server_side_encryption_configuration: {
      faces: { bucket, rule: { bucket_key_enabled: enabled } },
    },
  },
});
const stack = (name: string, content: Stack): string => file(name, { provider, terraform: {}, ...content });
const good = stack("good.tf.json", encrypted(true));
const bad = stack("bad.tf.json", encrypted(false));
const open = stack("open.tf.json", encrypted("${var.bucket_key}"));
const ONLY = ["--only", "RKG-REST-02"];

describe("rekognition-guardrails review: exit codes", () => {
  it.each([
    ["nothing fails", [good], 0],
    ["a control fails", [bad], 1],
    ["something is unknown", [open], 0],
    ["something is unknown, with --strict", [open, "--strict"], 3],
    ["a control fails, with --strict", [bad, "--strict"], 1],
    ["nothing fails, with --strict", [good, "--strict"], 0],
  ])("%s", (_name, args, exitCode) => {
    expect(run("review", ...args, ...ONLY)).toMatchObject({ exitCode, err: "" });
  });

  it("is 1 where a waiver matches nothing", () => {
    const waivers = file(
      "unmatched.yaml",
      "waivers:\n  - {control: RKG-REST-02, address: nothing, reason: it was there once, owner: me, expires: 2999-01-01}\n",
    );
    const { exitCode, out } = run("review", good, "--waivers", waivers, ...ONLY);
    expect(exitCode).toBe(1);
    expect(out).toContain(`${waivers}:2`);
  });
});

describe("rekognition-guardrails review: arguments", () => {
  const waivers = file("waivers.yaml", "waivers: []");
  it.each<readonly [string, readonly string[], RegExp]>([
    ["no input", [], /missing required argument 'input'/],
    ["an unknown option", [good, "--colour"], /unknown option '--colour'/],
    ["a format that is none", [good, "--format", "pdf"], /--format must be one of text, json, .*got: "pdf"/],
    [
      "two formats for standard output",
      [good, "--format", "json", "--format", "text"],
      /only one format can go/,
    ],
    ["a file of no known kind", [good, "-o", "report.doc"], /which format "report.doc" is to have/],
    ["one file for two reports", [good, "-o", "a.json", "-o", "a.json"], /two reports would be written to/],
    [
      "a mistyped control",
      [good, "--only", "RKG-RETS-02"],
      /there is no control "RKG-RETS-02", did you mean RKG-REST-02\?/,
    ],
    ["a control that is nothing like one", [good, "--only", "x"], /there is no control "x" \(/],
    ["a severity that is none", [good, "--severity", "urgent"], /--severity/],
    ["controls that --severity leaves out", [good, ...ONLY, "--severity", "critical"], /no control is left/],
    [
      "an account that is none",
      [good, "--account", "12"],
      /--account must be an account id of twelve digits/,
    ],
    ["a day that is none", [good, "--date", "2026-02-30"], /--date must be a day/],
    ["no days", [good, "--retention-days", "0"], /--retention-days must be a whole number from 1 to 36500/],
    ["an owner without a policy", [good, "--external-opt-out", "us"], /--external-opt-out must be/],
    ["--synth beside synthesized configuration", [good, "--synth", folder], /--synth goes with a plan/],
    ["two stacks of one name", [good, bad], /several stacks need names of their own/],
    ["standard input twice", ["-", "-"], /standard input can be read once only/],
    ["one file by two names", [good, "-o", "./a.json", "-o", "a.json"], /two reports would be written to/],
    ["a report over its input", [good, "-o", good], /would be written over its input/],
    [
      "an input that is not there",
      [join(folder, "nothing.json")],
      /nothing\.json" (is not there|cannot be read|does not exist|.*ENOENT)/,
    ],
    [
      "waivers that are not there",
      [good, "--waivers", join(folder, "nothing.yaml")],
      /cannot read the waivers/,
    ],
    ["a folder of waivers", [good, "--waivers", folder], /cannot read the waivers/],
    [
      "a report that cannot be written",
      [good, ...ONLY, "-o", join(folder, "no/such/x.json")],
      /cannot write/,
    ],
  ])("refuses %s", (_name, args, message) => {
    const { exitCode, err, out } = run("review", ...args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
    expect(err).toMatch(/^rekognition-guardrails: /);
    expect(out).toBe("");
  });

  it("says where waivers are malformed", () => {
    const broken = file("broken.yaml", "waivers:\n  - control: RKG-REST-02\n");
    const { exitCode, err } = run("review", good, "--waivers", broken);
    expect(exitCode).toBe(2);
    expect(err).toContain(`rekognition-guardrails: ${broken}:2: reason must say`);
  });

  it("takes ids in any case, with commas and repeated", () => {
    const { exitCode, out } = run(
      "review",
      good,
      "--only",
      "rkg-rest-02,RKG-TRANSIT-01",
      "--only",
      "RKG-RETAIN-05",
      "--format",
      "json",
      "--waivers",
      waivers,
    );
    expect(new Set(JSON.parse(out).results.map(({ control }: { control: string }) => control))).toEqual(
      new Set(["RKG-REST-02", "RKG-TRANSIT-01", "RKG-RETAIN-05"]),
    );
    expect(exitCode).toBe(1);
  });
});

describe("rekognition-guardrails review: reports", () => {
  it("writes each format to its file", () => {
    const json = join(folder, "report.out");
    const html = join(folder, "report.html");
    const { exitCode, out } = run(
      "review",
      good,
      ...ONLY,
      "--format",
      "json",
      "-o",
      json,
      "--format",
      "html",
      "-o",
      html,
    );
    expect([exitCode, out]).toEqual([0, ""]);
    expect(JSON.parse(readFileSync(json, "utf8"))).toMatchObject({ version: 1, summary: { pass: 1 } });
    expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>/i);
  });

  it("takes - for standard output", () => {
    const { exitCode, out } = run("review", good, ...ONLY, "--format", "json", "-o", "-");
    expect([exitCode, JSON.parse(out).version]).toEqual([0, 1]);
    expect(existsSync("-")).toBe(false);
  });

  it("takes the format from the file's name", () => {
    const report = join(folder, "report.sarif");
    run("review", bad, ...ONLY, "-o", report);
    const sarif = JSON.parse(readFileSync(report, "utf8"));
    expect(sarif.version).toBe("2.1.0");
    expect(sarif.runs[0].results).toHaveLength(1);
  });

  it("points at the line of a plan", () => {
    const plan = JSON.parse(readFileSync(join(PLANS, "app-workload.json"), "utf8"));
    const pretty = file("pretty.json", JSON.stringify(plan, null, 2));
    const report = join(folder, "lines.sarif");
    run("review", pretty, "--only", "RKG-TRANSIT-03", "-o", report);
    const [run0] = JSON.parse(readFileSync(report, "utf8")).runs;
    expect(run0.results.length).toBeGreaterThan(0);
    const reviewed = run("review", pretty, "--only", "RKG-OPTOUT-01", "--format", "sarif");
    expect(JSON.parse(reviewed.out).runs[0].results).toHaveLength(1);
  });

  it("prints no colour where nobody watches a terminal", () => {
    expect(run("review", bad, ...ONLY).out).not.toContain("\u001b");
  });

  it("reads a folder that cdktf wrote", () => {
    const app = join(folder, "cdktf.out");
    for (const [name, content] of [
      ["one", encrypted(true)],
      ["two", encrypted(false, "others")],
    ] as const) {
      mkdirSync(join(app, "stacks", name), { recursive: true });
      writeFileSync(join(app, "stacks", name, "cdk.tf.json"), JSON.stringify({ terraform: {}, ...content }));
    }
    const { exitCode, out } = run("review", app, ...ONLY, "--format", "json");
    expect(exitCode).toBe(1);
    expect(
      JSON.parse(out).results.map(({ subject, verdict }: { subject: string; verdict: string }) => [
        subject,
        verdict,
      ]),
    ).toEqual([
      ["one/aws_s3_bucket.faces", "pass"],
      ["two/aws_s3_bucket.faces", "fail"],
    ]);
  });

  it("writes nothing where the work could not be done", () => {
    const report = join(folder, "never.json");
    run("review", join(folder, "nothing.json"), "-o", report);
    expect(existsSync(report)).toBe(false);
  });
});

describe("rekognition-guardrails: help", () => {
  it("teaches exit codes and examples", () => {
    const { exitCode, out } = run("--help");
    expect(exitCode).toBe(0);
    expect(out).toContain("Exit codes:");
    expect(out).toContain("terraform show -json tfplan > plan.json");
  });

  it("says what a waiver looks like", () => {
    expect(run("review", "--help").out).toContain("expires: 2027-01-31");
  });

  it("prints its version", () => {
    expect(run("--version")).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it("suggests the command that was meant", () => {
    expect(run("reveiw")).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("Did you mean review?"),
    });
  });
});

describe("rekognition-guardrails controls", () => {
  it("lists every control under its promise", () => {
    const { exitCode, out } = run("controls");
    expect(exitCode).toBe(0);
    expect(out).toContain(
      "Encrypted in transit\n  RKG-TRANSIT-01  high     Buckets deny every request without TLS",
    );
  });

  it("explains one, in any case", () => {
    const { exitCode, out } = run("controls", "rkg-transit-01");
    expect(exitCode).toBe(0);
    for (const part of [
      "Severity high",
      "Why\n",
      "How to mend it\n",
      "Terraform\n",
      "TypeScript\n",
      "NIST 800-53 r5 SC-8",
    ])
      expect(out).toContain(part);
  });

  it("suggests the control that was meant", () => {
    expect(run("controls", "RKG-TRANSIT-1")).toMatchObject({
      exitCode: 2,
      out: "",
      err: expect.stringContaining('there is no control "RKG-TRANSIT-1", did you mean RKG-TRANSIT-0'),
    });
  });

  it("prints them for programs", () => {
    const controls: { id: string; judgeAll?: unknown }[] = JSON.parse(run("controls", "--json").out);
    expect(controls.map(({ id }) => id)).toContain("RKG-REST-02");
    expect(controls[0]).not.toHaveProperty("judgeAll");
  });
});
