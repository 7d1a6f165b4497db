import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LambdaAccount, openLambdaAccount } from "./lambda-account";
import { bareImages, type LoadCase, type LoadPlan, type LoadReport, loadCases } from "./load-plan";

const TOTAL = 10_000;
const AT_ONCE = 100;
const FAULT_RATE = 0.05;
/** What code that gets compiled may take, and the sockets that are kept. A leak of 1 kB a verification is 5 MB. */
const HEAP_SLACK_BYTES = 2_000_000;

let account: LambdaAccount;
let cases: readonly LoadCase[];
let report: LoadReport;
beforeAll(async () => {
  account = await openLambdaAccount({ keepRequests: false });
  cases = loadCases(account.bucket);
  account.aws.strike({
    rate: FAULT_RATE,
    faults: ["throttling", "internal-error", "slow-down", "reset", "slow-body"],
    seed: 7,
  });
  report = await run({
    events: cases.map(({ event }) => event),
    total: TOTAL,
    atOnce: AT_ONCE,
    remainingMs: 6000,
    bareEvery: 5,
    bare: bareImages(),
  });
});
afterAll(() => account.close());

/** Verifies in a process of its own, on Lambda's Node, by the function as it is deployed. */
function run(plan: LoadPlan): Promise<LoadReport> {
  const planFile = join(account.folder, "plan.json");
  writeFileSync(planFile, JSON.stringify(plan));
  const child = fork(
    join(__dirname, "load-subject.cjs"),
    [join(account.unpack("verify-face"), "index.js"), planFile],
    {
      execPath: process.env.LAMBDA_NODE,
      execArgv: ["--expose-gc"],
      env: { ...account.environment, POWERTOOLS_SERVICE_NAME: "verify-face" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    },
  );
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on("message", (message) => resolve(message as LoadReport));
    child.on("close", (code) =>
      reject(new Error(`The load's process ended with ${code}. It said at last:\n${said}`)),
    );
  });
}

describe(`${TOTAL} verifications, ${AT_ONCE} at once, where 1 of 20 calls fails`, () => {
  it("loses none: each comes to a verdict or a refusal", () => {
    expect(report.outcomes).toHaveLength(TOTAL);
    const undecided = report.outcomes.filter(
      (outcome) => !/^(approved|denied|review|request-refused) /.test(outcome),
    );
    expect(undecided).toEqual([]);
  });

  it("gets none wrong: each is what the world says", () => {
    const wrong = report.outcomes
      .map((outcome, index) => ({ outcome, expected: cases[index % cases.length]?.expected }))
      .filter(({ outcome, expected }) => outcome !== expected);
    expect(wrong).toEqual([]);
  });

  it("did meet faults, and left few of them to the caller", () => {
    const { "deadline-passed": late = 0, ...others } = report.triedAgain;
    // A slow body is only ended by the deadline; so is a call on a machine that is too busy.
    expect(late).toBeGreaterThan(0);
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBeLessThan(TOTAL / 100);
  });

  it("leaves the heap as large as it was", () => {
    const [, middle = 0, , end = 0] = report.heapBytes;
    expect(report.heapBytes).toHaveLength(4);
    expect(end - middle).toBeLessThan(HEAP_SLACK_BYTES);
  });

  it("tells how long they took, which depends on the machine", () => {
    const { verificationMs, bareMs, triedAgain, heapBytes } = report;
    process.stderr.write(
      `verification p50 ${quantile(verificationMs, 0.5)} ms, p99 ${quantile(verificationMs, 0.99)} ms; bare CompareFaces p50 ${quantile(bareMs, 0.5)} ms, p99 ${quantile(bareMs, 0.99)} ms; tried again ${JSON.stringify(triedAgain)}; heap after each quarter ${heapBytes.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(", ")}\n`,
    );
    expect(bareMs.length).toBeGreaterThan(TOTAL / 6);
  });
});

function quantile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(0);
}
