/**
 * `npm run bench -- NAME`: measures one thing against a floor in the same run, and holds the ratio against the goal of
 * docs/architecture.md. Prints every figure; the exit code is 1 where a goal is missed.
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".mjs") && file !== "run.mjs")
  .map((file) => file.slice(0, -".mjs".length));
const [name = ""] = process.argv.slice(2);
if (names.includes(name) && existsSync(join(folder, `${name}.mjs`)))
  await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
else {
  console.error(`usage: npm run bench -- ${names.join(" | ")}`);
  process.exitCode = 2;
}
