import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { isolatedEnvironment, lastLines, runCommand, startGuarded } from "./processes";

const MOTO = "moto[server]==5.2.1";
const CACHE = resolve(__dirname, "../../.cache");
const START_ATTEMPTS = 3;
const START_SECONDS = 60;
const INSTALL_SECONDS = 600;

/** The account that moto answers for. */
export const LOCAL_ACCOUNT = "123456789012";

/** A moto server on a loopback port. */
export interface LocalAws {
  /** Where every service answers, for example `http://127.0.0.1:41337`. */
  readonly endpoint: string;
  /** Every request that moto saw, and its stack traces. */
  readonly logFile: string;
  /** Empties the account. */
  reset(): Promise<void>;
  /** Stops the server; safe to call twice. */
  stop(): Promise<void>;
}

/** Starts moto in its own virtual environment (made on first use) and waits until it answers. */
export async function startLocalAws(logFolder: string): Promise<LocalAws> {
  const logFile = join(logFolder, "moto.log");
  const python = await motoPython(logFile);
  for (let attempt = 1; ; attempt++) {
    const started = await tryStart(python, await freePort(), logFile);
    if (started !== undefined) return started;
    if (attempt === START_ATTEMPTS) {
      throw new Error(
        `moto did not answer after ${START_ATTEMPTS} attempts. Its log (${logFile}) ends with:\n${lastLines(readFileSync(logFile, "utf8"), 20)}`,
      );
    }
  }
}

async function tryStart(python: string, port: number, logFile: string): Promise<LocalAws | undefined> {
  const endpoint = `http://127.0.0.1:${port}`;
  const child = startGuarded(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], {
    env: isolatedEnvironment(),
  });
  const gone = new Promise<void>((done) => child.once("close", () => done()));
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => appendFileSync(logFile, chunk));
  }
  const stop = async () => {
    child.stdin?.destroy();
    await gone;
  };
  if (await answers(endpoint, () => child.exitCode !== null)) {
    return { endpoint, logFile, stop, reset: () => reset(endpoint) };
  }
  await stop();
  return undefined;
}

async function answers(endpoint: string, hasExited: () => boolean): Promise<boolean> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!hasExited() && Date.now() < deadline) {
    try {
      const response = await fetch(`${endpoint}/moto-api/`, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
      if (response.ok) return true;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}

async function reset(endpoint: string): Promise<void> {
  const response = await fetch(`${endpoint}/moto-api/reset`, {
    method: "POST",
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`moto refused to reset: HTTP ${response.status}`);
  await response.arrayBuffer();
}

/** The Python of a virtual environment that holds moto; makes it when it is not there or not complete. */
async function motoPython(logFile: string): Promise<string> {
  const folder = join(CACHE, "moto");
  const python = join(folder, "bin", "python");
  const complete = join(folder, "installed.txt");
  if (existsSync(complete) && readFileSync(complete, "utf8") === MOTO && existsSync(python)) return python;

  mkdirSync(CACHE, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  const options = { logFile, timeoutSeconds: INSTALL_SECONDS };
  try {
    await runCommand("python3", ["-m", "venv", folder], options);
  } catch (cause) {
    throw new Error(
      "The deploy test needs python3 with its venv module (Debian and Ubuntu: `apt-get install python3-venv`).",
      { cause },
    );
  }
  try {
    await runCommand(
      python,
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", MOTO],
      options,
    );
  } catch (cause) {
    throw new Error(`The deploy test needs ${MOTO}, and pip could not install it.`, { cause });
  }
  writeFileSync(complete, MOTO);
  return python;
}

/** A port that was free a moment ago; the caller tries again when another process takes it first. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") fail(new Error("No loopback port is free."));
        else done(address.port);
      });
    });
  });
}
