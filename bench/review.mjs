/**
 * Reviews of plans of 1, 10, 60 and 200 MB, grown from a real one, each against a process that does nothing but `JSON.parse` the same
 * file. Whole processes in turn: wall time and peak memory. With CHECKOV set to its executable, checkov reviews the smallest plan too.
 *
 *     npm run bench -- review            # SIZES=1,10 for some of them
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, transpileLibrary } from "../scripts/transpile.mjs";

const SIZES = (process.env.SIZES ?? "1,10,60,200").split(",").map(Number);
const RUNS = 5;
const GOAL_TIME = 2;
const GOAL_MEMORY = 1.5;

transpileLibrary();
const folder = mkdtempSync(join(tmpdir(), "guardrails-bench-"));
const parse = script("parse.cjs", `JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));`);
const review = script(
  "review.cjs",
  `const { main } = require(${JSON.stringify(join(ROOT, "dist/policies/cli.js"))});
if (main(["review", process.argv[2], "--format", "json", "-o", ${JSON.stringify(join(folder, "report.json"))}]) > 1) throw new Error("the review failed");`,
);

try {
  console.log(`review: whole processes, medians of ${RUNS} runs each in turn, Node ${process.version}`);
  /** @type {number[]} */
  const perMegabyte = [];
  for (const size of SIZES) {
    const plan = join(folder, `plan-${size}.json`);
    const resources = grow(plan, size * 1e6);
    /** @type {{ parse: Figures[], review: Figures[] }} */
    const figures = { parse: [], review: [] };
    for (let round = 0; round <= RUNS; round += 1) {
      const base = run(parse, plan);
      const ours = run(review, plan);
      if (round > 0) {
        figures.parse.push(base);
        figures.review.push(ours);
      }
    }
    const time = median(figures.review.map(({ ms }, index) => ms / (figures.parse[index]?.ms ?? Number.NaN)));
    const memory = median(
      figures.review.map(({ mb }, index) => mb / (figures.parse[index]?.mb ?? Number.NaN)),
    );
    const ms = median(figures.review.map((each) => each.ms));
    perMegabyte.push(ms / size);
    const missed = time > GOAL_TIME || memory > GOAL_MEMORY;
    if (missed) process.exitCode = 1;
    console.log(
      `  ${String(size).padStart(4)} MB, ${String(resources).padStart(6)} resources: review ${ms.toFixed(0)} ms, ${median(figures.review.map((each) => each.mb)).toFixed(0)} MB; JSON.parse ${median(figures.parse.map((each) => each.ms)).toFixed(0)} ms, ${median(figures.parse.map((each) => each.mb)).toFixed(0)} MB; time ${time.toFixed(2)}x (goal ${GOAL_TIME}x), memory ${memory.toFixed(2)}x (goal ${GOAL_MEMORY}x) ${missed ? "MISSED" : "met"}`,
    );
    if (process.env.CHECKOV !== undefined && size === SIZES[0]) versusCheckov(process.env.CHECKOV, plan, ms);
    rmSync(plan);
  }
  const growth = perMegabyte.map((each) => each.toFixed(1)).join(", ");
  console.log(`  growth: ${growth} ms per MB (linear where it does not rise)`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @typedef {{ ms: number, mb: number }} Figures */

/**
 * @param {string} name
 * @param {string} body
 */
function script(name, body) {
  const file = join(folder, name);
  writeFileSync(
    file,
    `${body}\nrequire("node:fs").writeFileSync(${JSON.stringify(join(folder, "peak"))}, String(process.resourceUsage().maxRSS));\n`,
  );
  return file;
}

/**
 * @param {string} file
 * @param {string} plan
 * @returns {Figures}
 */
function run(file, plan) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--max-old-space-size=16000", file, plan], {
    encoding: "utf8",
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(stderr);
  return { ms, mb: Number(readFileSync(join(folder, "peak"), "utf8")) / 1000 };
}

/**
 * @param {string} checkov
 * @param {string} plan
 * @param {number} ms
 */
function versusCheckov(checkov, plan, ms) {
  const start = process.hrtime.bigint();
  spawnSync(checkov, ["--compact", "--quiet", "--skip-download", "-o", "json", "-f", plan], {
    stdio: "ignore",
  });
  const theirs = Number(process.hrtime.bigint() - start) / 1e6;
  console.log(`       checkov on the same plan: ${theirs.toFixed(0)} ms, ${(theirs / ms).toFixed(1)}x ours`);
}

/**
 * Writes a plan of about this many bytes: the real one's resources again and again, each copy under names of its own.
 *
 * @param {string} file
 * @param {number} bytes
 * @returns {number} how many resources it holds
 */
function grow(file, bytes) {
  const source = join(ROOT, "__tests__/fixtures/plans/app-workload.json");
  const plan = JSON.parse(readFileSync(source, "utf8"));
  const changes = JSON.stringify(plan.resource_changes).slice(1, -1);
  const planned = JSON.stringify(plan.planned_values.root_module.resources).slice(1, -1);
  const declared = JSON.stringify(plan.configuration.root_module.resources).slice(1, -1);
  const copies = Math.max(1, Math.round(bytes / (changes.length + planned.length + declared.length)));
  const { resource_changes: _changes, planned_values: _planned, configuration, ...rest } = plan;
  const {
    root_module: { resources: _resources, ...rootModule },
    ...provider
  } = configuration;
  const out = openSync(file, "w");
  const list = (/** @type {string} */ text) => {
    for (let copy = 0; copy < copies; copy += 1)
      writeSync(out, `${copy > 0 ? "," : ""}${renamed(text, copy)}`);
  };
  writeSync(out, `${JSON.stringify(rest).slice(0, -1)},"planned_values":{"root_module":{"resources":[`);
  list(planned);
  writeSync(out, `]}},"resource_changes":[`);
  list(changes);
  writeSync(
    out,
    `],"configuration":${JSON.stringify(provider).slice(0, -1)},"root_module":${JSON.stringify(rootModule).slice(0, -1)}${Object.keys(rootModule).length > 0 ? "," : ""}"resources":[`,
  );
  list(declared);
  writeSync(out, "]}}}");
  closeSync(out);
  return copies * plan.resource_changes.length;
}

/**
 * @param {string} text
 * @param {number} copy
 */
function renamed(text, copy) {
  // Logical ids end in eight digits of a hash; names begin with the app's prefix.
  return text
    .replace(/_[0-9A-F]{8}\b/g, (id) => `${id}_${copy}`)
    .replaceAll("deploy-test", `deploy-test-${copy}`);
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
