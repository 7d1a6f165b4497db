import { generate } from "selfsigned";

/** A key and a certificate, as PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/** What a certificate says. */
export interface CertificateOptions {
  /** A host to certify in place of the loopback addresses. @default - `localhost` and `127.0.0.1` */
  readonly host?: string;
  /** Whether it ran out yesterday. @default false: it is good for a year */
  readonly expired?: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes a certificate that is its own authority: whoever trusts it trusts this server and no other. */
export async function makeCertificate({
  host,
  expired = false,
}: CertificateOptions = {}): Promise<Certificate> {
  const loopback = [
    { type: 2 as const, value: "localhost" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const made = await generate([{ name: "commonName", value: host ?? "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    ...(expired
      ? { notBeforeDate: new Date(Date.now() - 2 * DAY_MS), notAfterDate: new Date(Date.now() - DAY_MS) }
      : {}),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      {
        name: "subjectAltName",
        altNames: host === undefined ? loopback : [{ type: 2, value: host }],
      },
    ],
  });
  return { key: made.private, certificate: made.cert };
}
