#!/usr/bin/env node
/**
 * Bundles the Lambda functions: for each folder of functions/ with a handler.ts, one minified file with the AWS SDK in it, in a zip
 * that is the same to the last byte on every machine, whatever the paths, the files' times and modes, and the time zone.
 *
 *     node scripts/bundle.mjs [--root DIR] [--out DIR]
 *
 * Beside the zips stands `bundles.json`, with what each was built from; where that has not changed, nothing is built.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const SCRIPT = fileURLToPath(import.meta.url);
const MANIFEST = "bundles.json";
const LICENSES = "THIRD-PARTY-LICENSES.txt";

/** How esbuild makes a bundle; the bench makes its floor the same way. */
export const BUILD_OPTIONS = /** @satisfies {import("esbuild").BuildOptions} */ ({
  bundle: true,
  write: false,
  platform: "node",
  target: "node22",
  format: "cjs",
  mainFields: ["module", "main"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "silent",
  // The SDK takes it where it is there, for multi-Region access points: no function calls one, so it must not be found by chance.
  external: ["@aws-sdk/signature-v4-crt"],
  // In place of whatever tsconfig.json is nearest, and of NODE_PATH.
  tsconfigRaw: { compilerOptions: { target: "ES2022", strict: true } },
  nodePaths: [],
});

/**
 * @typedef {object} Bundle
 * @property {string} inputs SHA-256, in hexadecimal, of everything it was built from
 * @property {string} sha256 SHA-256 of the zip in base64: what Lambda calls `CodeSha256` and Terraform `source_code_hash`
 * @property {number} bytes of the zip
 */

/** @typedef {Bundle & { name: string, path: string, built: boolean }} BundleResult `built` is false where nothing had changed */

/**
 * Brings the bundles of all functions up to date. Safe to run in several processes at once.
 *
 * @param {object} [options]
 * @param {string} [options.root] folder that holds functions/, policies/, package-lock.json and node_modules/; default: this repository
 * @param {string} [options.outDir] where `<function>.zip` go; default: dist/functions below the root
 * @returns {Promise<BundleResult[]>} sorted by name
 * @throws {Error} naming file, line and column, when a function does not compile
 */
export async function bundleFunctions({ root = dirname(dirname(SCRIPT)), outDir } = {}) {
  // The name the file system knows it by, or esbuild sees files and working directory in different places.
  const home = realpathSync(root);
  const out = resolve(outDir ?? join(home, "dist", "functions"));
  const inputs = hashInputs(home);
  const before = readManifest(out);
  const names = functionNames(home);

  const results = await Promise.all(
    names.map(async (name) => {
      const path = join(out, `${name}.zip`);
      const known = before[name];
      if (known !== undefined && isCurrent(known, inputs, path))
        return { name, path, built: false, ...known };
      const zipped = await bundle(home, name);
      writeAtomically(path, zipped);
      return { name, path, built: true, inputs, sha256: sha256(zipped), bytes: zipped.length };
    }),
  );

  const gone = Object.keys(before).filter((name) => !names.includes(name));
  for (const name of gone) rmSync(join(out, `${name}.zip`), { force: true });
  if (gone.length > 0 || results.some(({ built }) => built)) {
    const after = Object.fromEntries(
      results.map(({ name, inputs, sha256, bytes }) => [name, { inputs, sha256, bytes }]),
    );
    writeAtomically(join(out, MANIFEST), Buffer.from(`${JSON.stringify(after, null, 2)}\n`));
  }
  return results;
}

/**
 * A zip of files, in the order of their names.
 *
 * The time is made of local parts because the zip format has no time zone and fflate writes local ones; noon is there on every
 * day of every zone.
 *
 * @param {Readonly<Record<string, Uint8Array>>} files
 * @returns {Promise<Uint8Array>}
 */
export async function zip(files) {
  const { zipSync } = await import("fflate");
  const mtime = new Date(1980, 1, 1, 12, 0, 0);
  const unix = 3;
  const regularFile = 0o100644;
  const sorted = Object.keys(files).sort();
  return zipSync(Object.fromEntries(sorted.map((name) => [name, /** @type {Uint8Array} */ (files[name])])), {
    level: 9,
    mtime,
    os: unix,
    attrs: regularFile << 16,
  });
}

/** @param {string} root */
function functionNames(root) {
  const folder = join(root, "functions");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "handler.ts")))
    .map((entry) => entry.name)
    .sort();
}

/** @param {string} root @param {string} name */
async function bundle(root, name) {
  const { build } = await import("esbuild");
  const entry = `functions/${name}/handler.ts`;
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    ...BUILD_OPTIONS,
    metafile: true,
    outfile: "index.js",
  }).catch((error) => {
    throw new Error(explain(entry, error), { cause: error });
  });
  const [code] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (code === undefined || output === undefined) throw new Error(`${entry}: esbuild gave no output.`);
  return zip({
    "index.js": code.contents,
    [LICENSES]: Buffer.from(licenses(root, Object.keys(output.inputs))),
  });
}

/**
 * The licences of what is bundled, which ask to go along with every copy; the same text is given once.
 *
 * @param {string} root
 * @param {readonly string[]} inputs paths of the bundled files, below the root
 */
function licenses(root, inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const packages = [...folders].map((folder) => licenseOf(join(root, folder)));
  packages.sort((a, b) => (a.id < b.id ? -1 : 1));
  /** @type {Map<string, string[]>} */
  const idsByText = new Map();
  for (const { id, text } of packages) idsByText.set(text, [...(idsByText.get(text) ?? []), id]);
  const rule = "-".repeat(80);
  return [...idsByText].map(([text, ids]) => `${rule}\n${ids.join("\n")}\n${rule}\n\n${text}\n`).join("\n");
}

/** @param {string} folder of an installed package */
function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const id = `${name}@${version}`;
  const files = readdirSync(folder).filter((file) => /^(licen[sc]e|notice|copyright)/i.test(file));
  const texts = files
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim());
  if (texts.length > 0) return { id, text: texts.join("\n\n") };
  if (typeof license === "string")
    return { id, text: `Licence: ${license} (the package holds no text of it).` };
  throw new Error(`${id} would be bundled and says nothing of its licence: ${folder}`);
}

/**
 * One hash over all that a bundle can depend on: the functions, the policies they may import, the locked and the building
 * packages, and this script.
 *
 * @param {string} root
 */
function hashInputs(root) {
  const hash = createHash("sha256");
  const require = createRequire(join(root, "package.json"));
  for (const tool of ["esbuild", "fflate"])
    hash.update(`${tool} ${require(`${tool}/package.json`).version}\n`);
  hash.update(readFileSync(SCRIPT));
  hash.update(readFileSync(join(root, "package-lock.json")));
  for (const folder of ["functions", "policies"]) {
    for (const file of filesBelow(join(root, folder))) {
      hash.update(`\n${relative(root, file).split(sep).join("/")}\n`).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() && /\.(ts|js|json)$/.test(entry.name) ? [path] : [];
    });
}

/** @param {Bundle} known @param {string} inputs @param {string} path */
function isCurrent(known, inputs, path) {
  if (known.inputs !== inputs) return false;
  try {
    return sha256(readFileSync(path)) === known.sha256;
  } catch {
    return false;
  }
}

/** @param {string} out @returns {Record<string, Bundle>} */
function readManifest(out) {
  try {
    return JSON.parse(readFileSync(join(out, MANIFEST), "utf8"));
  } catch {
    return {}; // Not there, or not to be trusted: build.
  }
}

/** Whoever reads the file while it is written sees the old one or the new one, whole. @param {string} path @param {Uint8Array} content */
function writeAtomically(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** @param {string} entry @param {unknown} error */
function explain(entry, error) {
  const errors = /** @type {Partial<import("esbuild").BuildFailure>} */ (error).errors ?? [];
  const lines = errors.map(({ text, location }) =>
    location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`,
  );
  return `Could not bundle ${entry}:\n  ${lines.length > 0 ? lines.join("\n  ") : String(error)}`;
}

/** @param {Uint8Array} content */
function sha256(content) {
  return createHash("sha256").update(content).digest("base64");
}

if (process.argv[1] !== undefined && pathToFileURL(realpathSync(process.argv[1])).href === import.meta.url) {
  const { values } = parseArgs({ options: { root: { type: "string" }, out: { type: "string" } } });
  try {
    const results = await bundleFunctions({
      ...(values.root === undefined ? {} : { root: values.root }),
      ...(values.out === undefined ? {} : { outDir: values.out }),
    });
    for (const { name, bytes, sha256, built } of results) {
      console.log(
        `${name}  ${(bytes / 1000).toFixed(1)} kB  sha256 ${sha256}  ${built ? "built" : "unchanged"}`,
      );
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
