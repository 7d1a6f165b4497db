/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { Readable } from "node:stream";
import { CopyObjectCommand } from "@aws-sdk/client-s3";
import { failureOf } from "./clients";
import { fixture, KEY_ARN, OWNER } from "./fixture";
import { s3Calls } from "./s3-calls";

const fake = fixture(3);
const { put, head, get, remove, list } = s3Calls(fake);

describe("the fake's S3: objects", () => {
  it("gives back what was put, to the byte", async () => {
    const Body = Buffer.from([0, 255, 13, 10, 128]);
    const { ETag, VersionId } = await put("members/ada", {
      Body,
      ContentType: "image/jpeg",
      Metadata: { purpose: "desk" },
    });
    const got = await get("members/ada");
    expect(got).toMatchObject({ ETag, VersionId, ContentType: "image/jpeg", ContentLength: 5 });
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Body);
    expect(await head("members/ada", { VersionId })).toMatchObject({
      ETag,
      VersionId,
      ContentLength: 5,
      Metadata: { purpose: "desk" },
      LastModified: new Date("2026-01-02T03:04:05Z"),
    });
  });

  it.each(["a/../b", "a b+c", "ä/日本", "a%2Fb", "x?versions", "..", "a//b"])(
    "takes the key %j as it is",
    async (key) => {
      await put(key);
      expect(fake.bucket.versions().map((version) => version.key)).toEqual([key]);
      expect(await (await get(key)).Body?.transformToString()).toBe(`body of ${key}`);
    },
  );

  it("tells versions apart", async () => {
    const first = await put("a", { Body: "1" });
    const second = await put("a", { Body: "2" });
    expect(second.VersionId).not.toBe(first.VersionId);
    const textOf = async (VersionId?: string) => (await get("a", { VersionId })).Body?.transformToString();
    expect([await textOf(), await textOf(first.VersionId)]).toEqual(["2", "1"]);
  });

  it.each([
    ["suspended", "null"],
    ["never", undefined],
  ] as const)("overwrites where versioning is %s", async (versioning, versionId) => {
    fake.bucket.versioning = versioning;
    expect((await put("a")).VersionId).toBe(versionId);
    await put("a");
    expect(fake.bucket.versions()).toHaveLength(1);
    await remove("a");
    expect(fake.bucket.versions().map(({ content }) => content)).toEqual(
      versioning === "never" ? [] : [undefined],
    );
  });
});

describe("the fake's S3: what is not there", () => {
  it.each<[string, () => Promise<object>, object]>([
    ["HEAD of nothing", () => head("nobody"), { name: "NotFound", status: 404 }],
    ["GET of nothing", () => get("nobody"), { name: "NoSuchKey", status: 404 }],
    [
      "GET of a version that never was",
      () => get("ada", { VersionId: "0" }),
      { name: "NoSuchVersion", status: 404 },
    ],
    ["HEAD in no bucket", () => head("ada", { Bucket: "none" }), { name: "NotFound", status: 404 }],
    ["GET in no bucket", () => get("ada", { Bucket: "none" }), { name: "NoSuchBucket", status: 404 }],
    ["HEAD in another's bucket", () => head("ada", { ExpectedBucketOwner: "444455556666" }), { status: 403 }],
    [
      "PUT in another's bucket",
      () => put("ada", { ExpectedBucketOwner: "444455556666" }),
      { name: "AccessDenied", status: 403 },
    ],
    [
      "GET of another ETag",
      () => get("ada", { IfMatch: '"0"' }),
      { name: "PreconditionFailed", status: 412 },
    ],
  ])("%s", async (_, call, refusal) => {
    fake.bucket.put("ada", Buffer.from("a"));
    expect(await failureOf(call())).toMatchObject(refusal);
  });

  it("serves whoever expects the owner there is", async () => {
    await put("ada", { ExpectedBucketOwner: OWNER });
    expect(await head("ada", { ExpectedBucketOwner: OWNER })).toMatchObject({
      VersionId: expect.any(String),
    });
  });

  it("a marker is nothing, and says so", async () => {
    await put("ada");
    const { VersionId, DeleteMarker } = await remove("ada");
    expect(DeleteMarker).toBe(true);
    expect(await failureOf(head("ada"))).toMatchObject({ name: "NotFound", status: 404 });
    expect(await failureOf(get("ada"))).toMatchObject({ name: "NoSuchKey", status: 404 });
    expect(await failureOf(head("ada", { VersionId }))).toMatchObject({ status: 405 });
  });

  it("is forbidden, and not missing, to who may not list", async () => {
    fake.world.denies = (action) => action === "s3:ListBucket";
    await put("ada");
    expect(await head("ada")).toMatchObject({ ETag: expect.any(String) });
    expect(await failureOf(head("nobody"))).toMatchObject({ status: 403 });
    await remove("ada");
    expect(await failureOf(head("ada"))).toMatchObject({ status: 403 });
  });
});

describe("the fake's S3: what it does not do", () => {
  it("copies nothing, and takes no body in signed chunks", async () => {
    fake.bucket.put("ada", Buffer.from("a"));
    const copy = new CopyObjectCommand({ Bucket: "faces", Key: "bob", CopySource: "faces/ada" });
    expect(await failureOf(fake.clients.s3.send(copy))).toMatchObject({
      name: "NotImplemented",
      status: 501,
    });
    const chunked = put("bob", { Body: Readable.from(["a"]), ContentLength: 1 });
    // The SDK remarks that it cannot send a stream again.
    const warned = jest.spyOn(console, "warn").mockImplementation();
    expect(await failureOf(chunked)).toMatchObject({ name: "NotImplemented", status: 501 });
    warned.mockRestore();
    expect(fake.bucket.versions().map(({ key }) => key)).toEqual(["ada"]);
  });
});

describe("the fake's S3: permissions", () => {
  it.each<[string, string, () => Promise<object>]>([
    ["s3:GetObject", "arn:aws:s3:::faces/ada", () => get("ada")],
    ["s3:GetObjectVersion", "arn:aws:s3:::faces/ada", () => head("ada", { VersionId: "0" })],
    ["s3:PutObject", "arn:aws:s3:::faces/ada", () => put("ada")],
    ["s3:DeleteObject", "arn:aws:s3:::faces/ada", () => remove("ada")],
    ["s3:DeleteObjectVersion", "arn:aws:s3:::faces/ada", () => remove("ada", "0")],
    ["s3:ListBucketVersions", "arn:aws:s3:::faces", () => list()],
    ["kms:Decrypt", KEY_ARN, () => get("ada")],
    ["kms:GenerateDataKey", KEY_ARN, () => put("ada")],
  ])("without %s on %s", async (action, resource, call) => {
    fake.bucket.put("ada", Buffer.from("a"));
    fake.world.denies = (asked, on) => asked === action && on === resource;
    expect(await failureOf(call())).toMatchObject({ status: 403 });
  });
});
