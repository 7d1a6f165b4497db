import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { MEMBER_ID } from "../shared/keys";
import { parseRequest } from "../shared/request";

/** What a caller sends, once it knows by other means who sits before the camera. */
export interface CreateLivenessSessionRequest {
  /** Whose session it is to be: 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
  /** The same token begins the same session, so that a request may be sent again: 1 to 64 letters, digits, `_` and `-`. @default - a session of its own */
  readonly requestToken?: string;
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly memberId: string;
  readonly requestToken?: string | undefined;
}

const schema = z.strictObject({
  memberId: z.string().check(z.regex(MEMBER_ID)),
  requestToken: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["requestToken", "request-token-malformed"],
]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): CheckedRequest {
  return parseRequest(schema, event, REASONS);
}
