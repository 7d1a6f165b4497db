/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEraseFace } from "../../../functions/erase-face/handler";
import { BUCKET, httpEvent, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";
import { addFace, COLLECTION, furnish, leftOf, MEMBER, NOTHING, othersOf, PLENTY, SETTINGS } from "./support";

let settings = SETTINGS;
// Lists in pages of three, so that a few entries make several.
const fake = imageWorld((clients) => createEraseFace(settings, clients), 3);
const { invoke } = fake;
const request = { memberId: MEMBER };
const operations = () => fake.aws.requests.map(({ operation }) => operation);
const erased = (counted: object) => ({ outcome: "erased", erased: counted, requestId: REQUEST_ID });

beforeEach(() => {
  settings = SETTINGS;
  furnish(fake.world);
});

describe("erase-face", () => {
  it("erases all versions, delete markers, liveness pictures and faces of a member, and of nobody else", async () => {
    const others = othersOf(fake.world);
    const { result, metrics } = await invoke(request);

    expect(result).toEqual(erased(PLENTY));
    expect(metrics).toEqual(["Erased"]);
    expect(leftOf(fake.world)).toEqual([]);
    expect(othersOf(fake.world)).toEqual(others);
  });

  it("tells the log how much, and of whom nothing", async () => {
    const outcome = await invoke(request);
    expect(outcome.logged).toEqual([
      {
        level: "info",
        message: "face erasure",
        requestId: REQUEST_ID,
        outcome: "erased",
        reason: undefined,
        ...PLENTY,
        memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
        ListObjectVersionsMs: expect.any(Number),
        DeleteObjectsMs: expect.any(Number),
        ListFacesMs: expect.any(Number),
        DeleteFacesMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
    expect(saidOf(outcome)).not.toMatch(/zorro|members|version-|lending-desk/);
  });

  it("says each time that the owner of the bucket must be ours, and names every version", async () => {
    await invoke(request);
    const toS3 = fake.aws.requests.filter(({ path }) => path.startsWith(`/${BUCKET}`));
    expect(toS3.length).toBeGreaterThan(0);
    for (const { headers } of toS3) expect(headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
    for (const { body } of fake.aws.received("DeleteObjects"))
      expect(body.match(/<VersionId>/g)?.length).toBe(body.match(/<Object>/g)?.length);
  });

  it("asks for full pages of the collection, one after the other, and deletes once all are read", async () => {
    await invoke(request);
    const pages = fake.aws.received("ListFaces").map(({ body }) => JSON.parse(body));
    expect(pages).toHaveLength(6);
    expect(pages[0]).toEqual({ CollectionId: COLLECTION, MaxResults: 4096 });
    expect(new Set(pages.map(({ NextToken }) => NextToken)).size).toBe(6);
    expect(operations().slice(-2)).toEqual(["ListFaces", "DeleteFaces"]);
  });

  it("says so again of a member who is erased, with zeros", async () => {
    await invoke(request);
    fake.aws.reset();
    expect((await invoke(request)).result).toEqual(erased(NOTHING));
    expect(fake.aws.received("DeleteObjects")).toEqual([]);
    expect(fake.aws.received("DeleteFaces")).toEqual([]);
  });

  it("says so of somebody who never was there", async () => {
    const others = othersOf(fake.world);
    expect((await invoke({ memberId: "member-47" })).result).toEqual(erased(NOTHING));
    expect(othersOf(fake.world)).toEqual(others);
  });

  it("erases what was written while it erased", async () => {
    fake.aws.script(
      "DeleteObjects",
      () => {
        fake.bucket.put(`members/${MEMBER}`, Buffer.from("new"));
        return "world";
      },
      "world",
    );
    const { result } = await invoke(request);
    expect(result).toEqual(erased({ ...PLENTY, imageVersions: PLENTY.imageVersions + 1 }));
    expect(leftOf(fake.world)).toEqual([]);
  });

  it("erases the version null, of a time when the bucket kept no versions", async () => {
    fake.bucket.versioning = "suspended";
    fake.bucket.put(`members/${MEMBER}`, Buffer.from("old"));
    expect((await invoke(request)).result).toEqual(erased({ ...PLENTY, imageVersions: 6 }));
    expect(leftOf(fake.world)).toEqual([]);
  });

  it("erases the version null of each of several liveness pictures, though they are called alike", async () => {
    fake.bucket.versioning = "suspended";
    for (const name of ["a", "b", "c", "d", "e", "f", "g"])
      fake.bucket.put(`liveness/${MEMBER}/${name}`, Buffer.from(name));
    expect((await invoke(request)).result).toEqual(erased({ ...PLENTY, livenessVersions: 11 }));
    expect(leftOf(fake.world)).toEqual([]);
  });

  it("leaves faces of nobody that it knows", async () => {
    addFace(fake.world);
    addFace(fake.world, "x");
    const others = othersOf(fake.world);
    expect((await invoke(request)).result).toEqual(erased(PLENTY));
    expect(othersOf(fake.world)).toEqual(others);
  });

  it("looks for no liveness pictures, and in no collection, where there are none", async () => {
    settings = { ...SETTINGS, livenessPrefix: undefined, collectionId: undefined };
    const { result } = await invoke(request);
    expect(result).toEqual(erased({ ...NOTHING, imageVersions: PLENTY.imageVersions }));
    expect(new Set(operations())).toEqual(new Set(["ListObjectVersions", "DeleteObjects"]));
    for (const { path } of fake.aws.received("ListObjectVersions")) expect(path).not.toContain("liveness");
  });

  it("sends nothing for a request that is at fault", async () => {
    const { result, metrics } = await invoke({ memberId: "../member" });
    expect(result).toEqual({
      error: "request-refused",
      reason: "member-id-malformed",
      requestId: REQUEST_ID,
    });
    expect(metrics).toEqual(["Refused"]);
    expect(operations()).toEqual([]);
  });
});

describe("erase-face over HTTP", () => {
  const body = (result: Readonly<Record<string, unknown>>) => JSON.parse(String(result.body));

  it("answers 200 when a member is erased", async () => {
    const { result } = await invoke(httpEvent({}, request));
    expect(result).toMatchObject({ statusCode: 200, headers: { "cache-control": "no-store" } });
    expect(body(result)).toEqual(erased(PLENTY));
  });

  it("answers 202 when some may be left", async () => {
    fake.aws.script("ListFaces", "throttling");
    const { result, metrics } = await invoke(httpEvent(request));
    expect(result).toMatchObject({ statusCode: 202 });
    expect(body(result)).toEqual({
      outcome: "incomplete",
      reason: "throttled",
      erased: { ...PLENTY, faces: 0 },
      requestId: REQUEST_ID,
    });
    expect(metrics).toEqual(["TryAgain"]);
  });

  it("answers 400 to a request at fault, and 500 where the operator is", async () => {
    expect((await invoke(httpEvent({ memberId: "" }))).result).toMatchObject({ statusCode: 400 });
    fake.world.denies = () => true;
    const { result } = await invoke(httpEvent(request));
    expect(result).toMatchObject({ statusCode: 500 });
    expect(body(result)).toEqual({ error: "operator-fault", reason: "erase-denied", requestId: REQUEST_ID });
  });
});

describe("erase-face, of more than 1,000 versions", () => {
  const full = imageWorld((clients) => createEraseFace({ ...SETTINGS, collectionId: undefined }, clients));

  it("erases them in as many pages as there are", async () => {
    const one = { imageVersions: 1, livenessVersions: 1, faces: 0 };
    furnish(full.world, one);
    const others = othersOf(full.world);
    for (let round = 1; round <= 1500; round += 1) full.bucket.put(`members/${MEMBER}`, Buffer.of());

    const { result } = await full.invoke(request);
    expect(result).toEqual(erased({ ...one, imageVersions: 1501 }));
    expect(leftOf(full.world)).toEqual([]);
    expect(othersOf(full.world)).toEqual(others);
    const sizes = full.aws.received("DeleteObjects").map(({ body }) => body.match(/<Object>/g)?.length);
    expect(sizes).toEqual([1000, 501, 1]);
  });
});
