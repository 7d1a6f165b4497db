import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import type { TLSSocket } from "node:tls";
import type { Answer } from "./answers";
import { drawFaults, type Fault, type FaultRate } from "./faults";
import { FrontDoor } from "./front-door";
import { give } from "./give";
import { type Operation, operationOf } from "./operations";
import { headerOf, type ReceivedRequest } from "./received-request";
import { answerFrom } from "./routes";
import { type TlsFace, type TlsIdentity, tlsIdentity } from "./tls";
import type { FakeWorld } from "./world";

/** An answer, or what makes one of the request. */
export type Script = Answer | ((request: ReceivedRequest) => Answer);

/** How a fake is to be. */
export interface FakeAwsOptions {
  /** What answers the requests that no script answers. @default - nothing: they get 501 */
  readonly world?: FakeWorld;
  /** @default "good" */
  readonly face?: TlsFace;
  /** Whether to keep requests, with their bodies, for a test to look at. A load test would drown in them. @default true */
  readonly keepRequests?: boolean;
}

/**
 * A stand-in for AWS on loopback, over TLS, of this project's own making. It says what a script tells it to; what none is for, it
 * leaves to a {@link FakeWorld}, if there is one. Either way the answers are this project's idea of AWS and not AWS's: what a test
 * with it shows is how our code treats such answers, never what AWS answers.
 *
 * It needs Node and nothing of a test framework.
 */
export class FakeAws {
  /** All requests so far, in the order they came in. */
  readonly requests: ReceivedRequest[] = [];
  /** What answers the requests that no script answers. */
  world: FakeWorld | undefined;
  /** PEM of the authority to trust. */
  readonly certificateAuthority: string;
  readonly #keepRequests: boolean;
  readonly #scripts = new Map<Operation, Script[]>();
  readonly #latencies = new Map<Operation, number>();
  readonly #server: Server;
  readonly #door: FrontDoor;
  #drawFault: (operation: Operation) => Fault | undefined = () => undefined;

  private constructor({ world, keepRequests = true }: FakeAwsOptions, identity: TlsIdentity) {
    this.world = world;
    this.#keepRequests = keepRequests;
    this.certificateAuthority = identity.certificateAuthority;
    // Longer than any client pauses: a connection that ends while it is used again looks like a fault nobody asked for.
    this.#server = createServer({ ...identity.server, keepAliveTimeout: 60_000 }, (request, response) => {
      // Whoever breaks off while sending gets no answer.
      this.#serve(request, response).catch(() => response.destroy());
    });
    this.#door = new FrontDoor(this.#server);
  }

  static async start(options: FakeAwsOptions = {}): Promise<FakeAws> {
    const { face = "good" } = options;
    const fake = new FakeAws(options, await tlsIdentity(face));
    if (face === "half-open") fake.leaveHalfOpen();
    await fake.#door.open();
    return fake;
  }

  get endpoint(): string {
    return `https://localhost:${this.#door.port}`;
  }

  /** The TCP connections so far. */
  get connections(): number {
    return this.#door.accepted;
  }

  /** Sets the answers to an operation; the last one is given again and again. `"world"` leaves a request to the world. */
  script(operation: Operation, ...answers: [Script, ...Script[]]): void {
    this.#scripts.set(operation, answers);
  }

  /** Makes a share of the requests fail that no script is for. Replaces the rate before. */
  strike(rate: FaultRate): void {
    this.#drawFault = drawFaults(rate);
  }

  /** Has every answer to an operation wait, in milliseconds. */
  delay(operation: Operation, milliseconds: number): void {
    this.#latencies.set(operation, milliseconds);
  }

  /** Leaves the next TCP connections half open: TLS never begins. @param connections How many. @default - all, until `reset` */
  leaveHalfOpen(connections: number = Number.POSITIVE_INFINITY): void {
    this.#door.leaveHalfOpen(connections);
  }

  /** The requests for an operation. */
  received(operation: Operation): ReceivedRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  /** Forgets requests, scripts, rates and delays; the world stays as it is. */
  reset(): void {
    // What a test before gave up must not arrive in the next one.
    this.#door.clear();
    this.#door.leaveHalfOpen(0);
    this.requests.length = 0;
    this.#scripts.clear();
    this.#latencies.clear();
    this.#drawFault = () => undefined;
  }

  async stop(): Promise<void> {
    await this.#door.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request);
    const { operation } = received;
    if (this.#keepRequests) this.requests.push(received);
    if (operation === "unknown") {
      give(response, operation);
      return;
    }
    const answer = this.#tryToAnswer(operation, received);
    const latency = this.#latencies.get(operation) ?? 0;
    if (latency > 0) await pause(latency);
    give(response, operation, answer);
  }

  /** A script, or a world, that throws is broken: that must not pass for a failing service, nor for silence. */
  #tryToAnswer(operation: Operation, received: ReceivedRequest): Exclude<Answer, "world"> | undefined {
    try {
      return this.#answer(operation, received);
    } catch (error) {
      return { status: 501, body: `The fake is broken. ${error instanceof Error ? error.stack : error}` };
    }
  }

  #answer(operation: Operation, received: ReceivedRequest): Exclude<Answer, "world"> | undefined {
    const answer = this.#scripted(operation, received) ?? this.#drawFault(operation) ?? "world";
    if (answer !== "world" && answer !== "reset-after-applying") return answer;
    const applied = this.world === undefined ? undefined : answerFrom(this.world, operation, received);
    return answer === "world" ? applied : answer;
  }

  #scripted(operation: Operation, received: ReceivedRequest): Answer | undefined {
    const scripts = this.#scripts.get(operation) ?? [];
    const script = scripts.length > 1 ? scripts.shift() : scripts[0];
    return typeof script === "function" ? script(received) : script;
  }
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { method = "", url: path = "", headers } = request;
  const target = headerOf({ headers }, "x-amz-target");
  return {
    operation: operationOf({ method, path, target }),
    method,
    path,
    headers,
    bytes,
    get body() {
      return bytes.toString("utf8");
    },
    tlsVersion: (request.socket as TLSSocket).getProtocol(),
  };
}
