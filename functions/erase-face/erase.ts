import { deleteFaces, type IndexedFace, listFaces } from "../shared/collection";
import { TryAgainError, type TryAgainReason } from "../shared/errors";
import { isOfMember } from "../shared/external-image-id";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { livenessMemberPrefix, referenceKey } from "../shared/keys";
import { eraseObjects } from "./erase-objects";
import type { CheckedRequest } from "./request";
import { openResumeToken, resumeToken } from "./resume-token";
import type { Settings } from "./settings";

/** How much is gone. */
export interface Erased {
  /** Versions and delete markers of the member's reference image. */
  readonly imageVersions: number;
  /** The same of what their liveness sessions left. */
  readonly livenessVersions: number;
  /** Face vectors of the collection. */
  readonly faces: number;
}

/**
 * What became of an erasure. `erased`: nothing of the member is left here, and whoever asks again is told the same, with zeros.
 * `incomplete`: some may be left; ask again, with `resume` where there is one.
 */
export type Erasure =
  | { readonly outcome: "erased"; readonly erased: Erased }
  | {
      readonly outcome: "incomplete";
      readonly erased: Erased;
      readonly reason: TryAgainReason;
      readonly resume?: string;
    };

/**
 * Erases a member: every version of the reference image and of liveness pictures, and the faces of the collection, where one is
 * used. Probes that came by key are nobody's by name: they expire with the bucket's rules.
 *
 * @throws {RequestRefused} `resume-token-malformed` for a token of another member's erasure, or none of ours.
 * @throws {OperatorError} When a permission, an object lock, an endpoint or a setting is at fault.
 */
export async function erase(
  { memberId, resume }: CheckedRequest,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Erasure> {
  const erased = { imageVersions: 0, livenessVersions: 0, faces: 0 };
  const from = resume === undefined ? undefined : openResumeToken(resume, memberId);
  try {
    const key = referenceKey(settings.membersPrefix, memberId);
    await eraseObjects({ key }, settings, clients, invocation, (versions) => {
      erased.imageVersions += versions;
    });
    if (settings.livenessPrefix !== undefined) {
      const prefix = livenessMemberPrefix(settings.livenessPrefix, memberId);
      await eraseObjects({ prefix }, settings, clients, invocation, (versions) => {
        erased.livenessVersions += versions;
      });
    }
    const { collectionId } = settings;
    if (collectionId === undefined) return { outcome: "erased", erased };
    const isTheirs = ({ externalImageId }: IndexedFace) => isOfMember(externalImageId, memberId);
    const listed = await listFaces(collectionId, isTheirs, from?.collectionToken, clients, invocation);
    // Deleted once they are listed: a list that changes while it is read may skip one.
    await deleteFaces(collectionId, listed.faces, clients, invocation, (faces) => {
      erased.faces += faces;
    });
    const deleted = from?.deleted === true || erased.faces > 0;
    if (listed.resume !== undefined) {
      const resume = resumeToken({ collectionToken: listed.resume, deleted }, memberId);
      return { outcome: "incomplete", erased, reason: "deadline-passed", resume };
    }
    // A list that was read in several parts, with faces deleted between them, may have skipped one: it is read anew.
    return from !== undefined && deleted
      ? { outcome: "incomplete", erased, reason: "deadline-passed" }
      : { outcome: "erased", erased };
  } catch (error) {
    if (!(error instanceof TryAgainError)) throw error;
    // What is gone is gone: whoever asked is to know it.
    return { outcome: "incomplete", erased, reason: error.reason };
  }
}
