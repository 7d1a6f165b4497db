import * as z from "zod/mini";
import {
  type Environment,
  type ImageSettings,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  type LivenessSettings,
  livenessVariables,
  overlapFaults,
  percentage,
  prefix,
  readEnvironment,
} from "../shared/environment";

/** The lowest threshold, in percent, that AWS recommends where a false match matters. */
export const LOWEST_THRESHOLD = 99;

/** The function's settings, as its environment gives them. */
export interface Settings extends ImageSettings {
  /** `PROBES_PREFIX`: where probes are that come by key. @default "probes/" */
  readonly probesPrefix: string;
  /** `SIMILARITY_THRESHOLD`: in percent, 99 to 100. @default 99 */
  readonly similarityThreshold: number;
  /** Where `LIVENESS_PREFIX` is set: the probe may be the picture of a Face Liveness session. */
  readonly liveness?: LivenessSettings | undefined;
}

const schema = z.object({
  ...imageVariables,
  PROBES_PREFIX: z._default(prefix, "probes/"),
  SIMILARITY_THRESHOLD: percentage(LOWEST_THRESHOLD),
  ...livenessVariables,
  LIVENESS_PREFIX: z.optional(prefix),
});

/**
 * Reads the settings, once, at start.
 *
 * The prefixes must not hold one another: a caller who can name a reference as the probe is compared with it, and matches.
 *
 * @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated.
 */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, (variables) => [
    ...keyRegionFaults(variables),
    ...overlapFaults({
      MEMBERS_PREFIX: variables.MEMBERS_PREFIX,
      PROBES_PREFIX: variables.PROBES_PREFIX,
      ...(variables.LIVENESS_PREFIX === undefined ? {} : { LIVENESS_PREFIX: variables.LIVENESS_PREFIX }),
    }),
  ]);
  return {
    ...imageSettings(read),
    probesPrefix: read.PROBES_PREFIX,
    similarityThreshold: read.SIMILARITY_THRESHOLD,
    ...(read.LIVENESS_PREFIX === undefined
      ? {}
      : { liveness: { prefix: read.LIVENESS_PREFIX, minimumConfidence: read.LIVENESS_MIN_CONFIDENCE } }),
  };
}
