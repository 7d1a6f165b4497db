/**
 * Jest's global setup: brings the bundles up to date and, at its first run, installs Lambda's runtime interface client into `.cache`,
 * with a Node of the release that the functions are deployed on. The client builds a native part, for which it needs cmake, make and
 * a C++ compiler; it wants Node 22, so it is no dependency of a project that works on Node 20.
 */
const { execFile } = require("node:child_process");
const { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { promisify } = require("node:util");
const buildBundles = require("../support/build-bundles.cjs");

const RIC = "aws-lambda-ric";
const NODE = `node-linux-${process.arch}`;
const VERSIONS = { [RIC]: "4.0.2", [NODE]: "22.23.3" };
const INSTALL_MILLISECONDS = 900_000;
const FOLDER = join(__dirname, "..", "..", ".cache", "lambda");

module.exports = async () => {
  await buildBundles();
  const packages = JSON.stringify({ private: true, dependencies: VERSIONS, allowScripts: { [RIC]: true } });
  const folder = join(FOLDER, Object.values(VERSIONS).join("_"));
  const installed = join(folder, "installed");
  if (!existsSync(installed)) {
    if (process.platform !== "linux")
      throw new Error(`Lambda's runtime interface client is for Linux only; this is ${process.platform}.`);
    // A half of an earlier installation, that was broken off.
    rmSync(folder, { recursive: true, force: true });
    // Its build does not stand a space in a path, as a checkout's may have one.
    const workshop = mkdtempSync(join(tmpdir(), "lambda-runtime-"));
    try {
      writeFileSync(join(workshop, "package.json"), packages);
      await install(workshop);
      cpSync(workshop, folder, { recursive: true, verbatimSymlinks: true });
    } finally {
      rmSync(workshop, { recursive: true, force: true });
    }
    writeFileSync(installed, "");
  }
  process.env.LAMBDA_NODE = join(folder, "node_modules", NODE, "bin", "node");
  process.env.LAMBDA_RIC = join(folder, "node_modules", RIC, "index.mjs");
};

/** @param {string} folder */
async function install(folder) {
  const options = ["install", "--engine-strict=false", "--no-audit", "--no-fund"];
  try {
    await promisify(execFile)("npm", options, { cwd: folder, timeout: INSTALL_MILLISECONDS });
  } catch (error) {
    const { stderr = "" } = /** @type {{ stderr?: string }} */ (error);
    const end = stderr.trim().split("\n").slice(-20).join("\n");
    throw new Error(
      `${RIC} could not be installed. It needs a package registry, cmake, make and a C++ compiler. npm says:\n${end}`,
      { cause: error },
    );
  }
}
