import * as z from "zod/mini";
import {
  type Environment,
  type ImageSettings,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  overlapFaults,
  percentage,
  prefix,
  readEnvironment,
} from "../shared/environment";

/** The function's settings, as its environment gives them. */
export interface Settings extends ImageSettings {
  /** `RESULTS_PREFIX`: where results are kept. @default "results/" */
  readonly resultsPrefix: string;
  /** `SIMILARITY_THRESHOLD`: in percent, 99 to 100. @default 99 */
  readonly similarityThreshold: number;
}

const schema = z.object({
  ...imageVariables,
  VIDEOS_PREFIX: z._default(prefix, "videos/"),
  RESULTS_PREFIX: z._default(prefix, "results/"),
  SIMILARITY_THRESHOLD: percentage(99),
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, (variables) => [
    ...keyRegionFaults(variables),
    ...overlapFaults({
      MEMBERS_PREFIX: variables.MEMBERS_PREFIX,
      VIDEOS_PREFIX: variables.VIDEOS_PREFIX,
      RESULTS_PREFIX: variables.RESULTS_PREFIX,
    }),
  ]);
  return {
    ...imageSettings(read),
    resultsPrefix: read.RESULTS_PREFIX,
    similarityThreshold: read.SIMILARITY_THRESHOLD,
  };
}
