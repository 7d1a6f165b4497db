import { Agent } from "node:https";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { OperatorError } from "./errors";

type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];

/** How long to wait, in milliseconds, and whom to trust besides the public authorities. */
export interface HttpsOnlyOptions {
  /** For a TCP connection to be there. @default 1000 */
  readonly connectionTimeoutMs?: number;
  /** For the first byte of an answer, a TLS handshake included; the attempt then fails and is retried. @default 5000 */
  readonly requestTimeoutMs?: number;
  /** PEM of a certificate authority to trust instead of the public ones. @default - the authorities that come with Node */
  readonly certificateAuthority?: string;
}

/**
 * Sends requests over TLS 1.2 or later, and no other way: the SDK sends signed requests, with the image in them, over plain HTTP
 * when an endpoint says so, in code or in `AWS_ENDPOINT_URL`. It is the last stop before the network, so nothing that changes a
 * request on its way here can go round it. Whom it trusts is written out too: `NODE_TLS_REJECT_UNAUTHORIZED=0` changes nothing.
 *
 * Without the two timeouts the SDK waits for a silent server for ever, and without `throwOnRequestTimeout` it only warns.
 */
export class HttpsOnlyHandler extends NodeHttpHandler {
  constructor(options: HttpsOnlyOptions = {}) {
    const { connectionTimeoutMs = 1000, requestTimeoutMs = 5000, certificateAuthority } = options;
    super({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({
        keepAlive: true,
        maxSockets: 50,
        minVersion: "TLSv1.2",
        rejectUnauthorized: true,
        ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
      }),
    });
  }

  /** @throws {OperatorError} `insecure-endpoint`, before a connection is made, where the request is not for HTTPS. */
  override async handle(request: Request, options?: Options) {
    if (request.protocol !== "https:") throw new OperatorError("insecure-endpoint");
    return super.handle(request, options);
  }
}
