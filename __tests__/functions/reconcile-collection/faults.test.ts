/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createReconcileCollection } from "../../../functions/reconcile-collection/handler";
import type { FakeWorld, Operation } from "../../support/fake-aws";
import {
  COLLECTION,
  enrolAndIndex,
  index,
  makeCollection,
  pictureOf,
  SETTINGS,
  vectorsOf,
} from "../support/collection-world";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";

const MEMBER = "member-zorro";
/** Every world that a case was played in, and the vector that must not go. */
const worlds = new Map<FakeWorld, string>();

const call = (operation: Operation, denied: string): MatrixCall => ({
  call: operation,
  operation,
  denied,
  begin: (world) => {
    makeCollection(world);
    worlds.set(world, `${MEMBER}:${enrolAndIndex(world, MEMBER)}`);
    index(world, "nobody", pictureOf("ada"));
    return { remove: true };
  },
});

describe("reconcile-collection", () => {
  faultMatrix({
    work: (clients) => createReconcileCollection(SETTINGS, clients),
    calls: [
      call("ListFaces", "collection-denied"),
      call("ListObjectVersions", "erase-denied"),
      call("DeleteFaces", "collection-denied"),
    ],
    success: { outcome: "orphans", orphans: 1, removed: 1, requestId: REQUEST_ID },
    secrets: [MEMBER, BUCKET, COLLECTION],
  });

  it("removes no vector of a member's picture, whatever fails", () => {
    expect(worlds.size).toBeGreaterThan(60);
    for (const [world, vector] of worlds) expect(vectorsOf(world)).toContain(vector);
  });
});
