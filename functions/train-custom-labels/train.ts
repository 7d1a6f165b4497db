import {
  CreateProjectVersionCommand,
  DescribeProjectVersionsCommand,
  type RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { OperatorError, RequestRefused, TryAgainError } from "../shared/errors";
import type { Invocation } from "../shared/invocation";
import { findManifest } from "./manifest";
import { findProject } from "./project";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";
import type { TrainingClients } from "./training-clients";
import { requireUsableKey } from "./training-key";
import { hasEnded, type VersionStatus, versionStatus } from "./version-status";

/** What became of a request. */
export interface Training {
  /** `started` by this request; or `known`: there already, by an earlier request (or an earlier attempt of this one). */
  readonly outcome: "started" | "known";
  readonly status: VersionStatus;
  /** Whether training has come to an end, good or bad. Until it is true, ask again. */
  readonly ended: boolean;
  /** Where in the output bucket the results are, and what is wrong with the manifests. */
  readonly resultsPrefix: string;
}

/**
 * Begins to train a version of the model, with copies of the images under our key and results in the output bucket; or tells how
 * far a version is.
 *
 * Rekognition knows no client token, and takes a version's name once: a name that is taken is no error but that version, so a
 * request may be sent again.
 *
 * @throws {RequestRefused} `version-unknown`, `manifest-not-found`.
 * @throws {TryAgainError} `training-limit` while the account trains as much as it may; when AWS is throttling, failing or silent, or
 * time is out.
 * @throws {OperatorError} When a key, a permission, a bucket, an endpoint or a setting is at fault; `version-trained-otherwise` for
 * a version that was not trained under our key.
 */
export async function train(
  request: CheckedRequest,
  settings: Settings,
  clients: TrainingClients,
  invocation: Invocation,
): Promise<Training> {
  const { versionName } = request;
  const answer = (outcome: Training["outcome"], status: VersionStatus): Training => ({
    outcome,
    status,
    ended: hasEnded(status),
    resultsPrefix: resultsPrefix(versionName),
  });
  if (request.kind === "train") await requireUsableKey(settings.keyArn, clients.kms, invocation);
  const projectArn = await findProject(settings, clients.rekognition, invocation);
  if (request.kind === "train") {
    const begun = await begin(request, projectArn, settings, clients, invocation);
    if (begun === "started") return answer("started", "training");
  }
  const status = await describeVersion(versionName, projectArn, settings, clients.rekognition, invocation);
  if (status !== undefined) return answer("known", status);
  // Rekognition says that something is in use, and it is not the name.
  if (request.kind === "train") throw new OperatorError("training-refused");
  throw new RequestRefused("version-unknown");
}

/** Below it are a version's results, and no other's. */
const resultsPrefix = (versionName: string): string => `${versionName}/`;

async function begin(
  { versionName, trainingManifestKey, testingManifestKey }: Extract<CheckedRequest, { kind: "train" }>,
  projectArn: string,
  settings: Settings,
  { rekognition, s3 }: TrainingClients,
  invocation: Invocation,
): Promise<"started" | "in-use"> {
  const asset = async (key: string) => ({
    GroundTruthManifest: { S3Object: await findManifest(key, settings, s3, invocation) },
  });
  const training = await asset(trainingManifestKey);
  const testing = testingManifestKey === undefined ? undefined : await asset(testingManifestKey);
  const command = new CreateProjectVersionCommand({
    ProjectArn: projectArn,
    VersionName: versionName,
    KmsKeyId: settings.keyArn,
    OutputConfig: { S3Bucket: settings.outputBucket, S3KeyPrefix: resultsPrefix(versionName) },
    TrainingData: { Assets: [training] },
    TestingData: testing === undefined ? { AutoCreate: true } : { Assets: [testing] },
  });
  const created = await invocation.call(
    "CreateProjectVersion",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => REFUSALS.get(errorName),
  );
  if (created === "in-use") return "in-use";
  if (created === "limit") throw new TryAgainError("training-limit");
  if (created === "refused") throw new OperatorError("training-refused");
  if (created === "project-missing") throw new OperatorError("project-missing");
  // An answer without a version in it may be anybody's: a proxy's, for one.
  if (typeof created.ProjectVersionArn !== "string") throw new TryAgainError("answer-unreadable");
  return "started";
}

const REFUSALS: ReadonlyMap<string, "in-use" | "limit" | "refused" | "project-missing"> = new Map([
  ["ResourceInUseException", "in-use"],
  ["LimitExceededException", "limit"],
  ["InvalidParameterException", "refused"],
  ["ServiceQuotaExceededException", "refused"],
  ["ResourceNotFoundException", "project-missing"],
]);

/** How far a version is; `undefined` where the project has none of the name. */
async function describeVersion(
  versionName: string,
  projectArn: string,
  { keyArn, outputBucket }: Settings,
  rekognition: RekognitionClient,
  invocation: Invocation,
): Promise<VersionStatus | undefined> {
  const command = new DescribeProjectVersionsCommand({ ProjectArn: projectArn, VersionNames: [versionName] });
  const answer = await invocation.call(
    "DescribeProjectVersions",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => (errorName === "ResourceNotFoundException" ? "project-missing" : undefined),
  );
  if (answer === "project-missing") throw new OperatorError("project-missing");
  if (!Array.isArray(answer.ProjectVersionDescriptions)) throw new TryAgainError("answer-unreadable");
  const [version] = answer.ProjectVersionDescriptions;
  if (version === undefined) return undefined;
  const { KmsKeyId, OutputConfig, Status } = version;
  // Rekognition tells the key as it was told it: by its ARN, or by its id.
  const underOurKey = KmsKeyId === keyArn || KmsKeyId === keyArn.slice(keyArn.indexOf("/") + 1);
  if (!underOurKey || OutputConfig?.S3Bucket !== outputBucket)
    throw new OperatorError("version-trained-otherwise");
  const status = versionStatus(Status);
  if (status === undefined) throw new OperatorError("unexpected");
  return status;
}
