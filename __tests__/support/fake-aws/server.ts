import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Answer } from "./answers";
import { loopbackCertificate } from "./certificate";

/** The operations the fake knows. */
export type Operation = "CompareFaces" | "HeadObject";

/** A request as it came in. */
export interface ReceivedRequest {
  readonly operation: Operation | "unknown";
  readonly method: string;
  /** With the query, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** For example `TLSv1.3`. */
  readonly tlsVersion: string | null;
}

/** An answer, or what makes one of the request. */
export type Script = Answer | ((request: ReceivedRequest) => Answer);

/**
 * A stand-in for AWS on loopback, over TLS, of this project's own making: it says what a test tells it to, and knows nothing of
 * faces, keys or permissions. What it shows is how the functions treat AWS's answers, never what AWS answers.
 */
export class FakeAws {
  /** All requests so far, in the order they came in. */
  readonly requests: ReceivedRequest[] = [];
  readonly #scripts = new Map<Operation, Script[]>();
  readonly #server: Server;

  private constructor(
    /** PEM of the authority to trust. */
    readonly certificateAuthority: string,
    key: string,
  ) {
    this.#server = createHttpsServer({ key, cert: certificateAuthority }, (request, response) => {
      void this.#serve(request, response);
    });
  }

  static async start(): Promise<FakeAws> {
    const { certificate, key } = await loopbackCertificate();
    const fake = new FakeAws(certificate, key);
    await new Promise<void>((resolve) => fake.#server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get endpoint(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sets the answers to an operation; the last one is given again and again. */
  script(operation: Operation, ...answers: [Script, ...Script[]]): void {
    this.#scripts.set(operation, answers);
  }

  /** The requests for an operation. */
  received(operation: Operation): ReceivedRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  /** Forgets requests and scripts. */
  reset(): void {
    // What a test before gave up must not arrive in the next one.
    this.#server.closeAllConnections();
    this.requests.length = 0;
    this.#scripts.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = operationOf(request);
    const received: ReceivedRequest = {
      operation,
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
      tlsVersion: (request.socket as TLSSocket).getProtocol(),
    };
    this.requests.push(received);
    give(response, operation === "unknown" ? undefined : this.#next(operation, received));
  }

  #next(operation: Operation, received: ReceivedRequest): Answer | undefined {
    const scripts = this.#scripts.get(operation) ?? [];
    const script = scripts.length > 1 ? scripts.shift() : scripts[0];
    return typeof script === "function" ? script(received) : script;
  }
}

function operationOf(request: IncomingMessage): Operation | "unknown" {
  if (request.headers["x-amz-target"] === "RekognitionService.CompareFaces") return "CompareFaces";
  return request.method === "HEAD" ? "HeadObject" : "unknown";
}

/** Without an answer it says 501: a test that forgot to script one must not pass for one that expects a failing service. */
function give(response: ServerResponse, answer: Answer | undefined = { status: 501 }): void {
  if (answer === "hang") return;
  if (answer === "reset") {
    response.destroy();
    return;
  }
  if (answer === "slow-body") {
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "1000" });
    response.write('{"FaceMatches":[');
    return;
  }
  response.writeHead(answer.status, { "x-amzn-requestid": "fake-request-1", ...answer.headers });
  response.end(answer.body);
}

/** Listens without TLS, and counts what arrives. */
export interface PlainListener {
  readonly endpoint: string;
  bytesReceived(): number;
  connections(): number;
  stop(): Promise<void>;
}

/** A port at which nobody should ever say anything. */
export async function listenInPlain(): Promise<PlainListener> {
  let bytes = 0;
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.on("data", (data) => {
      bytes += data.length;
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://localhost:${(server.address() as AddressInfo).port}`,
    bytesReceived: () => bytes,
    connections: () => connections,
    stop: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
