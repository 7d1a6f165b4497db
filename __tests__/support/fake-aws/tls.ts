import type { ServerOptions } from "node:https";
import { makeCertificate } from "./certificate";

/** What a server shows to whoever opens a connection. */
export const TLS_FACES = [
  /** TLS 1.2 and 1.3, and a certificate for `localhost` that the fake's authority vouches for. */
  "good",
  /** The same certificate, over TLS 1.1 and nothing later. */
  "tls-1.1",
  /** A certificate that the authority vouches for, of another host. */
  "wrong-host",
  /** A certificate that the authority vouched for until yesterday. */
  "expired",
  /** A certificate that the authority knows nothing of. */
  "untrusted",
  /** Takes the TCP connection, and never says a word of TLS. */
  "half-open",
] as const;

export type TlsFace = (typeof TLS_FACES)[number];

/** What a server needs for its face, and whom its clients are to trust. */
export interface TlsIdentity {
  readonly server: ServerOptions;
  /** PEM of the authority to trust. Only for `untrusted` is it not the server's own. */
  readonly certificateAuthority: string;
}

/** Makes the key and certificates for a face. Each bad face is bad in one thing, so that a refusal shows that this one was seen. */
export async function tlsIdentity(face: TlsFace): Promise<TlsIdentity> {
  const { key, certificate } = await makeCertificate({
    expired: face === "expired",
    ...(face === "wrong-host" ? { host: "rekognition.invalid" } : {}),
  });
  const authority = face === "untrusted" ? (await makeCertificate()).certificate : certificate;
  // OpenSSL 3 takes TLS 1.1 for insecure, and offers it at security level 0 only.
  const outdated: ServerOptions = {
    minVersion: "TLSv1.1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT@SECLEVEL=0",
  };
  return {
    server: { key, cert: certificate, ...(face === "tls-1.1" ? outdated : {}) },
    certificateAuthority: authority,
  };
}
