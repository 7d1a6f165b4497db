import { SearchFacesByImageCommand } from "@aws-sdk/client-rekognition";
import { countFaces, IMAGE_REFUSALS } from "../shared/count-faces";
import { describeImage } from "../shared/describe-image";
import { OperatorError } from "../shared/errors";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { referenceKey } from "../shared/keys";
import { faultOf } from "../shared/stored-image";
import { candidateOf, MAX_MATCHES, type ReviewReason, type Search } from "./decision";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";

/** Who somebody is. Only `identified` opens anything. */
export type Identification =
  | { readonly decision: "identified"; readonly memberId: string }
  | { readonly decision: "unknown" }
  | { readonly decision: "review"; readonly reason: ReviewReason };

/**
 * Finds the member whose face a probe shows. The search looks at the largest face only, so the faces are counted at the same time;
 * and who is found is a member only as long as their reference image is there, under our key, in the version that was indexed.
 *
 * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 */
export async function identify(
  { probe }: CheckedRequest,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Identification> {
  const [faces, found] = await Promise.all([
    countFaces({ Bytes: probe }, clients, invocation),
    search(probe, settings, clients, invocation),
  ]);
  if (typeof faces === "string") return review(faces);
  if (typeof found === "string") return review(found);
  const candidate = candidateOf(faces.count, found, settings.similarityThreshold);
  if (candidate === "unknown") return { decision: "unknown" };
  if (typeof candidate === "string") return review(candidate);

  const key = referenceKey(settings.membersPrefix, candidate.memberId);
  const reference = await describeImage(key, settings, clients, invocation);
  if (reference === "missing") return review("reference-missing");
  const fault = faultOf(reference, settings.imageKeyArn);
  if (fault !== undefined) return review(`reference-${fault}`);
  return candidate.versions.has(String(reference.VersionId))
    ? { decision: "identified", memberId: candidate.memberId }
    : review("reference-superseded");
}

async function search(
  probe: Uint8Array,
  settings: Settings,
  { rekognition }: ImageClients,
  invocation: Invocation,
): Promise<Search | ReviewReason> {
  const command = new SearchFacesByImageCommand({
    CollectionId: settings.collectionId,
    Image: { Bytes: probe },
    FaceMatchThreshold: settings.similarityThreshold,
    MaxFaces: MAX_MATCHES,
    QualityFilter: "AUTO",
  });
  const answer = await invocation.call(
    "SearchFacesByImage",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) =>
      errorName === "ResourceNotFoundException" ? "collection-missing" : IMAGE_REFUSALS.get(errorName),
  );
  if (answer === "collection-missing") throw new OperatorError("collection-missing");
  return answer;
}

const review = (reason: ReviewReason): Identification => ({ decision: "review", reason });
