import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { MEMBER_ID } from "../shared/keys";
import { LIVENESS_SESSION_ID } from "../shared/liveness-session";
import { parseRequest } from "../shared/request";

/** What a caller sends, once the client has run the session. */
export interface ReadLivenessSessionRequest {
  /** Who began the session: 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
  /** As `create-liveness-session` answered. */
  readonly sessionId: string;
}

const schema = z.strictObject({
  memberId: z.string().check(z.regex(MEMBER_ID)),
  sessionId: z.string().check(z.regex(LIVENESS_SESSION_ID)),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["sessionId", "liveness-session-malformed"],
]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): ReadLivenessSessionRequest {
  return parseRequest(schema, event, REASONS);
}
