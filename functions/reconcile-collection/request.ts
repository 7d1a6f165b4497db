import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { parseRequest } from "../shared/request";

/** What a caller, or a schedule, sends. */
export interface ReconcileCollectionRequest {
  /** Deletes the vectors that are nobody's. @default - they are counted only */
  readonly remove?: boolean;
  /** Of an answer `incomplete`: goes on where that one stopped. @default - from the beginning */
  readonly resume?: string;
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly remove: boolean;
  readonly resume?: string | undefined;
}

const schema = z.strictObject({
  remove: z._default(z.boolean(), false),
  resume: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/))),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([["resume", "resume-token-malformed"]]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): CheckedRequest {
  return parseRequest(schema, event, REASONS);
}
