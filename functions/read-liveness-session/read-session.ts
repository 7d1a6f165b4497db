import { describeImage } from "../shared/describe-image";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import type { LivenessFault } from "../shared/liveness-results";
import { findLivenessPicture, type LivenessBucket, useUp } from "../shared/liveness-session";
import { faultOf, type StoredImageFault } from "../shared/stored-image";
import type { ReadLivenessSessionRequest } from "./request";

/** What a session showed. Only `alive` opens anything. */
export type LivenessAnswer =
  | { readonly outcome: "alive" }
  | {
      readonly outcome: "not-shown";
      readonly reason: LivenessFault | `picture-${StoredImageFault}` | "liveness-used";
    };

/**
 * Says whether a session that was begun for a member showed a living face, once: whoever asks again is told that it was used. Whose
 * face, it does not say: that is for `verify-face` with the session. The confidence is a guide for whoever wants to look alive, and is not told.
 *
 * @throws {RequestRefused} `liveness-session-unknown`: a session's results are there for three minutes.
 * @throws {TryAgainError} When AWS is throttling, failing or silent, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 */
export async function readSession(
  session: ReadLivenessSessionRequest,
  settings: LivenessBucket,
  clients: ImageClients,
  invocation: Invocation,
): Promise<LivenessAnswer> {
  const picture = await findLivenessPicture(session, settings, clients, invocation);
  if ("fault" in picture) return notShown(picture.fault);
  const stored = await describeImage(picture.key, settings, clients, invocation);
  const fault = stored === "missing" ? "missing" : faultOf(stored, settings.imageKeyArn);
  if (fault !== undefined) return notShown(`picture-${fault}`);
  return (await useUp(session, settings, clients, invocation))
    ? { outcome: "alive" }
    : notShown("liveness-used");
}

const notShown = (
  reason: Extract<LivenessAnswer, { readonly reason: unknown }>["reason"],
): LivenessAnswer => ({
  outcome: "not-shown",
  reason,
});
