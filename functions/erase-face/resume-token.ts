import { createHash } from "node:crypto";
import { RequestRefused } from "../shared/errors";

/** Whose erasure it is of, whether it deleted faces so far, and Rekognition's own token, of at most 255 characters. */
export const RESUME_TOKEN = /^[0-9a-f]{16}\.[01]\.[\x21-\x7e]{1,255}$/;

/** Where an erasure goes on in the collection. */
export interface Resumption {
  /** Rekognition's own. */
  readonly collectionToken: string;
  /** Whether faces were deleted since the collection's beginning. */
  readonly deleted: boolean;
}

/**
 * Where the erasure of a member goes on. It is bound to the member: with another's, the faces before it would be passed over, and
 * the member called erased. That guards against mix-ups; whoever may erase members may as well lie to themselves.
 */
export const resumeToken = ({ collectionToken, deleted }: Resumption, memberId: string): string =>
  `${ownerOf(memberId)}.${deleted ? 1 : 0}.${collectionToken}`;

/**
 * Reads such a token.
 *
 * @throws {RequestRefused} `resume-token-malformed` for the token of another member's erasure.
 */
export function openResumeToken(token: string, memberId: string): Resumption {
  const owner = `${ownerOf(memberId)}.`;
  if (!token.startsWith(owner)) throw new RequestRefused("resume-token-malformed");
  return { deleted: token[owner.length] === "1", collectionToken: token.slice(owner.length + 2) };
}

const ownerOf = (memberId: string): string =>
  createHash("sha256").update(memberId).digest("hex").slice(0, 16);
