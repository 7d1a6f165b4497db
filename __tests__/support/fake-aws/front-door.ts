import type { Server as HttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/**
 * Takes the TCP connections of a TLS server, and can keep some of them waiting: to their clients the machine is there, and the
 * handshake never ends.
 */
export class FrontDoor {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #toLeaveHalfOpen = 0;
  #accepted = 0;

  constructor(behind: HttpsServer) {
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#accepted += 1;
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      // A client that goes away in the middle is no fault of the fake's.
      socket.on("error", () => socket.destroy());
      if (this.#toLeaveHalfOpen > 0) this.#toLeaveHalfOpen -= 1;
      else behind.emit("connection", socket);
    });
  }

  /** The TCP connections so far. */
  get accepted(): number {
    return this.#accepted;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  /** Leaves so many of the next connections half open. */
  leaveHalfOpen(connections: number): void {
    this.#toLeaveHalfOpen = connections;
  }

  /** Ends all connections there are. */
  clear(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.clear();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
