/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createReconcileCollection } from "../../../functions/reconcile-collection/handler";
import { RESERVED_MS } from "../../../functions/shared/deadline";
import { jsonError } from "../../support/fake-aws";
import {
  COLLECTION,
  enrol,
  enrolAndIndex,
  index,
  makeCollection,
  pictureOf,
  SETTINGS,
  vectorsOf,
} from "../support/collection-world";
import { BUCKET, httpEvent, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";

const fake = imageWorld((clients) => createReconcileCollection(SETTINGS, clients), 3);
const answer = (outcome: string, orphans: number, removed = 0) => ({
  outcome,
  orphans,
  removed,
  requestId: REQUEST_ID,
});
const CONSISTENT = answer("consistent", 0);
const tryAgain = (reason: string) => ({ name: "TryAgainError", reason });
const operatorError = (reason: string) => ({ name: "OperatorError", reason });
const look = async () => (await fake.invoke({})).result;
const remove = async () => (await fake.invoke({ remove: true })).result;

/** Members with a vector of the picture that they have. */
const MEMBERS = ["ada", "ada2", "bob", "eve", "joe"];

beforeEach(() => {
  makeCollection(fake.world);
  for (const member of MEMBERS) {
    enrol(fake.world, member, pictureOf("somebody-else"));
    enrolAndIndex(fake.world, member);
  }
});

/** Makes an orphan of each kind. */
const ORPHANS: Readonly<Record<string, () => void>> = {
  "of a member whose picture was deleted": () => {
    enrolAndIndex(fake.world, "gone");
    fake.bucket.delete("members/gone");
  },
  "of a member who was erased": () => {
    const version = enrolAndIndex(fake.world, "erased");
    fake.bucket.deleteVersion("members/erased", version);
  },
  "of a picture that was replaced": () => {
    enrolAndIndex(fake.world, "moved");
    enrol(fake.world, "moved", pictureOf("moved"));
  },
  "of a version that never was": () => index(fake.world, "ada:0123456789abcdef", pictureOf("ada")),
  "that is not of our making": () => index(fake.world, "ada", pictureOf("ada")),
  "of nobody": () => index(fake.world, undefined, pictureOf("ada")),
};

describe("reconcile-collection", () => {
  it("finds nothing amiss where every vector is of a member's picture as it is, over several pages", async () => {
    const { result, metrics, logged } = await fake.invoke({});
    expect(result).toEqual(CONSISTENT);
    expect(metrics).toEqual([]);
    expect(logged).toEqual([
      {
        level: "info",
        message: "collection reconciliation",
        requestId: REQUEST_ID,
        outcome: "consistent",
        orphans: 0,
        removed: 0,
        ListFacesMs: expect.any(Number),
        ListObjectVersionsMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
    ]);
    expect(fake.aws.received("ListFaces")).toHaveLength(2);
    expect(fake.aws.received("ListObjectVersions")).toHaveLength(4);
  });

  it("lists the vectors before the pictures, of the bucket of its owner below the members' prefix", async () => {
    fake.bucket.put("probes/1.jpg", pictureOf("ada"));
    await look();
    const operations = fake.aws.requests.map(({ operation }) => operation);
    expect(operations.lastIndexOf("ListFaces")).toBeLessThan(operations.indexOf("ListObjectVersions"));
    for (const { path, headers } of fake.aws.received("ListObjectVersions")) {
      expect(path).toMatch(new RegExp(`^/${BUCKET}/?\\?(.*&)?prefix=members%2F(&|$)`));
      expect(headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
    }
  });

  describe.each(Object.entries(ORPHANS))("with a vector %s", (_, makeOrphan) => {
    it("tells of it, and leaves it", async () => {
      makeOrphan();
      const before = vectorsOf(fake.world);
      const { result, metrics } = await fake.invoke({});
      expect(result).toEqual(answer("orphans", 1));
      expect(metrics).toEqual(["OrphanedFaces"]);
      expect(vectorsOf(fake.world)).toEqual(before);
    });

    it("removes it when asked, and nothing else", async () => {
      const before = vectorsOf(fake.world);
      makeOrphan();
      const { result, metrics } = await fake.invoke({ remove: true });
      expect(result).toEqual(answer("orphans", 1, 1));
      expect(metrics).toEqual([]);
      expect(vectorsOf(fake.world)).toEqual(before);
      expect(await look()).toEqual(CONSISTENT);
    });
  });

  it("removes all of them at once", async () => {
    const before = vectorsOf(fake.world);
    for (const makeOrphan of Object.values(ORPHANS)) makeOrphan();
    expect(await remove()).toEqual(answer("orphans", 6, 6));
    expect(vectorsOf(fake.world)).toEqual(before);
  });

  it("counts one that is gone meanwhile as removed", async () => {
    index(fake.world, "nobody", pictureOf("ada"));
    fake.aws.script("DeleteFaces", () => {
      fake.world.collections.forEach((collection) => {
        collection.faces = [];
      });
      return "world";
    });
    expect(await remove()).toEqual(answer("orphans", 1, 1));
  });

  it("takes nobody for an orphan who is enrolled and indexed while it looks", async () => {
    fake.aws.script("ListObjectVersions", () => {
      if (!vectorsOf(fake.world).some((vector) => vector.startsWith("new:")))
        enrolAndIndex(fake.world, "new");
      return "world";
    });
    expect(await remove()).toEqual(CONSISTENT);
    expect(vectorsOf(fake.world)).toHaveLength(MEMBERS.length + 1);
  });

  it("has nothing to do in an empty collection", async () => {
    makeCollection(fake.world);
    expect(await remove()).toEqual(CONSISTENT);
    expect(fake.aws.received("DeleteFaces")).toEqual([]);
  });

  /** Faces come so late that a second page of them is another invocation's. */
  const withLittleTime = async (request: object) => {
    const began = performance.now();
    let passed = 0;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => began + passed);
    fake.aws.script("ListFaces", () => {
      passed += 6000;
      return "world";
    });
    try {
      return await fake.invoke(request, 10_000 + RESERVED_MS);
    } finally {
      clock.mockRestore();
    }
  };

  it("stops where half of its time is over, looks at what it has, and goes on by the token", async () => {
    for (const makeOrphan of Object.values(ORPHANS)) makeOrphan();
    const first = await withLittleTime({ remove: true });
    expect(first.result).toEqual({ ...answer("incomplete", 0), resume: expect.any(String) });
    expect(fake.aws.received("ListFaces")).toHaveLength(1);
    fake.aws.reset();

    const rest = await fake.invoke({ remove: true, resume: first.result.resume });
    expect(rest.result).toEqual(answer("orphans", 6, 6));
    expect(vectorsOf(fake.world)).toHaveLength(MEMBERS.length);
  });

  it("tells over HTTP that it is not done", async () => {
    const { result } = await withLittleTime(httpEvent({}));
    expect(result).toMatchObject({ statusCode: 202 });
    fake.aws.reset();
    expect((await fake.invoke(httpEvent({}))).result).toMatchObject({
      statusCode: 200,
      body: JSON.stringify(CONSISTENT),
    });
  });

  it("refuses a token that Rekognition does not know", async () => {
    fake.aws.script("ListFaces", jsonError("InvalidPaginationTokenException"));
    const { result, metrics } = await fake.invoke({ resume: "stale" });
    expect(result).toMatchObject({ error: "request-refused", reason: "resume-token-malformed" });
    expect(metrics).toEqual(["Refused"]);
  });

  it.each([
    ["that says nothing", ""],
    ["that does not say whether it is the last", "<Name>faces</Name>"],
    ["that is not the last, and does not say where the next begins", "<IsTruncated>true</IsTruncated>"],
  ])("believes no page of pictures %s, and removes nothing", async (_, content) => {
    const before = vectorsOf(fake.world);
    const body = `<?xml version="1.0"?><ListVersionsResult>${content}</ListVersionsResult>`;
    fake.aws.script("ListObjectVersions", { status: 200, body });
    expect(await remove()).toEqual(tryAgain("answer-unreadable"));
    expect(vectorsOf(fake.world)).toEqual(before);
  });

  it.each([
    ["Key", "<VersionId>v1</VersionId><IsLatest>true</IsLatest>"],
    ["VersionId", "<Key>members/ada</Key><IsLatest>true</IsLatest>"],
    ["IsLatest", "<Key>members/ada</Key><VersionId>v1</VersionId>"],
  ])("does not know what to make of a version without %s, and removes nothing", async (_, version) => {
    const before = vectorsOf(fake.world);
    const body = `<?xml version="1.0"?><ListVersionsResult><IsTruncated>false</IsTruncated><Version>${version}</Version></ListVersionsResult>`;
    fake.aws.script("ListObjectVersions", { status: 200, body });
    expect(await remove()).toEqual(operatorError("unexpected"));
    expect(vectorsOf(fake.world)).toEqual(before);
  });

  it("tells the operator of a face that Rekognition does not let go of", async () => {
    index(fake.world, "nobody", pictureOf("ada"));
    const body = JSON.stringify({
      UnsuccessfulFaceDeletions: [{ FaceId: "f", Reasons: ["ASSOCIATED_TO_AN_EXISTING_USER"] }],
    });
    fake.aws.script("DeleteFaces", { status: 200, body });
    expect(await remove()).toEqual(operatorError("faces-kept"));
  });

  it("tells the operator that there is no collection", async () => {
    fake.world.collections.clear();
    expect(await look()).toEqual(operatorError("collection-missing"));
  });

  it("removes nothing where it may not list the pictures, or they are another account's", async () => {
    const before = vectorsOf(fake.world);
    fake.world.denies = (action) => action === "s3:ListBucketVersions";
    expect(await remove()).toMatchObject({ name: "OperatorError" });
    fake.world.denies = () => false;
    fake.world.createBucket(BUCKET, { owner: "999999999999" });
    expect(await remove()).toMatchObject({ name: "OperatorError" });
    expect(vectorsOf(fake.world)).toEqual(before);
  });

  it("says nothing of members", async () => {
    enrolAndIndex(fake.world, "member-zorro");
    fake.bucket.delete("members/member-zorro");
    const said = saidOf(await fake.invoke({ remove: true }));
    for (const secret of ["zorro", BUCKET, COLLECTION]) expect(said).not.toContain(secret);
  });
});
