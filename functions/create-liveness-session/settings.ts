import * as z from "zod/mini";
import {
  type Environment,
  type ImageSettings,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  overlapFaults,
  prefix,
  readEnvironment,
  text,
} from "../shared/environment";

/** How a session challenges whoever sits before the camera. */
export type Challenge = "FaceMovementAndLightChallenge" | "FaceMovementChallenge";

/** The function's settings, as its environment gives them. */
export interface Settings extends ImageSettings {
  /** `LIVENESS_PREFIX`: below it, a prefix for each member, where their sessions leave their pictures. */
  readonly livenessPrefix: string;
  /** `LIVENESS_AUDIT_IMAGES`: how many pictures of the session are kept beside the reference, 0 to 4. @default 0 */
  readonly auditImages: number;
  /**
   * `LIVENESS_CHALLENGE`: `FaceMovementAndLightChallenge`, the more accurate one, or `FaceMovementChallenge`, for people who must
   * not see flashes.
   *
   * @default "FaceMovementAndLightChallenge"
   */
  readonly challenge: Challenge;
}

const schema = z.object({
  ...imageVariables,
  LIVENESS_PREFIX: prefix,
  LIVENESS_AUDIT_IMAGES: z._default(text(/^[0-4]$/, "must be a number from 0 to 4"), "0"),
  LIVENESS_CHALLENGE: z._default(
    z.enum(
      ["FaceMovementAndLightChallenge", "FaceMovementChallenge"],
      "must be FaceMovementAndLightChallenge or FaceMovementChallenge",
    ),
    "FaceMovementAndLightChallenge",
  ),
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, (variables) => [
    ...keyRegionFaults(variables),
    ...overlapFaults({
      MEMBERS_PREFIX: variables.MEMBERS_PREFIX,
      LIVENESS_PREFIX: variables.LIVENESS_PREFIX,
    }),
  ]);
  return {
    ...imageSettings(read),
    livenessPrefix: read.LIVENESS_PREFIX,
    auditImages: Number(read.LIVENESS_AUDIT_IMAGES),
    challenge: read.LIVENESS_CHALLENGE,
  };
}
