import type { LivenessBucket } from "../../../functions/shared/liveness-session";
import { type FakeWorld, finishLiveness, type LivenessOutcome } from "../../support/fake-aws";
import { createFaceLivenessSession } from "../../support/fake-aws/rekognition/liveness";
import { BUCKET, IMAGE_SETTINGS } from "../support/image-settings";

export const SETTINGS: LivenessBucket = {
  ...IMAGE_SETTINGS,
  liveness: { prefix: "liveness/", minimumConfidence: 80 },
};

/** Begins a session as create-liveness-session does. @returns Its id. */
export function begin(world: FakeWorld, memberId: string): string {
  const OutputConfig = { S3Bucket: BUCKET, S3KeyPrefix: `liveness/${memberId}/` };
  createFaceLivenessSession(world, { Settings: { OutputConfig } });
  return [...world.livenessSessions.keys()].at(-1) ?? "";
}

/** Begins a session, and plays the part of whoever is before the camera. @returns Its id. */
export function session(
  world: FakeWorld,
  memberId: string,
  outcome: LivenessOutcome = { faces: ["ada"] },
): string {
  const sessionId = begin(world, memberId);
  finishLiveness(world, sessionId, outcome);
  return sessionId;
}
