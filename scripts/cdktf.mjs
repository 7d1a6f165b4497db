/**
 * Runs the cdktf CLI with its telemetry off: where the telemetry host is silent, the CLI waits for it for ever.
 *
 *     node scripts/cdktf.mjs synth | diff | deploy | destroy [STACK …] [OPTION …]
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { ROOT } from "./transpile.mjs";

const [command = "", ...options] = process.argv.slice(2);
// Each stack is deployed alone, with its own account's credentials; the CLI would want all that it depends on in the same call.
const alone = ["deploy", "destroy"].includes(command) ? ["--ignore-missing-stack-dependencies"] : [];

const child = spawn(
  process.execPath,
  [createRequire(import.meta.url).resolve("cdktf-cli/bundle/bin/cdktf"), command, ...options, ...alone],
  { cwd: ROOT, stdio: "inherit", env: { ...process.env, CHECKPOINT_DISABLE: "1" } },
);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
  process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
