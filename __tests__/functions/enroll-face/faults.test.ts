/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEnrollFace } from "../../../functions/enroll-face/handler";
import type { FakeWorld } from "../../support/fake-aws";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { imageWorld } from "../support/image-world";
import { enrolment, isKept, KEY, keepIn, MEMBER, OTHER, PICTURE, SETTINGS } from "./support";

const keep = (picture: Buffer) => (world: FakeWorld) => keepIn(world.buckets.get(BUCKET), picture);

/** What can be there before, and what is asked then. */
const STATES = {
  "a first picture": { arrange: () => undefined, replace: false },
  "the same picture again": { arrange: keep(PICTURE), replace: false },
  "a replacement": { arrange: keep(OTHER), replace: true },
};

const call = (
  operation: "DetectFaces" | "HeadObject" | "PutObject",
  state: keyof typeof STATES,
  denied: string,
  otherwise: MatrixCall["otherwise"] = {},
) => ({
  call: `${operation} for ${state}`,
  operation,
  denied,
  otherwise,
  begin: (world: FakeWorld) => {
    STATES[state].arrange(world);
    return enrolment(PICTURE, STATES[state].replace);
  },
});

const answered = (answer: object) => ({ ...answer, requestId: REQUEST_ID });
const unusable = answered({ outcome: "rejected", reason: "image-unusable" });
const exists = answered({ outcome: "exists" });
const changed = { name: "TryAgainError", reason: "changed-meanwhile" };
const unreadable = { name: "TryAgainError", reason: "answer-unreadable" };
const enrolled = answered({ outcome: "enrolled", referenceVersion: expect.stringMatching(/^[0-9a-f]{32}$/) });

const CALLS = [
  call("DetectFaces", "a first picture", "detect-denied", {
    "ImageTooLargeException (400)": unusable,
    "InvalidImageFormatException (400)": unusable,
    // Of all that is sent, only the picture varies.
    "InvalidParameterException (400)": unusable,
  }),
  call("PutObject", "a first picture", "image-write-denied", {
    "status 409": changed,
    "status 412": changed,
  }),
  call("HeadObject", "the same picture again", "image-read-denied", {
    "status 404": changed,
    // There is something, and nothing says that it is the same.
    html: exists,
    "cut-short": exists,
  }),
  call("HeadObject", "a replacement", "image-read-denied", {
    // Then nothing may be there, and something is.
    "status 404": changed,
    html: unreadable,
    "cut-short": unreadable,
  }),
  call("PutObject", "a replacement", "image-write-denied", {
    "status 409": changed,
    "status 412": changed,
  }),
];

describe("enroll-face", () => {
  faultMatrix({
    work: (clients) => createEnrollFace(SETTINGS, clients),
    calls: CALLS,
    success: enrolled,
    secrets: [MEMBER, PICTURE.toString("base64"), BUCKET],
  });
});

describe("enroll-face, after a fault", () => {
  const fake = imageWorld((clients) => createEnrollFace(SETTINGS, clients));
  const FAULTS = ["throttling", "internal-error", "reset", "reset-after-applying"] as const;
  const cases = CALLS.flatMap((one) => FAULTS.map((fault) => ({ ...one, fault })));

  it.each(cases)("gets over $fault, twice, at $call", async ({ operation, fault, begin }) => {
    fake.aws.script(operation, fault, fault, "world");
    const { result, metrics } = await fake.invoke(begin(fake.world));
    expect(result).toEqual(answered({ outcome: "enrolled", referenceVersion: versionNow() }));
    expect(metrics).toEqual(["Enrolled"]);
    expect(isKept(fake)).toBe(true);
  });

  it.each(cases)("enrols when asked again, after nothing but $fault at $call", async (one) => {
    const request = one.begin(fake.world);
    fake.aws.script(one.operation, one.fault);
    expect((await fake.invoke(request)).metrics).toEqual(["TryAgain"]);
    fake.aws.reset();
    expect((await fake.invoke(request)).result).toEqual(
      answered({ outcome: "enrolled", referenceVersion: versionNow() }),
    );
    expect(isKept(fake)).toBe(true);
  });

  const versionNow = () => fake.bucket.newest(KEY)?.versionId;
});
