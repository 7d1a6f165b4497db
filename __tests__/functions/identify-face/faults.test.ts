/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createIdentifyFace } from "../../../functions/identify-face/handler";
import type { FakeWorld, Operation } from "../../support/fake-aws";
import { COLLECTION, enrolAndIndex, makeCollection, pictureOf } from "../support/collection-world";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { probeOf, SETTINGS } from "./support";

const MEMBER = "member-zorro";
const review = (reason: string) => ({ decision: "review", reason, requestId: REQUEST_ID });
const begin = (world: FakeWorld) => {
  makeCollection(world);
  enrolAndIndex(world, MEMBER, pictureOf("ada"));
  return probeOf("ada");
};
const call = (operation: Operation, denied: string, otherwise: MatrixCall["otherwise"]): MatrixCall => ({
  call: operation,
  operation,
  denied,
  begin,
  ...(otherwise === undefined ? {} : { otherwise }),
});
const ofPictures = {
  "InvalidParameterException (400)": review("no-face-found"),
  "ImageTooLargeException (400)": review("image-unusable"),
  "InvalidImageFormatException (400)": review("image-unusable"),
};

describe("identify-face", () => {
  faultMatrix({
    work: (clients) => createIdentifyFace(SETTINGS, clients),
    calls: [
      call("DetectFaces", "detect-denied", ofPictures),
      call("SearchFacesByImage", "collection-denied", ofPictures),
      call("HeadObject", "image-read-denied", {
        "status 404": review("reference-missing"),
        // Of HEAD there is no body to be wrong: such an answer says nothing of encryption.
        html: review("reference-not-encrypted"),
        "cut-short": review("reference-not-encrypted"),
      }),
    ],
    success: { decision: "identified", memberId: MEMBER, requestId: REQUEST_ID },
    secrets: [MEMBER, BUCKET, COLLECTION, pictureOf("ada").toString("base64")],
  });
});
