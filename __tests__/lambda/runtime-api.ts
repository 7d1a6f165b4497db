import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an invocation came to, as Lambda hands it to the caller. */
export interface InvocationResult {
  /** `error` is what Lambda calls a function error. */
  readonly kind: "response" | "error";
  /** As it was sent. */
  readonly text: string;
  /** Milliseconds from the invocation to its answer. */
  readonly tookMs: number;
}

interface Pending {
  readonly id: string;
  readonly event: string;
  readonly deadlineMs: number;
  settle(kind: InvocationResult["kind"], text: string): void;
}

/**
 * Lambda's Runtime API: what a runtime asks for its next invocation, and tells the outcome.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  /** Errors of runtimes that did not get as far as to ask for an invocation. */
  readonly initErrors: string[] = [];
  readonly #waiting: Pending[] = [];
  readonly #running = new Map<string, Pending>();
  #asking: ServerResponse | undefined;
  #lastId = 0;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });

  static async start(): Promise<RuntimeApi> {
    const api = new RuntimeApi();
    await new Promise<void>((resolve) => api.#server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  /** Host and port, as a runtime wants them. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Invokes the function. @param remainingMs Until Lambda would end it. */
  invoke(event: unknown, remainingMs: number): Promise<InvocationResult> {
    const started = performance.now();
    this.#lastId += 1;
    const id = `00000000-0000-4000-8000-${String(this.#lastId).padStart(12, "0")}`;
    return new Promise((resolve) => {
      this.#waiting.push({
        id,
        event: JSON.stringify(event),
        deadlineMs: Date.now() + remainingMs,
        settle: (kind, text) => resolve({ kind, text, tookMs: performance.now() - started }),
      });
      this.#handOut();
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = "", outcome = ""] =
      /^\/2018-06-01\/runtime\/(?:invocation\/)?([^/]+)(?:\/(\w+))?$/.exec(request.url ?? "") ?? [];
    if (request.method === "GET" && id === "next") {
      this.#asking = response;
      this.#handOut();
      return;
    }
    const text = await textOf(request);
    if (id === "init") this.initErrors.push(text);
    else this.#running.get(id)?.settle(outcome === "response" ? "response" : "error", text);
    this.#running.delete(id);
    response.writeHead(202).end();
  }

  #handOut(): void {
    if (this.#asking === undefined) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#running.set(next.id, next);
    this.#asking.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": next.id,
      "lambda-runtime-deadline-ms": String(next.deadlineMs),
      "lambda-runtime-invoked-function-arn": "arn:aws:lambda:eu-west-1:111122223333:function:desk",
    });
    this.#asking.end(next.event);
    this.#asking = undefined;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
