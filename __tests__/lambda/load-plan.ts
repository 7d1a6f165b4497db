import { type Bucket, testImage } from "../support/fake-aws";
import { BUCKET } from "./lambda-account";

/** What the load's process is told. */
export interface LoadPlan {
  /** Verified in turn, again and again. */
  readonly events: readonly object[];
  readonly total: number;
  readonly atOnce: number;
  /** Milliseconds that Lambda gives each. */
  readonly remainingMs: number;
  /** After how many verifications the bare call is made once. */
  readonly bareEvery: number;
  readonly bare: { readonly source: object; readonly picture: string };
}

/** What the load's process tells. */
export interface LoadReport {
  /** For each verification, in the plan's order, the verdict and its reason. */
  readonly outcomes: readonly string[];
  /** How often a verification was to be tried again, by the reason. */
  readonly triedAgain: Readonly<Record<string, number>>;
  readonly verificationMs: readonly number[];
  readonly bareMs: readonly number[];
  /** After each quarter of the work, with nothing under way and the garbage collected. */
  readonly heapBytes: readonly number[];
}

/** A request, and what the world has to say of it. */
export interface LoadCase {
  readonly event: object;
  readonly expected: string;
}

const MEMBERS = 20;
const base64 = (...faces: string[]) => testImage({ faces }).toString("base64");

/** Fills the bucket, and gives requests of every kind that a desk sees. */
export function loadCases(bucket: Bucket): readonly LoadCase[] {
  const cases = Array.from({ length: MEMBERS }, (_, index) => {
    const memberId = `member-${index}`;
    const face = `face-${index}`;
    const old = bucket.put(`members/${memberId}`, testImage({ faces: [`old-${index}`] }));
    const { versionId } = bucket.put(`members/${memberId}`, testImage({ faces: [face] }));
    bucket.put(`probes/${memberId}.jpg`, testImage({ faces: [face] }));
    const of = (expected: string, probe: object, more: object = {}): LoadCase => ({
      event: { memberId, probe, ...more },
      expected,
    });
    return [
      of("approved face-matches", { bytes: base64(face) }),
      of("approved face-matches", { bytes: base64(face) }, { referenceVersion: versionId }),
      of("approved face-matches", { bytes: base64(face) }, { referenceVersion: old.versionId }),
      of("approved face-matches", { key: `probes/${memberId}.jpg` }),
      of("denied face-differs", { bytes: base64(`face-${index + 1}`) }),
      of("denied face-differs", { bytes: base64(`old-${index}`) }, { referenceVersion: old.versionId }),
      of("review several-faces", { bytes: base64(face, "passer-by") }),
      of("review no-face-found", { bytes: base64() }),
    ];
  }).flat();
  bucket.put("members/in-clear", testImage({ faces: ["clear"] }), { encryption: { algorithm: "AES256" } });
  return [
    ...cases,
    {
      event: { memberId: "in-clear", probe: { bytes: base64("clear") } },
      expected: "review reference-not-encrypted",
    },
    {
      event: { memberId: "nobody", probe: { bytes: base64("face-0") } },
      expected: "review reference-missing",
    },
    { event: { memberId: "../face-0", probe: {} }, expected: "request-refused member-id-malformed" },
  ];
}

/** The bare call's images: a member's, and the same face. */
export const bareImages = (): LoadPlan["bare"] => ({
  source: { S3Object: { Bucket: BUCKET, Name: "members/member-0" } },
  picture: base64("face-0"),
});
