import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../scripts/transpile.mjs";

/** @typedef {typeof import("../../__tests__/support/fake-aws/index.js")} Fake */
/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

const ACCOUNT = "111122223333";
const KEY_ARN = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000001`;
export const BUCKET = "lending-desk-faces";
export const MEMBER = "reader-ada";

/** An AWS to speak to: the fake, in this process, with a member's picture in its bucket. */
export async function openStage() {
  const fake = await loadFake();
  const world = new fake.FakeWorld({ accountId: ACCOUNT });
  const bucket = world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
  const aws = await fake.FakeAws.start({ world, keepRequests: false });
  const folder = mkdtempSync(join(tmpdir(), "guardrails-bench-"));
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, aws.certificateAuthority);
  // Some 60 kB, as a camera's picture may be.
  const picture = fake.testImage({ faces: ["ada"], width: 4000, height: 4000 });
  const port = new URL(aws.endpoint).port;

  return {
    aws,
    bucket,
    picture,
    folder,
    /** What a function has in its environment, with the fake in the place of AWS; by its IP address S3 needs no host name for each bucket. */
    environment: {
      PATH: process.env.PATH,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKIDFAKE",
      AWS_SECRET_ACCESS_KEY: "fake",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      AWS_ENDPOINT_URL: `https://127.0.0.1:${port}`,
      NODE_EXTRA_CA_CERTS: authority,
      IMAGE_BUCKET: BUCKET,
      IMAGE_BUCKET_OWNER: ACCOUNT,
      IMAGE_KEY_ARN: KEY_ARN,
      SIMILARITY_THRESHOLD: "99",
      POWERTOOLS_SERVICE_NAME: "bench",
      POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
    },
    async close() {
      await aws.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Runs a script in a process of its own, and waits for the message that it sends.
 *
 * @param {string} script
 * @param {Stage} stage
 * @param {readonly string[]} args
 * @returns {Promise<unknown>}
 */
export function measureIn(script, { environment }, args) {
  return new Promise((resolve, reject) => {
    const child = fork(script, args, { env: environment, stdio: ["ignore", "ignore", "inherit", "ipc"] });
    child.on("message", resolve);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${script} ended with ${code}, and measured nothing.`)));
  });
}

/** @returns {Promise<Fake>} */
async function loadFake() {
  // Below the root, where its packages are found.
  const outfile = join(ROOT, ".cache", "bench", "fake-aws.cjs");
  mkdirSync(join(ROOT, ".cache", "bench"), { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["__tests__/support/fake-aws/index.ts"],
    bundle: true,
    platform: "node",
    target: "node20.9",
    packages: "external",
    outfile,
    logLevel: "error",
  });
  return createRequire(import.meta.url)(outfile);
}
