import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../../../policies/configuration/input/input-error";
import {
  type Input,
  type InputOptions,
  readInput,
} from "../../../../policies/configuration/input/read-input";

const PLAN = { format_version: "1.2", terraform_version: "1.11.4", resource_changes: [], configuration: {} };
const STACK = { resource: { aws_s3_bucket: { faces: { bucket: "faces" } } } };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-input-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(content: string | Buffer, name = "plan.json"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The message of the one error that may be thrown. */
function refusal(path: string, options?: InputOptions): string {
  try {
    readInput(path, options);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).not.toMatch(/[\n\r]/);
    return error.message;
  }
  throw new Error("it was read");
}

const planIn = (input: Input) => (input.kind === "plan" ? input.plan : undefined);
const stacksIn = (input: Input) => (input.kind === "synth" ? input.stacks : undefined);

describe("what can be read", () => {
  const text = JSON.stringify(PLAN);
  const swapped = Buffer.from(`\uFEFF${text}`, "utf16le").swap16();

  it.each<[string, string | Buffer]>([
    ["UTF-8", text],
    ["UTF-8 with a byte order mark", `\uFEFF${text}`],
    ["UTF-16, little end first, as PowerShell writes it", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16, big end first", swapped],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le")],
    ["space around it", `\n  ${text}\r\n`],
  ])("is a plan in %s", (_, content) => {
    expect(planIn(readInput(write(content)))).toEqual(PLAN);
  });

  it.each<readonly [string, unknown]>([
    ["an object", {}],
    ["a text", "none"],
    ["changes without an address", [{ change: {} }]],
    ["no objects", [5]],
  ])("is refused with changes that are %s: nothing in them would be judged", (_name, resource_changes) => {
    expect(() => readInput(write(JSON.stringify({ ...PLAN, resource_changes })))).toThrow(
      /`resource_changes` is no list of changes with addresses/,
    );
  });

  it.each(["0.1", "0.2", "1.0", "1.1", "1.2", "1.99"])("is a plan of format %s", (format_version) => {
    expect(readInput(write(JSON.stringify({ ...PLAN, format_version }))).kind).toBe("plan");
  });

  it("is a plan that only refreshes, or does nothing", () => {
    expect(readInput(write('{"format_version":"1.2","planned_values":{}}')).kind).toBe("plan");
    expect(readInput(write('{"format_version":"1.2","prior_state":{},"configuration":{}}')).kind).toBe(
      "plan",
    );
  });

  it("is a synthesized stack, by the name of its folder", () => {
    mkdirSync(join(folder, "workload"), { recursive: true });
    const path = write(JSON.stringify(STACK), "workload/cdk.tf.json");
    expect(stacksIn(readInput(path))).toEqual([{ name: "workload", path, json: STACK }]);
    expect(stacksIn(readInput(join(folder, "workload")))).toEqual([{ name: "workload", path, json: STACK }]);
  });

  it("is an app, by its manifest or by its folders", () => {
    const app = join(folder, "app");
    for (const name of ["b", "a", "stale"]) {
      mkdirSync(join(app, "stacks", name), { recursive: true });
      write(JSON.stringify(STACK), `app/stacks/${name}/cdk.tf.json`);
    }
    expect(stacksIn(readInput(app))?.map(({ name }) => name)).toEqual(["a", "b", "stale"]);
    const entry = (name: string) => ({ name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` });
    const manifest = write(
      JSON.stringify({ version: "0.21.0", stacks: { b: entry("b"), a: entry("a") } }),
      "app/manifest.json",
    );
    expect(stacksIn(readInput(app))?.map(({ name }) => name)).toEqual(["b", "a"]);
    expect(stacksIn(readInput(manifest))?.map(({ path }) => path)).toEqual([
      join(app, "stacks/b/cdk.tf.json"),
      join(app, "stacks/a/cdk.tf.json"),
    ]);
  });

  it("holds `__proto__` as a name like any other", () => {
    const path = write(
      '{"format_version":"1.2","resource_changes":[],"__proto__":{"polluted":true},"configuration":{"__proto__":{"polluted":true}}}',
    );
    expect(readInput(path).kind).toBe("plan");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("may nest 100,000 deep in what nobody looks into", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const path = write(`{"format_version":"1.2","resource_changes":[],"x":${deep}}`);
    expect(readInput(path).kind).toBe("plan");
  });
});

describe("what cannot be read", () => {
  it.each<[string, string | Buffer, RegExp]>([
    ["an empty file", "", /is empty/],
    ["blanks", " \n\t", /is empty/],
    ["a saved plan file", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /saved plan file .*terraform show -json/],
    ["a PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), /PNG image/],
    ["a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), /JPEG image/],
    ["gzip", Buffer.from([0x1f, 0x8b, 8]), /gzip/],
    ["other binary", Buffer.from([1, 2, 3, 0, 4]), /is binary/],
    ["HCL", '# faces\nresource "aws_s3_bucket" "faces" {\n}\n', /HCL/],
    ["HCL with a block comment", "/* a */ terraform {\n}\n", /HCL/],
    ["what a plan prints", "\nTerraform used the selected providers to generate\n", /prints for people/],
    ["prose", "hello", /is no JSON;/],
    ["an array", "[1]", /JSON array/],
    ["a scalar", "42", /single JSON value/],
    ["null", "null", /single JSON value/],
    [
      "messages, one a line",
      '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
      /messages of `terraform plan -json`.*terraform show -json tfplan/,
    ],
    ["one message", '{"@level":"info","@message":"x"}', /messages of `terraform plan -json`/],
    ["JSON that breaks off", '{"format_version":"1.2","resource_changes":[{"secret":"hunter2"', /breaks off/],
    ["JSON that breaks off in an object that ends", '{"a":{"b":1}', /breaks off/],
    ["JSON with a mistake", '{"secret":hunter2}', /no valid JSON/],
    ["JSON that looks like messages, and is not", '{"@level":hunter2}', /no valid JSON/],
    ["JSON that holds such a name elsewhere", '{"x":"\\"@level","secret":1}\n', /neither a plan nor/],
    ["two documents", '{"secret":1}{"secret":2}', /no valid JSON/],
    ["a state", '{"version":4,"serial":3,"lineage":"x","resources":[]}', /is a Terraform state/],
    ["an older state", '{"version":3,"serial":3}', /is a Terraform state/],
    [
      "a state, shown",
      '{"format_version":"1.0","terraform_version":"1.11.4","values":{}}',
      /prints of a state/,
    ],
    ["an empty state, shown", '{"format_version":"1.0"}', /prints of a state/],
    ["schemas of providers", '{"format_version":"1.0","provider_schemas":{}}', /describes providers/],
    [
      "a plan of the future",
      JSON.stringify({ ...PLAN, format_version: "2.0" }),
      /at least 0\.1 and below 2\.0, got 2\.0/,
    ],
    ["a plan before all plans", JSON.stringify({ ...PLAN, format_version: "0.0" }), /got 0\.0/],
    [
      "a plan of no version",
      JSON.stringify({ ...PLAN, format_version: { secret: "hunter2" } }),
      /got something else/,
    ],
    ["a plan without a version", '{"resource_changes":[]}', /no `format_version`/],
    ["foreign JSON", '{"name":"x","version":"1.0.0"}', /neither a plan nor/],
    ["an empty object", "{}", /neither a plan nor/],
  ])("says of %s what it is", (_, content, expected) => {
    const message = refusal(write(content));
    expect(message).toMatch(expected);
    expect(message).toContain(JSON.stringify(join(folder, "plan.json")));
    expect(message).not.toMatch(/hunter2/);
  });

  it("knows HCL by its name as well", () => {
    expect(refusal(write("x = 1", "values.tfvars"))).toMatch(/HCL/);
  });

  it("says of a path why it cannot be read", () => {
    expect(refusal(join(folder, "nowhere.json"))).toMatch(/does not exist/);
    expect(refusal(join(write("x", "file"), "below"))).toMatch(/no folder/);
    expect(refusal("x".repeat(5000))).toMatch(/too long/);
    expect(refusal("a\u0000b")).toMatch(/"ab" cannot be read: this is no path/);
    symlinkSync(join(folder, "circle"), join(folder, "circle"));
    expect(refusal(join(folder, "circle"))).toMatch(/circle/);
  });

  it("names a path without what would write on a terminal", () => {
    const message = refusal(`${folder}/\u001b[31mred\u202e\n<b>"x"`);
    expect(message).toContain('[31mred<b>\\"x\\"');
    for (const unseen of ["\u001b", "\u202e", "\n"]) expect(message).not.toContain(unseen);
  });

  it("says of a folder what it lacks", () => {
    const plain = join(folder, "plain");
    mkdirSync(join(plain, "stacks", "empty"), { recursive: true });
    expect(refusal(plain)).toMatch(/folder without synthesized stacks/);
    mkdirSync(join(plain, "cdktf.out"));
    expect(refusal(plain)).toMatch(/the cdktf.out in it may be meant/);
    write("{}", "plain/manifest.json");
    expect(refusal(plain)).toMatch(/neither a plan nor/);
    write(JSON.stringify(PLAN), "plain/manifest.json");
    expect(refusal(plain)).toMatch(/lists no stacks/);
    write('{"stacks":{"x":{"synthesizedStackPath":"../../secret.json"}}}', "plain/manifest.json");
    expect(refusal(plain)).toMatch(/outside the folder/);
    write('{"stacks":{"x":{"synthesizedStackPath":"plan.json"}}}', "plain/manifest.json");
    write(JSON.stringify(PLAN), "plain/plan.json");
    expect(refusal(plain)).toMatch(/no synthesized stack/);
  });

  it("refuses a file that is too large before reading it", () => {
    const path = join(folder, "large.json");
    const file = openSync(path, "w");
    ftruncateSync(file, 1024 * 1024 * 1024);
    closeSync(file);
    const before = process.memoryUsage().rss;
    expect(refusal(path)).toMatch(/larger than 500 MB/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    expect(refusal(write(JSON.stringify(PLAN)), { maximumBytes: 10 })).toMatch(/larger than 0 MB/);
  });

  it("stops reading what does not end", () => {
    expect(refusal("/dev/zero", { maximumBytes: 4 * 1024 * 1024 })).toMatch(/larger than 4 MB/);
  });

  it("reads a pipe", () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    execFileSync("sh", ["-c", `printf '%s' '${JSON.stringify(PLAN)}' > "${pipe}" &`], { stdio: "ignore" });
    expect(planIn(readInput(pipe))).toEqual(PLAN);
  });

  it("reads standard input, to a bound", () => {
    const script = `
      require("@swc/core");
      const { transformSync } = require("@swc/core");
      const { readFileSync } = require("node:fs");
      require.extensions[".ts"] = (module, path) => module._compile(
        transformSync(readFileSync(path, "utf8"), { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }).code, path);
      const { readInput } = require("./policies/configuration/input/read-input.ts");
      try { console.log(readInput("-", { maximumBytes: 4096 }).kind); } catch (error) { console.log(error.name, error.message); }
    `;
    const run = (input: string) =>
      spawnSync(process.execPath, ["-e", script], {
        input,
        encoding: "utf8",
        cwd: join(__dirname, "../../../.."),
      }).stdout.trim();
    expect(run(JSON.stringify(PLAN))).toBe("plan");
    expect(run(JSON.stringify(STACK))).toBe("synth");
    expect(run("")).toMatch(/^InputError standard input is empty/);
    expect(run(" ".repeat(5000))).toMatch(/^InputError standard input is larger than/);
    expect(run('{"stacks":{"x":{"synthesizedStackPath":"x.json"}}}')).toMatch(
      /manifest of an app; give its folder/,
    );
  });
});
