import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { bundleFunctions } from "../../scripts/bundle.mjs";
import { verdict } from "./figures.mjs";
import { bundleClients } from "./floor.mjs";

const GOAL = 1.25;

/** The gzipped code of each function against that of the SDK's clients and commands that it imports. @returns whether the goal is met */
export async function measureSizes() {
  console.log(
    "  size of the code, gzipped, against the clients and commands it imports, bundled the same way",
  );
  let met = true;
  for (const { name, path } of await bundleFunctions()) {
    const code = unzipSync(readFileSync(path))["index.js"];
    if (code === undefined) throw new Error(`${path} holds no index.js.`);
    const ours = gzipped(code);
    const floor = gzipped(await bundleClients(name));
    met = met && ours / floor <= GOAL;
    console.log(
      `    ${name.padEnd(24)} ${kilobytes(ours)} against ${kilobytes(floor)}  ${verdict(ours / floor, GOAL)}`,
    );
  }
  return met;
}

/** @param {Uint8Array} code */
const gzipped = (code) => gzipSync(code, { level: 9 }).length;
/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
