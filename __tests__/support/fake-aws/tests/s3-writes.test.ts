/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createHash } from "node:crypto";
import { PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import { clientsOf, failureOf } from "./clients";
import { fixture, KEY_ARN, OWNER } from "./fixture";
import { s3Calls } from "./s3-calls";

const fake = fixture(3);
const { put, head, get, remove } = s3Calls(fake);
const MANAGED_KEY_ARN = `arn:aws:kms:eu-west-1:${OWNER}:key/aws-managed-key-of-s3`;

describe("the fake's S3: encryption", () => {
  const kms = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: KEY_ARN };
  it.each<[string, Partial<PutObjectCommandInput>, object]>([
    ["the bucket's, where nothing is said", {}, { ...kms, BucketKeyEnabled: true }],
    [
      "S3's own key, where asked for",
      { ServerSideEncryption: "AES256" },
      { ServerSideEncryption: "AES256", SSEKMSKeyId: undefined },
    ],
    [
      "a key by its ARN",
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId: `${KEY_ARN}-2`, BucketKeyEnabled: false },
      { ...kms, SSEKMSKeyId: `${KEY_ARN}-2`, BucketKeyEnabled: undefined },
    ],
    [
      "a key by its id",
      { ServerSideEncryption: "aws:kms:dsse", SSEKMSKeyId: "0a1b2c3d" },
      { ...kms, ServerSideEncryption: "aws:kms:dsse", BucketKeyEnabled: true },
    ],
    [
      "the managed key, where none is named",
      { ServerSideEncryption: "aws:kms", BucketKeyEnabled: true },
      { ...kms, SSEKMSKeyId: MANAGED_KEY_ARN, BucketKeyEnabled: true },
    ],
  ])("is %s", async (_, options, said) => {
    const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = await put("a", options);
    expect({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled }).toEqual(said);
    expect(await head("a")).toMatchObject(
      Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    );
  });

  it("is S3's own in a bucket that says nothing", async () => {
    fake.world.createBucket("plain");
    await put("a", { Bucket: "plain", ServerSideEncryption: "aws:kms" });
    await put("b", { Bucket: "plain" });
    expect(await head("a", { Bucket: "plain" })).toMatchObject({ SSEKMSKeyId: MANAGED_KEY_ARN });
    expect(await head("b", { Bucket: "plain" })).toMatchObject({ ServerSideEncryption: "AES256" });
  });

  it.each<[string, Partial<PutObjectCommandInput>, object]>([
    ["a key without an algorithm", { SSEKMSKeyId: KEY_ARN }, { name: "InvalidArgument", status: 400 }],
    [
      "an algorithm it does not know",
      { ServerSideEncryption: "aws:fsx" },
      { name: "InvalidArgument", status: 400 },
    ],
    [
      "the customer's own key",
      { SSECustomerAlgorithm: "AES256", SSECustomerKey: "k".repeat(32) },
      { name: "AccessDenied", status: 403 },
    ],
  ])("refuses %s", async (_, options, refusal) => {
    expect(await failureOf(put("a", options))).toMatchObject(refusal);
    expect(fake.bucket.versions()).toEqual([]);
  });
});

describe("the fake's S3: conditional writes", () => {
  const refused = { name: "PreconditionFailed", status: 412 };

  it("If-None-Match: * writes where nothing is, a marker counting for nothing", async () => {
    await put("a", { IfNoneMatch: "*" });
    expect(await failureOf(put("a", { IfNoneMatch: "*" }))).toMatchObject(refused);
    await remove("a");
    await put("a", { IfNoneMatch: "*" });
    expect(fake.bucket.versions("a")).toHaveLength(3);
  });

  it("If-Match writes over what it names only", async () => {
    expect(await failureOf(put("a", { IfMatch: '"0"' }))).toMatchObject({ name: "NoSuchKey", status: 404 });
    const { ETag } = await put("a");
    expect(await failureOf(put("a", { IfMatch: '"0"' }))).toMatchObject(refused);
    const { ETag: second } = await put("a", { IfMatch: ETag });
    expect(second).not.toBe(ETag);
    expect(await failureOf(put("a", { IfMatch: ETag }))).toMatchObject(refused);
    expect(await failureOf(put("a", { IfNoneMatch: second }))).toMatchObject({ status: 501 });
  });

  it("applied and not acknowledged, is refused when the SDK tries again", async () => {
    const patient = clientsOf(fake.aws, { maxAttempts: 3 });
    fake.aws.script("PutObject", "reset-after-applying", "world");
    const command = new PutObjectCommand({ Bucket: "faces", Key: "a", Body: "a", IfNoneMatch: "*" });
    expect(await failureOf(patient.s3.send(command))).toMatchObject(refused);
    expect(fake.bucket.versions("a")).toHaveLength(1);
    fake.aws.script("PutObject", "world");
    patient.destroy();
  });
});

describe("the fake's S3: checksums", () => {
  const sha256 = createHash("sha256").update("abc").digest("base64");

  it("keeps a SHA-256, and tells it to who asks", async () => {
    expect(await put("a", { Body: "abc", ChecksumSHA256: sha256 })).toMatchObject({ ChecksumSHA256: sha256 });
    await put("b", { Body: "abc", ChecksumAlgorithm: "SHA256" });
    for (const key of ["a", "b"]) {
      expect(await head(key, { ChecksumMode: "ENABLED" })).toMatchObject({ ChecksumSHA256: sha256 });
      expect(await head(key)).not.toHaveProperty("ChecksumSHA256");
    }
    // The SDK checks it on its own.
    expect(await (await get("a")).Body?.transformToString()).toBe("abc");
  });

  it("refuses a body that is not the one", async () => {
    expect(await failureOf(put("a", { Body: "abd", ChecksumSHA256: sha256 }))).toMatchObject({
      name: "BadDigest",
    });
    expect(fake.bucket.versions()).toEqual([]);
  });
});
