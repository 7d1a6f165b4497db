import { FakeAws, FakeWorld, listenInPlain, type TlsFace } from "../../support/fake-aws";
import { BUCKET, KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { LambdaProcess } from "../support/lambda-process";
import { JPEG, MEMBER, PROBE, padded } from "./support";

const APPROVED = { decision: "approved", reason: "face-matches", requestId: REQUEST_ID };
const refused = (reason: string) => ({ name: "OperatorError", reason });

/** With these Node speaks TLS 1.0 and 1.1 too, as it would by a `NODE_OPTIONS` in a function's environment. */
const OLD_TLS = ["--tls-min-v1.0", "--tls-cipher-list=DEFAULT@SECLEVEL=0"];

const FACES: readonly TlsFace[] = ["good", "tls-1.1", "wrong-host", "untrusted"];
const fakes = new Map<TlsFace, FakeAws>();
let referenceVersion: string;
beforeAll(async () => {
  const world = new FakeWorld();
  const bucket = world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
  referenceVersion = bucket.put(`members/${MEMBER}`, JPEG).versionId;
  for (const face of FACES) fakes.set(face, await FakeAws.start({ face, world }));
});
afterAll(() => Promise.all([...fakes.values()].map((fake) => fake.stop())));

function fakeThatIs(face: TlsFace): FakeAws {
  const fake = fakes.get(face);
  if (fake === undefined) throw new Error(`There is no fake that is ${face}.`);
  return fake;
}
/** By address: the SDK puts a bucket's name before a host's. */
const endpointOf = (face: TlsFace) => fakeThatIs(face).endpoint.replace("localhost", "127.0.0.1");

/** With the reference's version S3 and Rekognition are both called, whatever the other says. */
const request = () => ({ memberId: MEMBER, referenceVersion, probe: PROBE });

let started: LambdaProcess[] = [];
afterEach(async () => {
  await Promise.all(started.map((lambda) => lambda.stop()));
  started = [];
});

function start(
  face: TlsFace,
  nodeOptions: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): LambdaProcess {
  const lambda = new LambdaProcess({
    functionName: "verify-face",
    certificateAuthority: fakeThatIs(face).certificateAuthority,
    environment: { AWS_ENDPOINT_URL: endpointOf(face), ...environment },
    nodeOptions,
  });
  started.push(lambda);
  return lambda;
}

describe("verify-face, as it is deployed, in a Node that is told to speak TLS 1.0", () => {
  it("speaks to AWS over TLS 1.3", async () => {
    const lambda = start("good", OLD_TLS);
    expect(await lambda.invoke(request())).toEqual(APPROVED);
    const spoken = fakeThatIs("good").requests.map(({ operation, tlsVersion }) => [operation, tlsVersion]);
    expect(spoken.toSorted()).toEqual([
      ["CompareFaces", "TLSv1.3"],
      ["HeadObject", "TLSv1.3"],
    ]);
  });

  it("refuses TLS 1.1, which Node itself speaks", async () => {
    const lambda = start("tls-1.1", OLD_TLS);
    expect(await lambda.invoke(request())).toEqual(refused("tls-refused"));
    expect(fakeThatIs("tls-1.1").requests).toEqual([]);
    expect(await lambda.speak(endpointOf("tls-1.1"))).toBe("TLSv1.1");
  });
});

describe("verify-face, as it is deployed, in a Node that is told to trust everybody", () => {
  it.each<TlsFace>(["wrong-host", "untrusted"])(
    "refuses a server that is %s, which Node itself trusts",
    async (face) => {
      const lambda = start(face, [], { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
      expect(await lambda.invoke(request())).toEqual(refused("tls-refused"));
      expect(fakeThatIs(face).requests).toEqual([]);
      expect(await lambda.speak(endpointOf(face))).toBe("TLSv1.3");
    },
  );
});

describe("verify-face, as it is deployed, where its environment names an endpoint without TLS", () => {
  it("sends nothing there", async () => {
    const plain = await listenInPlain();
    const lambda = start("good", [], { AWS_ENDPOINT_URL: plain.endpoint.replace("localhost", "127.0.0.1") });
    expect(await lambda.invoke(request())).toEqual(refused("insecure-endpoint"));
    expect(plain.connections()).toBe(0);
    await plain.stop();
  });
});

describe("verify-face, as it is deployed", () => {
  it("keeps nothing of an image when it has answered", async () => {
    const lambda = start("good", ["--expose-gc"]);
    const probe = (bytes: Buffer) => ({ ...request(), probe: { bytes: bytes.toString("base64") } });
    // What it keeps of any invocation: connections, compiled code, caches.
    for (let times = 0; times < 5; times += 1) expect(await lambda.invoke(request())).toEqual(APPROVED);
    const before = await lambda.measure();
    const image = padded(JPEG, 4_000_000);
    expect(await lambda.invoke(probe(image))).toEqual(APPROVED);
    expect(await lambda.invoke({ ...probe(image), memberId: "../ada" })).toMatchObject({
      error: "request-refused",
    });
    const after = await lambda.measure();
    expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(1_000_000);
  });
});
