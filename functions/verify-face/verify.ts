import { CompareFacesCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { classify, factsOf } from "../shared/aws-errors";
import { type ClientSettings, clientConfiguration } from "../shared/clients";
import type { Deadline } from "../shared/deadline";
import { RequestRefused } from "../shared/errors";
import { referenceKey } from "../shared/keys";
import type { StoredImage } from "../shared/stored-image";
import { type Comparison, decide, type ReviewReason, refuseStored, review, type Verdict } from "./decision";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";

/** The AWS clients that a verification calls. */
export interface Clients {
  readonly rekognition: RekognitionClient;
  readonly s3: S3Client;
}

/** Makes the clients, to be kept from one invocation to the next. */
export function createClients(settings: ClientSettings): Clients {
  return {
    rekognition: new RekognitionClient(clientConfiguration(settings)),
    // A bucket has a host name of its own at AWS only.
    s3: new S3Client({ ...clientConfiguration(settings), forcePathStyle: settings.endpoint !== undefined }),
  };
}

/**
 * Compares a member's reference image with a probe. First S3 shows how the stored images are encrypted, and in which version;
 * then Rekognition compares that very version, if it may.
 *
 * @throws {RequestRefused} `probe-not-found`.
 * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 */
export async function verify(
  request: CheckedRequest,
  settings: Settings,
  clients: Clients,
  deadline: Deadline,
): Promise<Verdict> {
  const key = referenceKey(settings.membersPrefix, request.memberId);
  const probeKey = "key" in request.probe ? request.probe.key : undefined;
  const describe = (imageKey: string) => describeImage(imageKey, settings, clients.s3, deadline);
  const [reference, probe] = await Promise.all([
    describe(key),
    probeKey === undefined ? undefined : describe(probeKey),
  ]);
  if (reference === "missing") return review("reference-missing");
  if (probe === "missing") throw new RequestRefused("probe-not-found");

  const refused = refuseStored({ reference, probe }, settings);
  if (refused !== undefined) return refused;

  const { imageBucket: Bucket } = settings;
  const source = { S3Object: { Bucket, Name: key, Version: reference.VersionId } };
  const target =
    "bytes" in request.probe
      ? { Bytes: request.probe.bytes }
      : { S3Object: { Bucket, Name: request.probe.key, Version: probe?.VersionId } };
  const compared = await compareFaces(source, target, settings, clients.rekognition, deadline);
  if ("refusal" in compared) return review(compared.refusal);
  const { comparison } = compared;
  return decide({ reference, probe, comparedVersion: source.S3Object.Version, comparison }, settings);
}

/**
 * Asks S3 how an image is stored. Rekognition has no way to name a bucket's owner, so here is where another account's bucket of
 * the same name is found out. A bucket that does not exist looks like an image that does not: the answer to HEAD has no body.
 */
async function describeImage(
  key: string,
  settings: Settings,
  s3: S3Client,
  deadline: Deadline,
): Promise<StoredImage | "missing"> {
  const command = new HeadObjectCommand({
    Bucket: settings.imageBucket,
    Key: key,
    ExpectedBucketOwner: settings.imageBucketOwner,
  });
  try {
    return await deadline.keep((abortSignal) => s3.send(command, { abortSignal }));
  } catch (error) {
    if (factsOf(error).httpStatus === 404) return "missing";
    throw classify(error, "HeadObject");
  }
}

/**
 * What Rekognition says of images that it cannot compare. An invalid parameter is its word for an image without a face: nothing
 * else that it is sent can be invalid.
 */
const REFUSALS: ReadonlyMap<string, ReviewReason> = new Map([
  ["InvalidParameterException", "no-face-found"],
  ["ImageTooLargeException", "image-unusable"],
  ["InvalidImageFormatException", "image-unusable"],
]);

type Image = NonNullable<ConstructorParameters<typeof CompareFacesCommand>[0]["SourceImage"]>;

/**
 * Calls CompareFaces with the quality filter `AUTO`: a face too poor to be judged is left out rather than guessed at. A passer-by
 * whose face is left out for that is not counted among the faces of the probe.
 */
async function compareFaces(
  source: Image,
  target: Image,
  settings: Settings,
  rekognition: RekognitionClient,
  deadline: Deadline,
): Promise<{ readonly comparison: Comparison } | { readonly refusal: ReviewReason }> {
  const command = new CompareFacesCommand({
    SourceImage: source,
    TargetImage: target,
    SimilarityThreshold: settings.similarityThreshold,
    QualityFilter: "AUTO",
  });
  try {
    return { comparison: await deadline.keep((abortSignal) => rekognition.send(command, { abortSignal })) };
  } catch (error) {
    const refusal = REFUSALS.get(factsOf(error).errorName);
    if (refusal !== undefined) return { refusal };
    throw classify(error, "CompareFaces");
  }
}
