import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { ENVIRONMENT } from "./image-settings";

/** How a function is started. */
export interface LambdaProcessOptions {
  /** The name of the function's folder. */
  readonly functionName: string;
  /** What is in the environment besides the bucket's names and credentials. */
  readonly environment?: Readonly<Record<string, string>>;
  /** PEM of authorities to trust besides the public ones. */
  readonly certificateAuthority?: string;
  /** Node's own options. */
  readonly nodeOptions?: readonly string[];
}

/** Bytes in use. */
export interface MemoryUse {
  readonly heapUsed: number;
  readonly external: number;
}

/** A function in a process of its own, of the zip that is deployed. */
export class LambdaProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), "lambda-"));
  readonly #child: ChildProcess;
  #log = "";

  constructor({
    functionName,
    environment = {},
    certificateAuthority = "",
    nodeOptions = [],
  }: LambdaProcessOptions) {
    const zip = readFileSync(join(__dirname, "../../../dist/functions", `${functionName}.zip`));
    const { "index.js": code = new Uint8Array() } = unzipSync(zip, {
      filter: ({ name }) => name === "index.js",
    });
    writeFileSync(this.#path("index.js"), code);
    writeFileSync(this.#path("authorities.pem"), certificateAuthority);
    this.#child = fork(join(__dirname, "lambda-child.cjs"), [this.#path("index.js")], {
      execArgv: [...nodeOptions],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...ENVIRONMENT,
        AWS_ACCESS_KEY_ID: "AKIDFAKE",
        AWS_SECRET_ACCESS_KEY: "fake",
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
        ...(certificateAuthority === "" ? {} : { NODE_EXTRA_CA_CERTS: this.#path("authorities.pem") }),
        ...environment,
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (data) => {
        this.#log += data;
      });
  }

  /** What it wrote so far. */
  get log(): string {
    return this.#log;
  }

  /** Invokes the function. @returns Its answer; or of what it threw the name and the reason. */
  invoke(event: object): Promise<unknown> {
    const eventFile = this.#path("event.json");
    writeFileSync(eventFile, JSON.stringify(event));
    return this.#tell({ do: "invoke", eventFile });
  }

  /** The TLS version that Node itself speaks to a server in this process, or the code of the error. */
  speak(endpoint: string): Promise<unknown> {
    return this.#tell({ do: "speak", endpoint });
  }

  /** Needs the option `--expose-gc`. */
  async measure(): Promise<MemoryUse> {
    return (await this.#tell({ do: "measure" })) as MemoryUse;
  }

  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) {
      const gone = once(this.#child, "exit");
      this.#child.kill();
      await gone;
    }
    rmSync(this.#folder, { recursive: true });
  }

  async #tell(task: object): Promise<unknown> {
    const ended = once(this.#child, "exit").then(() => {
      throw new Error(`The process has ended. It wrote: ${this.#log}`);
    });
    this.#child.send(task);
    const [{ result }] = (await Promise.race([once(this.#child, "message"), ended])) as [{ result: unknown }];
    return result;
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
