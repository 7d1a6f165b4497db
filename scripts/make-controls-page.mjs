// Writes docs/controls.md from the registry of controls.
//
//   node scripts/make-controls-page.mjs            writes it
//   node scripts/make-controls-page.mjs --check    exits with 1 where it is not what the registry says
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT, transpileLibrary } from "./transpile.mjs";

const PAGE = join(ROOT, "docs", "controls.md");

const [flag, ...more] = process.argv.slice(2);
if (more.length > 0 || (flag !== undefined && flag !== "--check")) {
  console.error("usage: node scripts/make-controls-page.mjs [--check]");
  process.exit(2);
}

transpileLibrary();
const load = createRequire(import.meta.url);
const { CONTROLS } = load("../dist/policies/controls/index.js");
const { controlsPage } = load("../dist/policies/reports/controls-page.js");
const text = controlsPage(CONTROLS);

if (flag === undefined) writeFileSync(PAGE, text);
else if (onDisk() !== text) {
  console.error("docs/controls.md is not what the controls say: run `node scripts/make-controls-page.mjs`.");
  process.exit(1);
}

function onDisk() {
  try {
    return readFileSync(PAGE, "utf8");
  } catch {
    return "";
  }
}
