/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEraseFace } from "../../../functions/erase-face/handler";
import { type Answer, FakeWorld, jsonError } from "../../support/fake-aws";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";
import { collectionOf, furnish, leftOf, MEMBER, othersOf, SETTINGS } from "./support";

const fake = imageWorld((clients) => createEraseFace(SETTINGS, clients), 3);
const { invoke } = fake;
const request = { memberId: MEMBER };
const operatorError = (reason: string) => ({ name: "OperatorError", reason });
const incomplete = (reason: string) =>
  expect.objectContaining({ outcome: "incomplete", reason, requestId: REQUEST_ID });

beforeEach(() => furnish(fake.world));

/** What S3 says of a deletion that it did for some versions, and for one not. */
function deletion(code: string, deleted = 0): Answer {
  const one = `<Key>members/${MEMBER}</Key><VersionId>v</VersionId>`;
  const done = `<Deleted>${one}</Deleted>`.repeat(deleted);
  const error = `<Error>${one}<Code>${code}</Code><Message>Of ${MEMBER}.</Message></Error>`;
  return { status: 200, body: `<DeleteResult>${done}${error}</DeleteResult>` };
}

describe("erase-face, where S3 does not delete a version", () => {
  it.each(["SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "OperationAborted"])(
    "asks to try again, and says what is gone, for %s",
    async (code) => {
      fake.aws.script("DeleteObjects", deletion(code, 2));
      const { result, metrics } = await invoke(request);
      expect(result).toEqual(incomplete("service-unavailable"));
      expect(result.erased).toEqual({ imageVersions: 2, livenessVersions: 0, faces: 0 });
      expect(metrics).toEqual(["TryAgain"]);
    },
  );

  it.each([
    ["AccessDenied", "AccessDenied"],
    ["InvalidRequest", "InvalidRequest"],
    ["NeverHeardOf", "NeverHeardOf"],
    // Whatever S3 says is not S3's word for it.
    [`members/${MEMBER}`, "Error"],
    ["", "Error"],
  ])("tells the operator for %j", async (code, errorName) => {
    fake.aws.script("DeleteObjects", deletion(code, 2));
    const outcome = await invoke(request);
    expect(outcome.result).toEqual(operatorError("erase-denied"));
    expect(outcome.metrics).toEqual(["OperatorFault"]);
    expect(outcome.logged).toEqual([expect.objectContaining({ operation: "DeleteObjects", errorName })]);
    expect(saidOf(outcome)).not.toContain(MEMBER);
  });

  it("tells the operator rather than asking to try again, where some may never be deleted", async () => {
    const error = (code: string) => `<Error><Key>k</Key><Code>${code}</Code></Error>`;
    const body = `<DeleteResult>${error("SlowDown")}${error("AccessDenied")}</DeleteResult>`;
    fake.aws.script("DeleteObjects", { status: 200, body });
    expect((await invoke(request)).result).toEqual(operatorError("erase-denied"));
  });

  it("tells the operator where it says no code at all", async () => {
    fake.aws.script("DeleteObjects", {
      status: 200,
      body: "<DeleteResult><Error><Key>k</Key></Error></DeleteResult>",
    });
    expect((await invoke(request)).result).toEqual(operatorError("erase-denied"));
  });

  it("ends, and tells the operator, where it says that it did and lists the version again", async () => {
    const body = `<DeleteResult><Deleted><Key>members/${MEMBER}</Key></Deleted></DeleteResult>`;
    fake.aws.script("DeleteObjects", { status: 200, body });
    expect((await invoke(request)).result).toEqual(operatorError("erase-denied"));
    expect(fake.aws.received("DeleteObjects")).toHaveLength(1);
  });

  it("asks to try again where it tells of no version", async () => {
    fake.aws.script("DeleteObjects", { status: 200, body: "<DeleteResult></DeleteResult>" });
    expect((await invoke(request)).result).toEqual(incomplete("answer-unreadable"));
  });
});

describe("erase-face, where S3 lists", () => {
  const listed = (content: string): Answer => ({
    status: 200,
    body: `<ListVersionsResult>${content}</ListVersionsResult>`,
  });

  it.each<[string, Answer]>([
    ["nothing, and does not say that this is all", listed("")],
    ["nothing, and says that there is more", listed("<IsTruncated>true</IsTruncated>")],
    ["nothing at all", { status: 200 }],
  ])("%s, is not done", async (_, answer) => {
    fake.aws.script("ListObjectVersions", answer);
    expect((await invoke(request)).result).toEqual(incomplete("answer-unreadable"));
  });

  it.each([
    ["a version that it does not name", `<Version><Key>members/${MEMBER}</Key></Version>`],
    ["a delete marker that it does not name", `<DeleteMarker><Key>members/${MEMBER}</Key></DeleteMarker>`],
    ["a version of what it does not name", "<Version><VersionId>v</VersionId></Version>"],
  ])("%s, deletes nothing, which would only hide it", async (_, content) => {
    fake.aws.script("ListObjectVersions", listed(`${content}<IsTruncated>false</IsTruncated>`));
    expect((await invoke(request)).result).toEqual(operatorError("unexpected"));
    expect(fake.aws.received("DeleteObjects")).toEqual([]);
  });

  it("what was not asked for, deletes none of it", async () => {
    const others = `<Version><Key>liveness/bob/1</Key><VersionId>v</VersionId></Version>`;
    fake.aws.script("ListObjectVersions", listed(`${others}<IsTruncated>false</IsTruncated>`));
    await invoke(request);
    expect(fake.aws.received("DeleteObjects")).toEqual([]);
  });
});

describe("erase-face, where Rekognition", () => {
  it.each([
    ["does not list", "{}"],
    ["lists null in place of", '{"Faces":null}'],
  ])("%s faces, is not done", async (_, body) => {
    fake.aws.script("ListFaces", { status: 200, body });
    expect((await invoke(request)).result).toEqual(incomplete("answer-unreadable"));
  });

  it("lists a face that it does not name, tells the operator", async () => {
    fake.aws.script("ListFaces", { status: 200, body: '{"Faces":[{"ExternalImageId":"x"}]}' });
    expect((await invoke(request)).result).toEqual(operatorError("unexpected"));
  });

  it.each([
    ["{}"],
    ['{"DeletedFaces":null}'],
    ['{"DeletedFaces":[],"UnsuccessfulFaceDeletions":[]}'],
    ['{"DeletedFaces":["fa4e0000-0000-4000-8000-000000000000"]}'],
  ])("answers to a deletion %s, is not done", async (body) => {
    fake.aws.script("DeleteFaces", { status: 200, body });
    const { result } = await invoke(request);
    expect(result).toEqual(incomplete("answer-unreadable"));
    expect(result.erased).toMatchObject({ faces: 0 });
  });

  it("keeps faces of a user of the collection, tells the operator, and deletes the others", async () => {
    fake.aws.script("DeleteFaces", ({ body }) => {
      const [kept, ...others] = JSON.parse(body).FaceIds;
      const { faces, ...collection } = collectionOf(fake.world);
      fake.world.collections.set(JSON.parse(body).CollectionId, {
        ...collection,
        faces: faces.filter(({ faceId }) => !others.includes(faceId)),
      });
      const Reasons = ["ASSOCIATED_TO_AN_EXISTING_USER"];
      const answer = { DeletedFaces: others, UnsuccessfulFaceDeletions: [{ FaceId: kept, Reasons }] };
      return { status: 200, body: JSON.stringify(answer) };
    });
    expect((await invoke(request)).result).toEqual(operatorError("faces-kept"));
    expect(leftOf(fake.world)).toHaveLength(1);
  });

  it("has forgotten a face between the list and the deletion, counts it", async () => {
    fake.aws.script("DeleteFaces", () => {
      const collection = collectionOf(fake.world);
      collection.faces = collection.faces.filter(({ face }) => face.ExternalImageId !== MEMBER);
      return "world";
    });
    const { result } = await invoke(request);
    expect(result).toMatchObject({ outcome: "erased", erased: { faces: 3 } });
    expect(leftOf(fake.world)).toEqual([]);
  });

  it.each(["ListFaces", "DeleteFaces"] as const)(
    "knows no such collection at %s, tells the operator",
    async (operation) => {
      fake.aws.script(operation, jsonError("ResourceNotFoundException"));
      expect((await invoke(request)).result).toEqual(operatorError("collection-missing"));
    },
  );
});

describe("erase-face, where it may not", () => {
  it.each([
    ["s3:ListBucketVersions", "erase-denied"],
    ["s3:DeleteObjectVersion", "erase-denied"],
  ])("%s, tells the operator", async (lacking, reason) => {
    const others = othersOf(fake.world);
    fake.world.denies = (action) => action === lacking;
    const { result, metrics } = await invoke(request);
    expect(result).toEqual(operatorError(reason));
    expect(metrics).toEqual(["OperatorFault"]);
    expect(othersOf(fake.world)).toEqual(others);
  });

  it.each(["ListFaces", "DeleteFaces"] as const)("rekognition:%s, tells the operator", async (operation) => {
    fake.aws.script(operation, jsonError("AccessDeniedException"));
    expect((await invoke(request)).result).toEqual(operatorError("collection-denied"));
  });

  it("s3:DeleteObject, needs it not: every version is named", async () => {
    fake.world.denies = (action) => action === "s3:DeleteObject" || action.startsWith("kms:");
    expect((await invoke(request)).result).toMatchObject({ outcome: "erased" });
  });

  it("reach the bucket, as it is another account's, deletes nothing there", async () => {
    fake.world.buckets.delete(BUCKET);
    const theirs = fake.world.createBucket(BUCKET, { owner: "999999999999" });
    const before = theirs.put(`members/${MEMBER}`, Buffer.from("theirs"));
    expect((await invoke(request)).result).toEqual(operatorError("erase-denied"));
    expect(theirs.versions()).toEqual([before]);
  });

  it("find the bucket, tells the operator", async () => {
    fake.aws.world = new FakeWorld();
    expect((await invoke(request)).result).toEqual(operatorError("bucket-misplaced"));
  });
});
