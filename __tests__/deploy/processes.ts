import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";

const GUARD = join(__dirname, "guard.cjs");
const TAIL_LINES = 30;

/** How a command is run. */
export interface CommandOptions {
  readonly cwd?: string;
  /** @default - this process' environment without its AWS_* and TF_* variables */
  readonly env?: NodeJS.ProcessEnv;
  /** Everything the command prints is also appended to this file. */
  readonly logFile: string;
  readonly timeoutSeconds: number;
  /** Exit codes that are an answer, not a failure. @default [0] */
  readonly accept?: readonly number[];
}

/** What a finished command said. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly seconds: number;
}

/** A command failed, was stopped, or could not start. */
export class CommandError extends Error {
  constructor(
    readonly command: string,
    readonly exitCode: number,
    readonly stderr: string,
    reason: string,
    logFile: string,
  ) {
    super(`${command}: ${reason}\n${lastLines(stderr, TAIL_LINES)}\nThe whole output is in ${logFile}`);
    this.name = "CommandError";
  }
}

/** The last lines of a text, without blank ones. */
export function lastLines(text: string, count: number): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .join("\n");
}

/** This process' environment without what would lead Terraform, moto or an SDK to a real account. */
export function isolatedEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|TF|MOTO)_/.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/** Starts a command under the guard. Ending its standard input stops the command and all it started. */
export function startGuarded(
  command: string,
  commandArguments: readonly string[],
  options: { cwd?: string | undefined; env?: NodeJS.ProcessEnv | undefined },
): ChildProcess {
  const child = spawn(process.execPath, [GUARD, command, ...commandArguments], {
    cwd: options.cwd,
    env: options.env ?? isolatedEnvironment(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin?.on("error", () => undefined); // closing a pipe whose reader has just left
  return child;
}

/** Runs a command to its end; throws a {@link CommandError} with the last lines of its stderr. */
export async function runCommand(
  command: string,
  commandArguments: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const title = [command, ...commandArguments].join(" ");
  const started = performance.now();
  appendFileSync(options.logFile, `\n$ ${title}\n`);
  const child = startGuarded(command, commandArguments, options);
  const timeout = AbortSignal.timeout(options.timeoutSeconds * 1000);
  timeout.addEventListener("abort", () => child.stdin?.destroy(), { once: true });

  const stdout = collect(child.stdout, options.logFile);
  const stderr = collect(child.stderr, options.logFile);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  const seconds = (performance.now() - started) / 1000;
  appendFileSync(options.logFile, `# exit code ${exitCode} after ${seconds.toFixed(1)} s\n`);
  child.stdin?.destroy();

  if (timeout.aborted) {
    const reason = `stopped: not finished after ${options.timeoutSeconds} s`;
    throw new CommandError(title, exitCode, stderr(), reason, options.logFile);
  }
  if (!(options.accept ?? [0]).includes(exitCode)) {
    throw new CommandError(title, exitCode, stderr() || stdout(), `exit code ${exitCode}`, options.logFile);
  }
  return { exitCode, stdout: stdout(), seconds };
}

function collect(stream: NodeJS.ReadableStream | null, logFile: string): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    appendFileSync(logFile, chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
