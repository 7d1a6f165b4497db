import * as z from "zod/mini";
import {
  collectionId,
  type Environment,
  type ImageSettings,
  imageSettings,
  imageVariables,
  keyRegionFaults,
  readEnvironment,
} from "./environment";

/** The settings of a function that works on the collection. */
export interface CollectionSettings extends ImageSettings {
  /** `COLLECTION_ID`: the collection with members' face vectors. */
  readonly collectionId: string;
}

const schema = z.object({ ...imageVariables, COLLECTION_ID: collectionId });

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readCollectionSettings(environment: Environment): CollectionSettings {
  const read = readEnvironment(schema, environment, keyRegionFaults);
  return { ...imageSettings(read), collectionId: read.COLLECTION_ID };
}
