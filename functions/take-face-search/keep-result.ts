import { PutObjectCommand } from "@aws-sdk/client-s3";
import { OperatorError, TryAgainError } from "../shared/errors";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { faultOf } from "../shared/stored-image";
import type { SearchResult } from "./search-result";
import type { Settings } from "./settings";

/**
 * Keeps a result under our key, said in so many words in the request. A queue may deliver a message twice, and an answer may be
 * lost: what is there already is the same result, for a search never changes once it is done.
 *
 * @throws {TryAgainError} When S3 is throttling, failing or silent, or time is out.
 * @throws {OperatorError} `image-write-denied`, or `result-kept-otherwise` where S3 kept it under another key, or without a version.
 */
export async function keepResult(
  result: SearchResult,
  settings: Settings,
  { s3 }: Pick<ImageClients, "s3">,
  invocation: Invocation,
): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: settings.imageBucket,
    Key: `${settings.resultsPrefix}${result.jobId}.json`,
    ExpectedBucketOwner: settings.imageBucketOwner,
    Body: JSON.stringify(result),
    ContentType: "application/json",
    ServerSideEncryption: "aws:kms",
    SSEKMSKeyId: settings.imageKeyArn,
    IfNoneMatch: "*",
  });
  const written = await invocation.call(
    "PutObject",
    (abortSignal) => s3.send(command, { abortSignal }),
    ({ httpStatus }) => (httpStatus === 412 ? "kept" : httpStatus === 409 ? "contended" : undefined),
  );
  if (written === "kept") return;
  if (written === "contended") throw new TryAgainError("changed-meanwhile");
  if (faultOf(written, settings.imageKeyArn) !== undefined) throw new OperatorError("result-kept-otherwise");
}
