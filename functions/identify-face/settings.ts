import * as z from "zod/mini";
import type { CollectionSettings } from "../shared/collection-settings";
import {
  collectionId,
  type Environment,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  percentage,
  readEnvironment,
} from "../shared/environment";

/** The function's settings, as its environment gives them. */
export interface Settings extends CollectionSettings {
  /** `SIMILARITY_THRESHOLD`: in percent, 99 to 100. @default 99 */
  readonly similarityThreshold: number;
}

const schema = z.object({
  ...imageVariables,
  COLLECTION_ID: collectionId,
  SIMILARITY_THRESHOLD: percentage(99),
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, keyRegionFaults);
  return {
    ...imageSettings(read),
    collectionId: read.COLLECTION_ID,
    similarityThreshold: read.SIMILARITY_THRESHOLD,
  };
}
