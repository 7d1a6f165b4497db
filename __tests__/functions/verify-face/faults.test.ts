/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createVerifyFace } from "../../../functions/verify-face/handler";
import { type FakeWorld, finishLiveness } from "../../support/fake-aws";
import { createFaceLivenessSession } from "../../support/fake-aws/rekognition/liveness";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { JPEG, MEMBER, PROBE, SESSION, SETTINGS } from "./support";

const KEY = `members/${MEMBER}`;
const PROBE_KEY = "probes/desk-1/0042.jpg";

/** Keeps the member's picture. @returns Its version. */
function enrol(world: FakeWorld): string {
  const bucket = world.buckets.get(BUCKET);
  if (bucket === undefined) throw new Error("There is no bucket.");
  return bucket.put(KEY, JPEG).versionId;
}

/** The requests that there are, by what is sent along. */
const EVENTS = {
  bytes: (world: FakeWorld) => {
    enrol(world);
    return { memberId: MEMBER, probe: PROBE };
  },
  "bytes and a version": (world: FakeWorld) => ({
    memberId: MEMBER,
    referenceVersion: enrol(world),
    probe: PROBE,
  }),
  "bytes and a superseded version": (world: FakeWorld) => {
    const referenceVersion = enrol(world);
    enrol(world);
    return { memberId: MEMBER, referenceVersion, probe: PROBE };
  },
  "a key": (world: FakeWorld) => {
    enrol(world);
    world.buckets.get(BUCKET)?.put(PROBE_KEY, JPEG);
    return { memberId: MEMBER, probe: { key: PROBE_KEY } };
  },
  "a liveness session": (world: FakeWorld) => {
    enrol(world);
    const OutputConfig = { S3Bucket: BUCKET, S3KeyPrefix: `liveness/${MEMBER}/` };
    createFaceLivenessSession(world, { Settings: { OutputConfig } });
    finishLiveness(world, SESSION, { faces: ["ada"] });
    return { memberId: MEMBER, probe: { livenessSessionId: SESSION } };
  },
};
type Sent = keyof typeof EVENTS;

const verdict = (decision: string, reason: string) => ({ decision, reason, requestId: REQUEST_ID });
const review = (reason: string) => verdict("review", reason);
const refused = (reason: string) => ({ error: "request-refused", reason, requestId: REQUEST_ID });

/** Of HEAD there is no body to be wrong, so a page in place of the answer is one that says nothing of encryption. */
const head = (sent: Sent, image: "reference" | "probe"): MatrixCall => ({
  call: `HeadObject of the ${image}, for ${sent}`,
  operation: "HeadObject",
  isIt: ({ Key }) => (Key === KEY) === (image === "reference"),
  denied: "image-read-denied",
  begin: EVENTS[sent],
  otherwise: {
    "status 404": image === "reference" ? review("reference-missing") : refused("probe-not-found"),
    html: review(`${image}-not-encrypted`),
    "cut-short": review(`${image}-not-encrypted`),
  },
});

const compare = (sent: Sent): MatrixCall => ({
  call: `CompareFaces, for ${sent}`,
  operation: "CompareFaces",
  denied: "compare-denied",
  begin: EVENTS[sent],
  otherwise: {
    "InvalidParameterException (400)": review("no-face-found"),
    "ImageTooLargeException (400)": review("image-unusable"),
    "InvalidImageFormatException (400)": review("image-unusable"),
  },
});

const results: MatrixCall = {
  call: "GetFaceLivenessSessionResults",
  operation: "GetFaceLivenessSessionResults",
  denied: "liveness-denied",
  begin: EVENTS["a liveness session"],
};

const used = review("liveness-used");
const useUp: MatrixCall = {
  call: "PutObject, which uses a liveness session up",
  operation: "PutObject",
  denied: "image-write-denied",
  begin: EVENTS["a liveness session"],
  otherwise: {
    "status 409": used,
    "status 412": used,
    html: { name: "OperatorError", reason: "image-kept-otherwise" },
    "cut-short": { name: "OperatorError", reason: "image-kept-otherwise" },
  },
};

describe("verify-face", () => {
  faultMatrix({
    work: (clients) => createVerifyFace(SETTINGS, clients),
    success: verdict("approved", "face-matches"),
    secrets: [MEMBER, PROBE.bytes, PROBE_KEY, SESSION, BUCKET, "Said by the fake"],
    calls: [
      head("bytes", "reference"),
      head("bytes and a version", "reference"),
      head("a key", "reference"),
      head("a key", "probe"),
      head("a liveness session", "reference"),
      head("a liveness session", "probe"),
      compare("bytes"),
      compare("bytes and a version"),
      compare("bytes and a superseded version"),
      compare("a key"),
      compare("a liveness session"),
      results,
      useUp,
    ],
  });
});
