import * as z from "zod/mini";
import type { ClientSettings } from "../shared/clients";
import {
  type Environment,
  imageVariables,
  readEnvironment,
  regionVariables,
  text,
} from "../shared/environment";

/** The function's settings, as its environment gives them. */
export interface Settings extends Pick<ClientSettings, "region" | "useFipsEndpoint"> {
  /** `PROJECT_NAME`: the name of the Custom Labels project whose versions are trained. */
  readonly projectName: string;
  /** `IMAGE_BUCKET_OWNER`: the id of the account that must own the buckets, and the project. */
  readonly owner: string;
  /** `TRAINING_BUCKET`: the name of the bucket with the images and their manifests. */
  readonly trainingBucket: string;
  /** `OUTPUT_BUCKET`: the name of the bucket that results go to. */
  readonly outputBucket: string;
  /** `TRAINING_KEY_ARN`: the key of both buckets, and of the copies that training makes; a key's ARN, not an alias. */
  readonly keyArn: string;
}

const schema = z.object({
  ...regionVariables,
  PROJECT_NAME: text(/^[a-zA-Z0-9_.-]{1,255}$/, "must be the name of a Rekognition project"),
  IMAGE_BUCKET_OWNER: imageVariables.IMAGE_BUCKET_OWNER,
  TRAINING_BUCKET: imageVariables.IMAGE_BUCKET,
  OUTPUT_BUCKET: imageVariables.IMAGE_BUCKET,
  TRAINING_KEY_ARN: imageVariables.IMAGE_KEY_ARN,
});

/** @throws {OperatorError} `settings-invalid`, with every variable at fault and what it must be; values are not repeated. */
export function readSettings(environment: Environment): Settings {
  const read = readEnvironment(schema, environment, disagreements);
  return {
    region: read.AWS_REGION,
    useFipsEndpoint: read.AWS_USE_FIPS_ENDPOINT === "true",
    projectName: read.PROJECT_NAME,
    owner: read.IMAGE_BUCKET_OWNER,
    trainingBucket: read.TRAINING_BUCKET,
    outputBucket: read.OUTPUT_BUCKET,
    keyArn: read.TRAINING_KEY_ARN,
  };
}

const disagreements = (read: z.infer<typeof schema>): readonly string[] => [
  ...(read.TRAINING_KEY_ARN.split(":")[3] === read.AWS_REGION
    ? []
    : ["TRAINING_KEY_ARN must be of a key in the function's Region"]),
  // Results below a version's name could take the place of images and manifests.
  ...(read.TRAINING_BUCKET === read.OUTPUT_BUCKET ? ["OUTPUT_BUCKET must not be TRAINING_BUCKET"] : []),
];
