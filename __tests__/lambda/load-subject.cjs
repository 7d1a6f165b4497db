/**
 * Verifies again and again, so many at once, by the function as it is deployed; now and then it makes the bare call, to compare with.
 * A verification that is to be tried again is. Tells what each came to, how long it took, and how large the heap was in between.
 */
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { setTimeout: pause } = require("node:timers/promises");
const { CompareFacesCommand, RekognitionClient } = require("@aws-sdk/client-rekognition");

const [functionFile = "", planFile = ""] = process.argv.slice(2);
const { handler } = createRequire(__filename)(functionFile);
/** @type {import("./load-plan").LoadPlan} */
const { events, total, atOnce, remainingMs, bareEvery, bare } = JSON.parse(readFileSync(planFile, "utf8"));
const MOST_TRIES = 10;

const rekognition = new RekognitionClient({});
const picture = Buffer.from(bare.picture, "base64");
const outcomes = new Array(total).fill("");
const verificationMs = new Array(total).fill(0);
/** @type {number[]} */
const bareMs = [];
/** @type {number[]} */
const heapBytes = [];
let next = 0;
/** @type {Record<string, number>} */
const triedAgain = {};

/** @param {number} index */
async function verify(index) {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    const start = performance.now();
    const context = { awsRequestId: `load-${index}`, getRemainingTimeInMillis: () => remainingMs };
    try {
      const { decision, reason, error } = await handler(events[index % events.length], context);
      verificationMs[index] = performance.now() - start;
      return `${decision ?? error} ${reason}`;
    } catch (error) {
      verificationMs[index] = performance.now() - start;
      const { name, message, reason = "" } = /** @type {Error & { reason?: string }} */ (error);
      if (name !== "TryAgainError") return `${name} ${message}`;
      triedAgain[reason] = (triedAgain[reason] ?? 0) + 1;
      await pause(20);
    }
  }
  return "tried in vain";
}

async function callBare() {
  const start = performance.now();
  const command = new CompareFacesCommand({ SourceImage: bare.source, TargetImage: { Bytes: picture } });
  // Its time counts whatever comes of it: faults strike it as they strike the function's calls.
  await rekognition
    .send(command, { abortSignal: AbortSignal.timeout(remainingMs - 500) })
    .catch(() => undefined);
  bareMs.push(performance.now() - start);
}

/** @param {number} end */
async function work(end) {
  while (next < end) {
    const index = next;
    next += 1;
    outcomes[index] = await verify(index);
    if (index % bareEvery === 0) await callBare();
  }
}

async function main() {
  for (const quarter of [1, 2, 3, 4]) {
    const end = (total * quarter) / 4;
    await Promise.all(Array.from({ length: atOnce }, () => work(end)));
    globalThis.gc?.();
    heapBytes.push(process.memoryUsage().heapUsed);
  }
  process.send?.({ outcomes, triedAgain, verificationMs, bareMs, heapBytes }, () => process.exit());
}

main();
