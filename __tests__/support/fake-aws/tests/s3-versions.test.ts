/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { failureOf } from "./clients";
import { fixture } from "./fixture";
import { s3Calls } from "./s3-calls";

const fake = fixture(3);
const { put, remove, removeAll, list } = s3Calls(fake);

describe("the fake's S3: deleting", () => {
  it("hides an object, deletes a version, and is content with what is gone already", async () => {
    const { VersionId } = await put("a");
    const marker = await remove("a");
    expect(await remove("a", VersionId)).toMatchObject({ VersionId });
    expect(await remove("a", VersionId)).not.toHaveProperty("DeleteMarker");
    expect(await remove("a", marker.VersionId)).toMatchObject({
      DeleteMarker: true,
      VersionId: marker.VersionId,
    });
    expect(fake.bucket.versions()).toEqual([]);
  });

  it("says of each of many what it did, or why not", async () => {
    const { VersionId } = await put("a");
    const marker = await remove("b");
    await put("c & d");
    await put("007");
    fake.world.denies = (action, resource) => action.startsWith("s3:Delete") && resource.endsWith("/c & d");
    const named = [
      { Key: "a", VersionId },
      { Key: "b", VersionId: marker.VersionId },
      { Key: "c & d" },
      { Key: "007" },
    ];
    expect(await removeAll(named)).toMatchObject({
      Deleted: [
        { Key: "a", VersionId },
        { Key: "b", DeleteMarker: true, DeleteMarkerVersionId: marker.VersionId },
        { Key: "007", DeleteMarker: true },
      ],
      Errors: [{ Key: "c & d", Code: "AccessDenied" }],
    });
    const quiet = await removeAll([{ Key: "c & d" }, { Key: "007" }], true);
    expect(quiet.Deleted).toBeUndefined();
    expect(quiet.Errors).toHaveLength(1);
  });

  it.each([
    ["none", 0],
    ["more than a thousand", 1001],
  ])("refuses %s at once", async (_, count) => {
    const objects = Array.from({ length: count }, (_each, index) => ({ Key: `k${index}` }));
    expect(await failureOf(removeAll(objects))).toMatchObject({ name: "MalformedXML" });
  });
});

describe("the fake's S3: listing versions", () => {
  const fill = async () => {
    for (const key of ["members/b", "members/a", "members/a", "other/c", "members/a"]) await put(key);
    await remove("members/b");
    await put("members/<c> & d");
  };
  const all = async (deleting = false) => {
    const seen: unknown[] = [];
    let pages = 0;
    let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
    while (markers !== undefined) {
      const page: Awaited<ReturnType<typeof list>> = await list({ Prefix: "members/", ...markers });
      pages += 1;
      for (const { Key, VersionId, IsLatest } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
        seen.push([Key, VersionId, IsLatest]);
        if (deleting) fake.bucket.deleteVersion(Key ?? "", VersionId ?? "");
      }
      markers =
        page.IsTruncated === true
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : undefined;
    }
    return { seen, pages };
  };

  it("goes through all below a prefix, page by page, each once", async () => {
    await fill();
    const { seen, pages } = await all();
    expect(pages).toBe(2);
    const there = fake.bucket.versions("members/").map(({ key, versionId }) => [key, versionId]);
    expect(there).toHaveLength(6);
    expect(seen.map((entry) => (entry as string[]).slice(0, 2)).sort()).toEqual(there.sort());
    expect(seen.filter((entry) => (entry as unknown[])[2])).toHaveLength(3);
  });

  it("misses nothing when what it gave is deleted before the next page", async () => {
    await fill();
    expect((await all(true)).seen).toHaveLength(6);
    expect(fake.bucket.versions().map(({ key }) => key)).toEqual(["other/c"]);
  });

  it("gives the newest first, sizes with versions, none with markers", async () => {
    await put("a", { Body: "1" });
    await put("a", { Body: "22" });
    await remove("a");
    const page = await list();
    expect(page.Versions?.map(({ Size }) => Size)).toEqual([2, 1]);
    expect(page.DeleteMarkers).toMatchObject([{ IsLatest: true, Key: "a" }]);
    expect(page).toMatchObject({ IsTruncated: false, MaxKeys: 3 });
  });

  it("goes on after a key, or after nothing at all", async () => {
    await fill();
    const keys = async (options: object) =>
      (await list({ MaxKeys: 2, ...options })).Versions?.map(({ Key }) => Key);
    expect(await keys({ KeyMarker: "members/a" })).toEqual(["members/b"]);
    expect(await keys({ MaxKeys: 0 })).toBeUndefined();
    expect(await keys({ Prefix: "nothing" })).toBeUndefined();
  });

  it.each([
    [{ VersionIdMarker: "x" }, "InvalidArgument"],
    [{ MaxKeys: -1 }, "InvalidArgument"],
    [{ Delimiter: "/" }, "NotImplemented"],
  ])("refuses %j", async (options, name) => {
    expect(await failureOf(list(options))).toMatchObject({ name });
  });
});
