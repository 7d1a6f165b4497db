import * as z from "zod/mini";
import {
  collectionId,
  type Environment,
  type ImageSettings,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  overlapFaults,
  prefix,
  readEnvironment,
} from "../shared/environment";

/** The function's settings, as its environment gives them. */
export interface Settings extends ImageSettings {
  /** `LIVENESS_PREFIX`: where the pictures of liveness sessions are. @default - there are none */
  readonly livenessPrefix?: string | undefined;
  /** `COLLECTION_ID`: the collection with members' face vectors. @default - there is none */
  readonly collectionId?: string | undefined;
}

const schema = z.object({
  ...imageVariables,
  LIVENESS_PREFIX: z.optional(prefix),
  COLLECTION_ID: z.optional(collectionId),
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, (variables) => [
    ...keyRegionFaults(variables),
    ...(variables.LIVENESS_PREFIX === undefined
      ? []
      : overlapFaults({
          MEMBERS_PREFIX: variables.MEMBERS_PREFIX,
          LIVENESS_PREFIX: variables.LIVENESS_PREFIX,
        })),
  ]);
  return {
    ...imageSettings(read),
    livenessPrefix: read.LIVENESS_PREFIX,
    collectionId: read.COLLECTION_ID,
  };
}
