/**
 * The app's own time at synth, against a process that does nothing but load cdktf, constructs and the same provider modules. Whole
 * processes in turn, so that a machine that slows down slows both; medians of wall time.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunctions } from "../scripts/bundle.mjs";
import { bundleApp, ROOT } from "../scripts/transpile.mjs";

const RUNS = 15;
const SOURCE = join(ROOT, "constructs/index.ts");

bundleApp();
await bundleFunctions();
const folder = mkdtempSync(join(tmpdir(), "guardrails-bench-"));
const original = readFileSync(SOURCE);

const floor = join(folder, "floor.cjs");
writeFileSync(
  floor,
  ["cdktf", "constructs", ...providerModules()]
    .map((name) => `require(${JSON.stringify(join(ROOT, "node_modules", name))});`)
    .join("\n"),
);
const prebuilt = join(folder, "prebuilt.cjs");
writeFileSync(prebuilt, `require(${JSON.stringify(join(ROOT, "dist/main.js"))}).synthesize();`);

const subjects = {
  floor: () => run(floor),
  "prebuilt app": () => run(prebuilt),
  "cdktf.json's app": () => run(join(ROOT, "scripts/app.mjs")),
  "cdktf.json's app, edited sources": () => {
    appendFileSync(SOURCE, "// edited\n");
    return run(join(ROOT, "scripts/app.mjs"));
  },
};
const goals = { "prebuilt app": 1.3, "cdktf.json's app": 2, "cdktf.json's app, edited sources": 2 };

try {
  /** @type {Record<string, number[]>} */
  const times = {};
  for (let round = 0; round <= RUNS; round += 1) {
    for (const [name, measure] of Object.entries(subjects)) {
      const milliseconds = measure();
      if (round > 0) times[name] = [...(times[name] ?? []), milliseconds];
    }
  }
  const base = median(times.floor ?? []);
  console.log(`synth: wall time of whole processes, ${RUNS} runs each in turn, Node ${process.version}`);
  for (const name of Object.keys(subjects)) {
    const ratio = median(times[name] ?? []) / base;
    const goal = /** @type {Record<string, number>} */ (goals)[name];
    const missed = goal !== undefined && ratio > goal;
    if (missed) process.exitCode = 1;
    console.log(
      `  ${name.padEnd(34)} median ${median(times[name] ?? [])
        .toFixed(0)
        .padStart(
          5,
        )} ms  ${ratio.toFixed(2)}x${goal === undefined ? "" : `  goal <= ${goal}x ${missed ? "MISSED" : "met"}`}`,
    );
  }
} finally {
  writeFileSync(SOURCE, original);
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} script */
function run(script) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [script], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: join(folder, "cdktf.out") },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** @returns {string[]} */
function providerModules() {
  const app = readFileSync(join(ROOT, "dist/main.js"), "utf8");
  return [...new Set([...app.matchAll(/@cdktf\/provider-aws\/lib\/[a-z0-9-]+/g)].map(([name]) => name))];
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
