import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

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
  const server = createServer((socket) => {
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
