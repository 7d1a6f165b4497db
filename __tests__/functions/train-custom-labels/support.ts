import { createTrainCustomLabels } from "../../../functions/train-custom-labels/handler";
import type { Settings } from "../../../functions/train-custom-labels/settings";
import {
  createTrainingClients,
  type TrainingClients,
} from "../../../functions/train-custom-labels/training-clients";
import { BUCKET, KEY_ARN } from "../support/image-settings";
import { type ImageWorld, imageWorld } from "../support/image-world";

/** The world's bucket under our key: its images are what models are trained with here. */
export const TRAINING_BUCKET = BUCKET;
export const OUTPUT_BUCKET = "lending-desk-results";
export const PROJECT = "books";

export const TRAINING_MANIFEST = "2026/train/output.manifest";
export const TESTING_MANIFEST = "2026/test/output.manifest";

/** A request to train, with a manifest to test with. */
export const training = (more: object = {}) => ({
  versionName: "v1",
  trainingManifestKey: TRAINING_MANIFEST,
  testingManifestKey: TESTING_MANIFEST,
  ...more,
});

/** A request to hear of the same version. */
export const STATUS = { versionName: "v1", status: true } as const;

export const operatorError = (reason: string) => ({ name: "OperatorError", reason });
export const tryAgain = (reason: string) => ({ name: "TryAgainError", reason });
export const refused = (reason: string) => ({ error: "request-refused", reason, requestId: "invocation-1" });
export const answered = (outcome: string, status: string, ended: boolean) => ({
  outcome,
  status,
  ended,
  resultsPrefix: "v1/",
  requestId: "invocation-1",
});

/** A function that trains, before a world with a project, both buckets and both manifests. */
export interface TrainingWorld {
  readonly fake: ImageWorld;
  /** Of the project in the world of this test. */
  readonly projectArn: string;
}

/** Sets up the tests of a file. */
export function trainingWorld(): TrainingWorld {
  let projectArn = "";
  const made: TrainingClients[] = [];
  const settings: Settings = {
    region: "eu-west-1",
    useFipsEndpoint: false,
    projectName: PROJECT,
    owner: "111122223333",
    trainingBucket: TRAINING_BUCKET,
    outputBucket: OUTPUT_BUCKET,
    keyArn: KEY_ARN,
  };
  const fake: ImageWorld = imageWorld(() => {
    const { endpoint, certificateAuthority } = fake.aws;
    const timeouts = { connectionTimeoutMs: 8000, requestTimeoutMs: 8000 };
    const clients = createTrainingClients({
      region: "eu-west-1",
      endpoint,
      certificateAuthority,
      ...timeouts,
    });
    made.push(clients);
    return createTrainCustomLabels(settings, clients);
  });
  beforeEach(() => {
    projectArn = prepare(fake);
  });
  afterEach(() => {
    for (const { kms, rekognition, s3 } of made.splice(0)) {
      for (const client of [kms, rekognition, s3]) client.destroy();
    }
  });
  return {
    fake,
    get projectArn() {
      return projectArn;
    },
  };
}

/** Makes the project, the results' bucket and the manifests. @returns The project's ARN. */
export function prepare({ world, bucket }: ImageWorld): string {
  world.createBucket(OUTPUT_BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
  const projectArn = `arn:aws:rekognition:eu-west-1:${world.accountId}:project/${PROJECT}/1767323045000`;
  world.projects.set(projectArn, {
    place: 1,
    name: PROJECT,
    createdAt: 1_767_323_045,
    feature: "CUSTOM_LABELS",
    autoUpdate: undefined,
    versions: [],
  });
  for (const key of [TRAINING_MANIFEST, TESTING_MANIFEST]) bucket.put(key, Buffer.from("{}\n"));
  return projectArn;
}
