/**
 * Runs a command so that it cannot outlive the test that started it: `node guard.cjs COMMAND ARG…`.
 *
 * The command leads a process group of its own. When this process' standard input closes (the test ended it, or the
 * test's process died, however it died) or a signal comes, the whole group is asked to stop, then killed. Jest runs
 * tests in a sandbox whose `process` never sees signals or `exit`: that is why this is a process and not a handler.
 */
const { spawn } = require("node:child_process");

const GRACE_MILLISECONDS = 5_000;
const [command = "", ...commandArguments] = process.argv.slice(2);

const child = spawn(command, commandArguments, { detached: true, stdio: ["ignore", "inherit", "inherit"] });
let stopping = false;

/** @param {NodeJS.Signals} signal */
const signalGroup = (signal) => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group is already gone.
  }
};

const stop = () => {
  if (stopping) return;
  stopping = true;
  signalGroup("SIGTERM");
  setTimeout(() => signalGroup("SIGKILL"), GRACE_MILLISECONDS).unref();
};

child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => {
  signalGroup("SIGKILL"); // what the command left behind: provider plugins, worker processes
  process.exit(code ?? 1);
});

process.stdin.resume();
process.stdin.on("end", stop);
process.stdin.on("error", stop);
process.stdin.on("close", stop);
for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, stop);
