import { HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { OperatorError, RequestRefused } from "../shared/errors";
import type { Invocation } from "../shared/invocation";
import { faultOf } from "../shared/stored-image";
import type { Settings } from "./settings";

/** A manifest in a version that never changes. */
export interface ManifestVersion {
  readonly Bucket: string;
  readonly Name: string;
  readonly Version: string;
}

/** The answer to HEAD has no body: a status is all that S3 says. 301: the bucket is in another Region. */
const REFUSALS: ReadonlyMap<number, "missing" | "unreadable"> = new Map([
  [404, "missing"],
  [403, "unreadable"],
  [301, "unreadable"],
]);

/**
 * Finds a manifest and how it is kept. Rekognition has no way to name a bucket's owner, so here is where another account's bucket
 * of the same name is found out; and a manifest that is missing is found out before training has begun.
 *
 * @throws {RequestRefused} `manifest-not-found`.
 * @throws {OperatorError} `manifest-unreadable`, or `manifest-kept-otherwise` where it is not under the key, or has no version.
 * @throws {TryAgainError} When S3 is throttling, failing or silent, or time is out.
 */
export async function findManifest(
  key: string,
  settings: Settings,
  s3: S3Client,
  invocation: Invocation,
): Promise<ManifestVersion> {
  const command = new HeadObjectCommand({
    Bucket: settings.trainingBucket,
    Key: key,
    ExpectedBucketOwner: settings.owner,
  });
  const found = await invocation.call(
    "HeadObject",
    (abortSignal) => s3.send(command, { abortSignal }),
    ({ httpStatus = 0 }) => REFUSALS.get(httpStatus),
  );
  if (found === "unreadable") throw new OperatorError("manifest-unreadable");
  if (found === "missing") throw new RequestRefused("manifest-not-found");
  const fault = faultOf(found, settings.keyArn);
  if (fault === "missing") throw new RequestRefused("manifest-not-found");
  if (fault !== undefined || found.VersionId === undefined)
    throw new OperatorError("manifest-kept-otherwise");
  return { Bucket: settings.trainingBucket, Name: key, Version: found.VersionId };
}
