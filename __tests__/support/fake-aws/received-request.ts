import type { Operation } from "./operations";

/** A request as it came in. */
export interface ReceivedRequest {
  readonly operation: Operation | "unknown";
  readonly method: string;
  /** With the query, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As text. */
  readonly body: string;
  readonly bytes: Buffer;
  /** For example `TLSv1.3`. */
  readonly tlsVersion: string | null;
}

/** A header by its name in lower case; of several, the first. */
export function headerOf(request: Pick<ReceivedRequest, "headers">, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : value?.[0];
}
