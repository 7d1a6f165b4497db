import type { Fault } from "./faults";

/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What the fake does with a request: answers it, misbehaves, or leaves it to the world behind it. */
export type Answer = Reply | Fault | "world";

const json = { "content-type": "application/x-amz-json-1.1" };

/** An error of a service that speaks JSON 1.1, Rekognition for one. */
export function jsonError(type: string, status = 400): Reply {
  return { status, headers: json, body: JSON.stringify({ __type: type, message: "Said by the fake." }) };
}

/** S3's answers to HEAD have no body, so an error is a status and nothing else. */
export function headError(status: number): Reply {
  return { status };
}

/** What HeadObject is to say. */
export interface ObjectHead {
  /** @default "aws:kms" */
  readonly encryption?: string;
  readonly keyArn?: string;
  readonly versionId?: string;
}

/** HeadObject's answer. */
export function objectHead({ encryption = "aws:kms", keyArn, versionId }: ObjectHead): Reply {
  return {
    status: 200,
    headers: {
      etag: '"0123456789abcdef0123456789abcdef"',
      "content-type": "image/jpeg",
      "x-amz-server-side-encryption": encryption,
      ...(keyArn === undefined ? {} : { "x-amz-server-side-encryption-aws-kms-key-id": keyArn }),
      ...(versionId === undefined ? {} : { "x-amz-version-id": versionId }),
    },
  };
}

const face = {
  BoundingBox: { Height: 0.4, Left: 0.3, Top: 0.2, Width: 0.3 },
  Confidence: 99.99,
  Landmarks: [{ Type: "eyeLeft", X: 0.4, Y: 0.3 }],
  Pose: { Pitch: 1, Roll: 2, Yaw: 3 },
  Quality: { Brightness: 80, Sharpness: 90 },
};

/**
 * CompareFaces' answer.
 *
 * @param matches the similarities, in percent, of the probe's faces that match
 * @param others how many of the probe's faces do not
 */
export function compared(matches: readonly number[], others = 0): Reply {
  return {
    status: 200,
    headers: json,
    body: JSON.stringify({
      SourceImageFace: { BoundingBox: face.BoundingBox, Confidence: face.Confidence },
      FaceMatches: matches.map((Similarity) => ({ Similarity, Face: face })),
      UnmatchedFaces: Array.from({ length: others }, () => face),
    }),
  };
}
