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
  /** `PROJECT_ARN`: the Custom Labels project whose versions are trained. */
  readonly projectArn: string;
  /** The account of the project, which must own the buckets. */
  readonly bucketOwner: string;
  /** `TRAINING_BUCKET`: the name of the bucket with the images and their manifests. */
  readonly trainingBucket: string;
  /** `OUTPUT_BUCKET`: the name of the bucket that results go to. */
  readonly outputBucket: string;
  /** `TRAINING_KEY_ARN`: the key of both buckets, and of the copies that training makes; a key's ARN, not an alias. */
  readonly keyArn: string;
}

const PROJECT_ARN = /^arn:aws[a-z-]*:rekognition:[a-z0-9-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/\d+$/;

const schema = z.object({
  ...regionVariables,
  PROJECT_ARN: text(PROJECT_ARN, "must be the ARN of a Rekognition project"),
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
    projectArn: read.PROJECT_ARN,
    bucketOwner: read.PROJECT_ARN.replace(/^.*:(\d{12}):.*$/, "$1"),
    trainingBucket: read.TRAINING_BUCKET,
    outputBucket: read.OUTPUT_BUCKET,
    keyArn: read.TRAINING_KEY_ARN,
  };
}

const disagreements = (read: z.infer<typeof schema>): readonly string[] => [
  ...(["PROJECT_ARN", "TRAINING_KEY_ARN"] as const)
    .filter((name) => read[name].split(":")[3] !== read.AWS_REGION)
    .map((name) => `${name} must name the function's Region`),
  // Results below a version's name could take the place of images and manifests.
  ...(read.TRAINING_BUCKET === read.OUTPUT_BUCKET ? ["OUTPUT_BUCKET must not be TRAINING_BUCKET"] : []),
];
