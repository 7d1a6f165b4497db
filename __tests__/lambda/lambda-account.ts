import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { type Bucket, FakeAws, type FakeAwsOptions, FakeWorld } from "../support/fake-aws";

const ACCOUNT = "111122223333";
export const BUCKET = "lending-desk-faces";
export const KEY_ARN = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000001`;

/** The fake AWS with a bucket of face images, and what a function needs to speak to it. */
export interface LambdaAccount {
  readonly aws: FakeAws;
  readonly bucket: Bucket;
  /** Everything that the process of a function has in its environment, but for what is about the runtime. */
  readonly environment: Readonly<Record<string, string>>;
  /** A folder of the test's own. */
  readonly folder: string;
  /** Unpacks a function as it is deployed. @returns The folder with its `index.js`. */
  unpack(functionName: string): string;
  close(): Promise<void>;
}

/**
 * Starts the fake.
 *
 * The functions take no endpoint from their own settings. The SDK does, from `AWS_ENDPOINT_URL`; only over HTTPS, thanks to
 * {@link HttpsOnlyHandler}, and whom to trust, Node is told by `NODE_EXTRA_CA_CERTS`. So the bundles run as they are. At an IP
 * address the SDK puts the bucket's name into the path: no host name needs to resolve.
 */
export async function openLambdaAccount(
  options: Pick<FakeAwsOptions, "keepRequests"> = {},
): Promise<LambdaAccount> {
  const world = new FakeWorld({ accountId: ACCOUNT });
  const bucket = world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
  const aws = await FakeAws.start({ ...options, world });
  const folder = mkdtempSync(join(tmpdir(), "lambda-test-"));
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, aws.certificateAuthority);
  return {
    aws,
    bucket,
    folder,
    environment: {
      PATH: process.env.PATH ?? "",
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKIDFAKE",
      AWS_SECRET_ACCESS_KEY: "fake",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_ENDPOINT_URL: `https://127.0.0.1:${new URL(aws.endpoint).port}`,
      NODE_EXTRA_CA_CERTS: authority,
      IMAGE_BUCKET: BUCKET,
      IMAGE_BUCKET_OWNER: ACCOUNT,
      IMAGE_KEY_ARN: KEY_ARN,
      SIMILARITY_THRESHOLD: "99",
      POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
    },
    unpack(functionName) {
      const zip = join(__dirname, "..", "..", "dist", "functions", `${functionName}.zip`);
      const root = join(folder, functionName);
      mkdirSync(root, { recursive: true });
      for (const [name, content] of Object.entries(unzipSync(readFileSync(zip))))
        writeFileSync(join(root, name), content);
      return root;
    },
    async close() {
      await aws.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
