import { createHash } from "node:crypto";
import { RequestRefused } from "../shared/errors";

/** Whose erasure it is of, a dot, and Rekognition's own token, of at most 255 characters. */
export const RESUME_TOKEN = /^[0-9a-f]{16}\.[\x21-\x7e]{1,255}$/;

/**
 * Where the erasure of a member goes on. It is bound to the member: with another's, the faces before it would be passed over, and
 * the member called erased. That guards against mix-ups; whoever may erase members may as well lie to themselves.
 */
export const resumeToken = (collectionToken: string, memberId: string): string =>
  `${ownerOf(memberId)}.${collectionToken}`;

/**
 * Rekognition's own token again.
 *
 * @throws {RequestRefused} `resume-token-malformed` for the token of another member's erasure.
 */
export function openResumeToken(token: string, memberId: string): string {
  const owner = `${ownerOf(memberId)}.`;
  if (!token.startsWith(owner)) throw new RequestRefused("resume-token-malformed");
  return token.slice(owner.length);
}

const ownerOf = (memberId: string): string =>
  createHash("sha256").update(memberId).digest("hex").slice(0, 16);
