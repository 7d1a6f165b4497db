/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEraseFace } from "../../../functions/erase-face/handler";
import type { FakeWorld } from "../../support/fake-aws";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { faultsOf } from "../support/matrix-faults";
import { type Amounts, COLLECTION, furnish, MEMBER, NOTHING, othersOf, SETTINGS } from "./support";

const AMOUNTS: Amounts = { imageVersions: 2, livenessVersions: 1, faces: 2 };
const ALL_IMAGES = { ...NOTHING, imageVersions: AMOUNTS.imageVersions };
const ALL_OBJECTS = { ...AMOUNTS, faces: 0 };

/** Every world that a case was played in, and what others had there before. */
const worlds = new Map<FakeWorld, readonly string[]>();

type Operation = "ListObjectVersions" | "DeleteObjects" | "ListFaces" | "DeleteFaces";

/** @param gone How much there is gone by then, whatever comes. */
function call(
  name: string,
  operation: Operation,
  denied: string,
  gone: Amounts,
  more: Pick<MatrixCall, "isIt" | "otherwise"> = {},
): MatrixCall {
  // Where another would throw TryAgainError, whoever asked is told what is gone.
  const toTryAgain = faultsOf(operation, denied).filter(({ usually }) => usually.name === "TryAgainError");
  const incomplete = toTryAgain.map(({ fault, usually: { reason } }) => [
    fault,
    { outcome: "incomplete", erased: gone, reason, requestId: REQUEST_ID },
  ]);
  return {
    call: name,
    operation,
    denied,
    isIt: more.isIt ?? (() => true),
    otherwise: { ...Object.fromEntries(incomplete), ...more.otherwise },
    begin: (world) => {
      furnish(world, AMOUNTS);
      worlds.set(world, othersOf(world));
      return { memberId: MEMBER };
    },
  };
}

const below = (prefix: string) => (input: Readonly<Record<string, unknown>>) =>
  String(input.Prefix ?? JSON.stringify(input.Delete)).includes(prefix);
const images = below("members/");
const pictures = below("liveness/");

describe("erase-face", () => {
  faultMatrix({
    work: (clients) => createEraseFace(SETTINGS, clients),
    calls: [
      call("ListObjectVersions of references", "ListObjectVersions", "erase-denied", NOTHING, {
        isIt: images,
      }),
      call("DeleteObjects of references", "DeleteObjects", "erase-denied", NOTHING, { isIt: images }),
      call("ListObjectVersions of pictures", "ListObjectVersions", "erase-denied", ALL_IMAGES, {
        isIt: pictures,
      }),
      call("DeleteObjects of pictures", "DeleteObjects", "erase-denied", ALL_IMAGES, { isIt: pictures }),
      call("ListFaces", "ListFaces", "collection-denied", ALL_OBJECTS),
      call("DeleteFaces", "DeleteFaces", "collection-denied", ALL_OBJECTS),
    ],
    success: { outcome: "erased", erased: AMOUNTS, requestId: REQUEST_ID },
    secrets: [MEMBER, BUCKET, COLLECTION],
  });

  it("touches nobody else, whatever fails", () => {
    expect(worlds.size).toBeGreaterThan(100);
    for (const [world, others] of worlds) expect(othersOf(world)).toEqual(others);
  });
});
