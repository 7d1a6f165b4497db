/**
 * From TypeScript to what Node runs, without checking types (`npm run typecheck` does that).
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, "dist");
const APP = join(DIST, "main.js");

/** What all outputs have in common. Node 20.9 is the oldest that the package runs on. */
const OPTIONS = ["--format=cjs", "--platform=node", "--target=node20.9", "--log-level=error"];

/**
 * Brings dist/main.js up to date: the whole app in one file, which starts faster than its sixty modules. Only the validation library
 * goes in with it; cdktf must not (its asset code runs `__filename` again as a worker). Where no source has changed, nothing is done.
 *
 * @throws {Error} with esbuild's message, where a source is no TypeScript
 */
export function bundleApp() {
  const hash = createHash("sha256");
  const sources = ["main.ts", ...typescriptFiles("constructs"), ...typescriptFiles("policies")];
  for (const file of [...sources, "package-lock.json", "scripts/transpile.mjs"]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(ROOT, file)))
      .update("\0");
  }
  const stamp = `// inputs: ${hash.digest("hex")}`;
  if (existsSync(APP) && readFileSync(APP, "utf8").startsWith(stamp)) return;
  mkdirSync(DIST, { recursive: true });
  // Several processes may build at once: none must read a half-written file.
  const temporary = join(DIST, `main.${process.pid}.js`);
  try {
    esbuild([
      "main.ts",
      "--bundle",
      "--main-fields=module,main",
      ...["cdktf", "constructs", "@cdktf/provider-aws/*"].map((name) => `--external:${name}`),
      `--outfile=${temporary}`,
    ]);
    writeFileSync(temporary, `${stamp}\n${readFileSync(temporary, "utf8")}`);
    renameSync(temporary, APP);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Brings dist/demo.js up to date: the demo, the functions and the fake AWS in one file. Packages stay outside, as they are installed.
 *
 * @returns {string} its path
 */
export function bundleDemo() {
  const demo = join(DIST, "demo.js");
  esbuild(["scripts/demo/main.ts", "--bundle", "--packages=external", `--outfile=${demo}`]);
  return demo;
}

/** Transpiles constructs/ and policies/ to dist/, file by file: what the package ships. */
export function transpileLibrary() {
  const isOfTheApp = (/** @type {string} */ file) => /^constructs\/(settings|stacks)\//.test(file);
  const sources = [...typescriptFiles("constructs"), ...typescriptFiles("policies")];
  esbuild([...sources.filter((file) => !isOfTheApp(file)), "--outbase=.", `--outdir=${DIST}`]);
}

/**
 * Runs esbuild's binary itself: by its JavaScript API the same work takes three times as long, most of it starting up.
 *
 * @param {string[]} args
 */
function esbuild(args) {
  const name = process.platform === "win32" ? "esbuild.exe" : "bin/esbuild";
  const binary = createRequire(import.meta.url).resolve(
    `@esbuild/${process.platform}-${process.arch}/${name}`,
  );
  execFileSync(binary, [...args, ...OPTIONS], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
}

/**
 * @param {string} folder below the root
 * @returns {string[]} paths below the root, with slashes, sorted
 */
function typescriptFiles(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();
}
