/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createIndexFace } from "../../../functions/index-face/handler";
import type { FakeWorld } from "../../support/fake-aws";
import {
  bucketOf,
  COLLECTION,
  enrol,
  makeCollection,
  pictureOf,
  SETTINGS,
  vectorsOf,
} from "../support/collection-world";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";

const MEMBER = "member-zorro";
const rejected = (reason: string) => ({ outcome: "rejected", reason, requestId: REQUEST_ID });
const worlds = new Set<FakeWorld>();

/** A member with a picture of these people. */
const begin =
  (...faces: readonly string[]) =>
  (world: FakeWorld) => {
    worlds.add(world);
    makeCollection(world);
    enrol(world, MEMBER, pictureOf(...faces));
    return { memberId: MEMBER };
  };

const head: MatrixCall = {
  call: "HeadObject",
  operation: "HeadObject",
  denied: "image-read-denied",
  begin: begin("ada"),
  otherwise: {
    "status 404": rejected("reference-missing"),
    // Of HEAD there is no body to be wrong: such an answer says nothing of encryption.
    html: rejected("reference-not-encrypted"),
    "cut-short": rejected("reference-not-encrypted"),
  },
};
const indexing: MatrixCall = {
  call: "IndexFaces",
  operation: "IndexFaces",
  denied: "collection-denied",
  begin: begin("ada"),
  otherwise: {
    "InvalidParameterException (400)": rejected("no-face-found"),
    "ImageTooLargeException (400)": rejected("image-unusable"),
    "InvalidImageFormatException (400)": rejected("image-unusable"),
  },
};
const counting: MatrixCall = {
  call: "DetectFaces",
  operation: "DetectFaces",
  denied: "detect-denied",
  begin: begin("ada"),
  otherwise: {
    "InvalidParameterException (400)": rejected("no-face-found"),
    "ImageTooLargeException (400)": rejected("image-unusable"),
    "InvalidImageFormatException (400)": rejected("image-unusable"),
  },
};
const takingBack: MatrixCall = {
  call: "DeleteFaces of a picture that was replaced",
  operation: "DeleteFaces",
  denied: "collection-denied",
  begin: (world) => {
    makeCollection(world);
    enrol(world, MEMBER, pictureOf("ada"));
    const bucket = bucketOf(world);
    const newest = bucket.newest.bind(bucket);
    let looks = 0;
    // Looked at before and after the indexing.
    bucket.newest = (key) => {
      looks += 1;
      if (looks === 2) bucket.put(key, pictureOf("ada"));
      return newest(key);
    };
    return { memberId: MEMBER };
  },
};

describe("index-face", () => {
  faultMatrix({
    work: (clients) => createIndexFace(SETTINGS, clients),
    calls: [head, counting, indexing],
    success: { outcome: "indexed", requestId: REQUEST_ID },
    secrets: [MEMBER, BUCKET, COLLECTION],
  });
});

describe("index-face, of a picture that was replaced meanwhile", () => {
  faultMatrix({
    work: (clients) => createIndexFace(SETTINGS, clients),
    calls: [takingBack],
    success: rejected("reference-superseded"),
    secrets: [MEMBER, BUCKET, COLLECTION],
  });
});

describe("index-face, whatever fails", () => {
  it("puts no vector into the collection but of the member's picture as it is", () => {
    expect(worlds.size).toBeGreaterThan(60);
    for (const world of worlds) {
      const version = world.buckets.get(BUCKET)?.newest(`members/${MEMBER}`)?.versionId;
      for (const vector of vectorsOf(world)) expect(vector).toBe(`${MEMBER}:${version}`);
    }
  });
});
