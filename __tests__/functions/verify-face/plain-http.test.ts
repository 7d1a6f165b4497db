/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createImageClients } from "../../../functions/shared/image-clients";
import { createLambdaHandler } from "../../../functions/shared/lambda-handler";
import { createVerifyFace } from "../../../functions/verify-face/handler";
import { FakeAws, FakeWorld, listenInPlain, type PlainListener } from "../../support/fake-aws";
import { BUCKET, KEY_ARN } from "../support/image-settings";
import { recordingObserver } from "../support/recording-observer";
import { contextWith, JPEG, MEMBER, REQUEST, SETTINGS } from "./support";

let aws: FakeAws;
let plain: PlainListener;
let plainEndpoint: string;
let tlsEndpoint: string;
const before = { ...process.env };
beforeAll(async () => {
  const world = new FakeWorld();
  const bucket = world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
  bucket.put(`members/${MEMBER}`, JPEG);
  aws = await FakeAws.start({ world });
  plain = await listenInPlain();
  // By address: the SDK puts a bucket's name before a host's.
  tlsEndpoint = aws.endpoint.replace("localhost", "127.0.0.1");
  plainEndpoint = plain.endpoint.replace("localhost", "127.0.0.1");
});
beforeEach(() => {
  process.env = { ...before, AWS_ACCESS_KEY_ID: "AKIDFAKE", AWS_SECRET_ACCESS_KEY: "fake" };
});
afterEach(() => {
  process.env = before;
});
afterAll(() => Promise.all([aws.stop(), plain.stop()]));

async function invoke(event: object, endpoint?: string): Promise<unknown> {
  const { certificateAuthority } = aws;
  const clients = createImageClients({
    region: "eu-west-1",
    certificateAuthority,
    connectionTimeoutMs: 8000,
    requestTimeoutMs: 8000,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  try {
    return await createLambdaHandler(createVerifyFace(SETTINGS, clients), recordingObserver())(
      event,
      contextWith(20_000),
    );
  } catch (error) {
    return Reflect.get(Object(error), "reason");
  } finally {
    clients.s3.destroy();
    clients.rekognition.destroy();
  }
}

/** With the reference's version Rekognition is called whatever S3 says; without it S3 comes first. */
const EARLY = { ...REQUEST, referenceVersion: "v1" };

describe("verify-face, told to speak plain HTTP", () => {
  it.each([
    ["by option", () => plainEndpoint, () => ({})],
    ["by AWS_ENDPOINT_URL", () => undefined, () => ({ AWS_ENDPOINT_URL: plainEndpoint })],
    [
      "to S3 by AWS_ENDPOINT_URL_S3",
      () => undefined,
      () => ({ AWS_ENDPOINT_URL: tlsEndpoint, AWS_ENDPOINT_URL_S3: plainEndpoint }),
    ],
    [
      "to Rekognition by AWS_ENDPOINT_URL_REKOGNITION",
      () => undefined,
      () => ({ AWS_ENDPOINT_URL: tlsEndpoint, AWS_ENDPOINT_URL_REKOGNITION: plainEndpoint }),
    ],
  ])("%s, refuses before it opens a connection", async (_, endpoint, environment) => {
    Object.assign(process.env, environment());
    for (const event of [REQUEST, EARLY]) expect(await invoke(event, endpoint())).toBe("insecure-endpoint");
    expect([plain.connections(), plain.bytesReceived()]).toEqual([0, 0]);
  });

  it("goes by the environment where that names an endpoint with TLS", async () => {
    process.env.AWS_ENDPOINT_URL = tlsEndpoint;
    expect(await invoke(REQUEST)).toMatchObject({ decision: "approved" });
  });

  it("differs from the SDK, which sends a signed request there", async () => {
    process.env.AWS_ENDPOINT_URL = plainEndpoint;
    const s3 = new S3Client({ region: "eu-west-1", maxAttempts: 1 });
    await expect(s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: "members/ada" }))).rejects.toThrow();
    expect(plain.bytesReceived()).toBeGreaterThan(100);
    s3.destroy();
  });
});
