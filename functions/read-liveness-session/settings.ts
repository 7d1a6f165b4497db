import * as z from "zod/mini";
import {
  type Environment,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  livenessVariables,
  overlapFaults,
  readEnvironment,
} from "../shared/environment";
import type { LivenessBucket } from "../shared/liveness-session";

const schema = z.object({ ...imageVariables, ...livenessVariables });

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): LivenessBucket {
  const read = readEnvironment(schema, environment, (variables) => [
    ...keyRegionFaults(variables),
    ...overlapFaults({
      MEMBERS_PREFIX: variables.MEMBERS_PREFIX,
      LIVENESS_PREFIX: variables.LIVENESS_PREFIX,
    }),
  ]);
  return {
    ...imageSettings(read),
    liveness: { prefix: read.LIVENESS_PREFIX, minimumConfidence: read.LIVENESS_MIN_CONFIDENCE },
  };
}
