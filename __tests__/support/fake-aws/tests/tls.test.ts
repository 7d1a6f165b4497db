/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { setTimeout as pause } from "node:timers/promises";
import { HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { FakeAws, FakeWorld, TLS_FACES, type TlsFace } from "..";
import { clientsOf, failureOf } from "./clients";

let world: FakeWorld;
beforeAll(() => {
  world = new FakeWorld();
  world.createBucket("faces").put("a", Buffer.from("a"));
});

const head = (s3: S3Client) => s3.send(new HeadObjectCommand({ Bucket: "faces", Key: "a" }));
const ANSWERED = { ETag: expect.any(String) };
/** TLS 1.1 is refused by OpenSSL itself, unless its level is lowered. */
const OLD = { minVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;

async function withFake(face: TlsFace, look: (aws: FakeAws) => Promise<void>): Promise<void> {
  const aws = await FakeAws.start({ world, face });
  try {
    await look(aws);
  } finally {
    await aws.stop();
  }
}

describe("a server's TLS face", () => {
  it("is one of six", () => expect(TLS_FACES).toHaveLength(6));

  // Who sets aside what is bad in a face gets an answer: so the refusal was for that, and for nothing else.
  it.each([
    ["good", {}, ANSWERED, {}, "TLSv1.3"],
    [
      "tls-1.1",
      { ...OLD, minVersion: "TLSv1.2" },
      { code: expect.stringMatching(/^E(PROTO|RR_SSL|CONNRESET)/) },
      OLD,
      "TLSv1.1",
    ],
    [
      "wrong-host",
      {},
      { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
      { servername: "rekognition.invalid" },
      "TLSv1.3",
    ],
    ["expired", {}, { code: "CERT_HAS_EXPIRED" }, { rejectUnauthorized: false }, "TLSv1.3"],
    ["untrusted", {}, { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, { rejectUnauthorized: false }, "TLSv1.3"],
  ] as const)("%s is seen by the SDK", async (face, strict, seen, lenient, version) => {
    await withFake(face, async (aws) => {
      const careful = clientsOf(aws, { tls: strict });
      expect(await failureOf(head(careful.s3))).toMatchObject(seen);
      const reached = face === "good" ? 1 : 0;
      expect(aws.requests).toHaveLength(reached);
      const careless = clientsOf(aws, { tls: lenient });
      expect(await head(careless.s3)).toMatchObject(ANSWERED);
      expect(aws.requests.at(-1)?.tlsVersion).toBe(version);
      careful.destroy();
      careless.destroy();
    });
  });

  it("half-open keeps a client waiting for TLS until it gives up", async () => {
    await withFake("half-open", async (aws) => {
      const { s3, destroy } = clientsOf(aws);
      const controller = new AbortController();
      const { signal: abortSignal } = controller;
      const command = new HeadObjectCommand({ Bucket: "faces", Key: "a" });
      const call = failureOf(s3.send(command, { abortSignal }));
      expect(await Promise.race([call, pause(80, "still waiting")])).toBe("still waiting");
      expect([aws.connections, aws.requests.length]).toEqual([1, 0]);
      controller.abort();
      expect(await call).toMatchObject({ name: "AbortError" });
      destroy();
    });
  });

  it("half-open can be for some connections only", async () => {
    await withFake("good", async (aws) => {
      aws.leaveHalfOpen(1);
      const { s3, destroy } = clientsOf(aws, { maxAttempts: 2, requestTimeoutMs: 250 });
      expect(await head(s3)).toMatchObject({ ...ANSWERED, $metadata: { attempts: 2 } });
      expect(aws.connections).toBe(2);
      destroy();
    });
  });
});
