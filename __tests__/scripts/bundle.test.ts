import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";

const run = promisify(execFile);
const repository = join(__dirname, "..", "..");

let scratch: string;
beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "bundle-test-")));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A checkout of what the bundle of one function is made of, in a folder of its own. */
function checkout(name: string): string {
  const root = join(scratch, name);
  mkdirSync(root, { recursive: true });
  for (const part of [
    "functions/shared",
    "functions/verify-face",
    "policies",
    "scripts/bundle.mjs",
    "package.json",
    "package-lock.json",
  ]) {
    cpSync(join(repository, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  return root;
}

/** Runs a checkout's own script; says what it says. */
async function bundle(root: string, environment: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run(process.execPath, [join(root, "scripts", "bundle.mjs")], {
    cwd: tmpdir(),
    env: { ...process.env, ...environment },
  });
  return stdout;
}

/** Runs the script of a checkout as a program would. */
async function evaluate(code: string, environment: Record<string, string> = {}): Promise<string> {
  const script = JSON.stringify(`file://${encodeURI(join(repository, "scripts", "bundle.mjs"))}`);
  const program = `import { bundleFunctions, zip } from ${script};\n${code}`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, ...environment },
  });
  return stdout.trim();
}

const output = (root: string, file = "verify-face.zip") => join(root, "dist", "functions", file);
const manifest = (root: string) => JSON.parse(readFileSync(output(root, "bundles.json"), "utf8"));
const sha256 = (content: Buffer | Uint8Array) => createHash("sha256").update(content).digest("base64");

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("bundleFunctions", () => {
  it("makes the same bytes in another folder, with other times, modes, time zone and tsconfig", async () => {
    const here = checkout("here");
    const there = checkout("over there/in a folder with spaces");
    for (const file of everyFile(join(there, "functions"))) {
      chmodSync(file, 0o755);
      utimesSync(file, 1_000_000_000, 1_000_000_000);
    }
    writeFileSync(
      join(there, "tsconfig.json"),
      '{ "compilerOptions": { "target": "ES5", "alwaysStrict": false } }',
    );

    await Promise.all([
      bundle(here, { TZ: "Pacific/Kiritimati" }),
      bundle(there, { TZ: "America/Los_Angeles", NODE_ENV: "production", LC_ALL: "C" }),
    ]);

    const zips = [here, there, repository].map((root) => readFileSync(output(root)));
    expect(new Set(zips.map(sha256)).size).toBe(1);
    expect(manifest(there)).toEqual(manifest(here));
    expect(manifest(here)["verify-face"]).toEqual({
      inputs: expect.stringMatching(/^[0-9a-f]{64}$/),
      sha256: sha256(zips[0] ?? Buffer.alloc(0)),
      bytes: zips[0]?.length,
    });
  });

  it("leaves alone what has not changed, and builds what has", async () => {
    const root = checkout("incremental");
    expect(await bundle(root)).toContain("built");
    const first = { zip: readFileSync(output(root)), at: statSync(output(root), { bigint: true }).mtimeNs };

    expect(await bundle(root)).toContain("unchanged");
    expect(statSync(output(root), { bigint: true }).mtimeNs).toBe(first.at);

    const source = join(root, "functions", "verify-face", "decision.ts");
    writeFileSync(source, readFileSync(source, "utf8").replaceAll("face-matches", "face-is-the-same"));
    expect(await bundle(root)).toContain("built");
    expect(sha256(readFileSync(output(root)))).not.toBe(sha256(first.zip));
    expect(readFileSync(output(root, "bundles.json"), "utf8")).toContain(sha256(readFileSync(output(root))));
  });

  it("builds again where the zip or the manifest is gone or damaged, and takes away what has no source", async () => {
    const root = checkout("damaged");
    await bundle(root);
    const good = sha256(readFileSync(output(root)));
    const states = await evaluate(
      `import { rmSync, readFileSync, writeFileSync } from "node:fs";
      const [root, out] = [${JSON.stringify(root)}, ${JSON.stringify(join(root, "dist", "functions"))}];
      const manifest = readFileSync(out + "/bundles.json", "utf8");
      const gone = { inputs: "", sha256: "", bytes: 0 };
      const damages = [
        () => writeFileSync(out + "/verify-face.zip", "not a zip"),
        () => rmSync(out + "/verify-face.zip"),
        () => writeFileSync(out + "/bundles.json", "{"),
        () => {
          writeFileSync(out + "/bundles.json", JSON.stringify({ ...JSON.parse(manifest), gone }));
          writeFileSync(out + "/gone.zip", "");
        },
      ];
      for (const damage of damages) {
        damage();
        await bundleFunctions({ root });
        console.log(readFileSync(out + "/bundles.json", "utf8") === manifest);
      }`,
    );
    expect(states.split("\n")).toEqual(["true", "true", "true", "true"]);
    expect(sha256(readFileSync(output(root)))).toBe(good);
    expect(existsSync(output(root, "gone.zip"))).toBe(false);
  });

  it("leaves whole files when several processes build at once", async () => {
    const root = checkout("race");
    await Promise.all([bundle(root), bundle(root)]);
    expect(manifest(root)["verify-face"].sha256).toBe(sha256(readFileSync(output(root))));
    expect(readdirSync(join(root, "dist", "functions")).sort()).toEqual(["bundles.json", "verify-face.zip"]);
  });

  it("names file, line and column of what does not compile, and leaves no half-made bundle", async () => {
    const root = checkout("broken");
    writeFileSync(
      join(root, "functions", "verify-face", "decision.ts"),
      "export const x = 1;\nexport const = 2;\n",
    );
    await expect(bundle(root)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^Could not bundle functions\/verify-face\/handler\.ts:\n {2}functions\/verify-face\/decision\.ts:2:14: /,
      ),
    });
    expect(existsSync(output(root))).toBe(false);
  });

  it("checks in milliseconds", async () => {
    const code = `await bundleFunctions();
      const times = [];
      for (let i = 0; i < 9; i += 1) { const t = performance.now(); await bundleFunctions(); times.push(performance.now() - t); }
      console.log(times.sort((a, b) => a - b)[4]);`;
    expect(Number(await evaluate(code))).toBeLessThan(30);
  });
});

describe("the bundle of verify-face", () => {
  const files = () => unzipSync(readFileSync(output(repository)));
  const text = (file: string) => Buffer.from(files()[file] ?? []).toString("utf8");

  it("holds the function and the licences of what is in it", () => {
    expect(Object.keys(files())).toEqual(["THIRD-PARTY-LICENSES.txt", "index.js"]);
    const licences = text("THIRD-PARTY-LICENSES.txt");
    for (const named of [
      "@aws-sdk/client-rekognition@",
      "@aws-sdk/client-s3@",
      "zod@",
      "Apache License",
      "MIT License",
    ]) {
      expect(licences).toContain(named);
    }
  });

  it("names no path of the machine that made it", () => {
    for (const file of Object.keys(files())) {
      expect(text(file)).not.toContain(repository);
      expect(text(file)).not.toContain("node_modules/");
    }
  });

  it("needs nothing but Node, and exports the handler", async () => {
    const folder = join(scratch, "lambda");
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files())) writeFileSync(join(folder, name), content);
    const required = [...text("index.js").matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    const foreign = required.filter((name) => !isBuiltin(name));
    // Tried, and done without, for what no function does: multi-Region access points.
    expect(new Set(foreign)).toEqual(new Set(["@aws-sdk/signature-v4-crt"]));

    const program = `const { handler } = require("./index.js");
      handler({ memberId: "../x", probe: {} }, { awsRequestId: "invocation-1", getRemainingTimeInMillis: () => 3000 })
        .then((answer) => console.log(JSON.stringify(answer)));`;
    const { stdout, stderr } = await run(process.execPath, ["--eval", program], {
      cwd: folder,
      env: {
        AWS_REGION: "eu-west-1",
        POWERTOOLS_SERVICE_NAME: "verify-face",
        POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
        IMAGE_BUCKET: "lending-desk-faces",
        IMAGE_BUCKET_OWNER: "111122223333",
        IMAGE_KEY_ARN: "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d",
      },
    });
    // Behind it, on an older Node than Lambda's, the SDK asks for a newer one.
    const [line = ""] = stderr.split("\n");
    expect(JSON.parse(line)).toMatchObject({ message: "request refused", reason: "member-id-malformed" });
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual({
      error: "request-refused",
      reason: "member-id-malformed",
      requestId: "invocation-1",
    });
  });
});

describe("zip", () => {
  it("gives the same bytes in every time zone, whatever the order of the files", async () => {
    const code = `const files = { b: Buffer.from("b"), a: Buffer.from("a") };
      const { createHash } = await import("node:crypto");
      const hashes = new Set();
      for (const zone of Intl.supportedValuesOf("timeZone")) {
        process.env.TZ = zone;
        for (const order of [["a", "b"], ["b", "a"]]) {
          const zipped = await zip(Object.fromEntries(order.map((name) => [name, files[name]])));
          hashes.add(createHash("sha256").update(zipped).digest("hex"));
        }
      }
      console.log(hashes.size, Intl.supportedValuesOf("timeZone").length > 300);`;
    expect(await evaluate(code)).toBe("1 true");
  });

  it("keeps what the files hold, as regular files that anyone may read", async () => {
    const code = `process.stdout.write(Buffer.from(await zip({ "index.js": Buffer.from("exports.handler = 1;") })).toString("base64"))`;
    const zipped = Buffer.from(await evaluate(code), "base64");
    expect(Buffer.from(unzipSync(zipped)["index.js"] ?? []).toString()).toBe("exports.handler = 1;");
    const directory = zipped.indexOf("PK\u0001\u0002");
    expect(zipped[directory + 5]).toBe(3); // Made on Unix.
    expect((zipped.readUInt32LE(directory + 38) >>> 16).toString(8)).toBe("100644");
  });
});
