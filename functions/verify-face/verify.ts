import { describeImage } from "../shared/describe-image";
import { RequestRefused } from "../shared/errors";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { referenceKey } from "../shared/keys";
import { findLivenessPicture, useUp } from "../shared/liveness-session";
import { type Compared, compareFaces, type Image } from "./compare-faces";
import { decide, refuseStored, review, type Verdict } from "./decision";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";

/**
 * Compares a member's reference image with a probe. S3 shows how the stored images are encrypted, and in which version; Rekognition
 * compares those very versions. Where the caller knows the reference's version, both are asked at once, and what Rekognition says
 * counts only if S3 names the same version.
 *
 * @throws {RequestRefused} `probe-not-found`, `liveness-not-offered` or `liveness-session-unknown`.
 * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 */
export async function verify(
  request: CheckedRequest,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Verdict> {
  const { memberId, probe } = request;
  if (!("livenessSessionId" in probe)) return compareWith(probe, request, settings, clients, invocation);

  const { liveness } = settings;
  if (liveness === undefined) throw new RequestRefused("liveness-not-offered");
  const bucket = { ...settings, liveness };
  const session = { sessionId: probe.livenessSessionId, memberId };
  const picture = await findLivenessPicture(session, bucket, clients, invocation);
  if ("fault" in picture) return review(picture.fault);
  const verdict = await compareWith(picture, request, settings, clients, invocation);
  if (verdict.decision !== "approved") return verdict;
  return (await useUp(session, bucket, clients, invocation)) ? verdict : review("liveness-used");
}

async function compareWith(
  probe: { readonly bytes: Uint8Array } | { readonly key: string },
  { memberId, referenceVersion }: CheckedRequest,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Verdict> {
  const key = referenceKey(settings.membersPrefix, memberId);
  const describe = (imageKey: string) => describeImage(imageKey, settings, clients, invocation);
  const stored = (name: string, version: string | undefined): Image => ({
    S3Object: { Bucket: settings.imageBucket, Name: name, Version: version },
  });
  const compare = (version: string | undefined, target: Image): Promise<Compared> =>
    compareFaces(stored(key, version), target, settings, clients, invocation);

  // What becomes of it is looked at only if it was about the right version.
  const early =
    "bytes" in probe && referenceVersion !== undefined
      ? settled(compare(referenceVersion, { Bytes: probe.bytes }))
      : undefined;
  const described = settled(Promise.all([describe(key), "key" in probe ? describe(probe.key) : undefined]));
  // Nothing goes on behind an answer: Lambda would freeze it, and find it at the next invocation.
  await early;
  const [reference, probeImage] = (await described)();
  if (reference === "missing") return review("reference-missing");
  if (probeImage === "missing") throw new RequestRefused("probe-not-found");
  const refused = refuseStored({ reference, probe: probeImage }, settings);
  if (refused !== undefined) return refused;

  const isEarly = early !== undefined && reference.VersionId === referenceVersion;
  const target = "bytes" in probe ? { Bytes: probe.bytes } : stored(probe.key, probeImage?.VersionId);
  const compared = isEarly ? (await early)() : await compare(reference.VersionId, target);
  if ("refusal" in compared) return review(compared.refusal);
  const comparedVersion = isEarly ? referenceVersion : reference.VersionId;
  return decide({ reference, probe: probeImage, comparedVersion, comparison: compared.comparison }, settings);
}

/** The outcome of a promise, to be taken later: a value, or an error that is thrown then. */
const settled = <T>(promise: Promise<T>): Promise<() => T> =>
  promise.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
