import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { MEMBER_ID } from "../shared/keys";
import { parseRequest } from "../shared/request";
import { RESUME_TOKEN } from "./resume-token";

/** What a caller sends: who is to be forgotten. */
export interface EraseFaceRequest {
  /** 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
  /** Of an answer `incomplete`: goes on in the collection where that one stopped. @default - from the beginning */
  readonly resume?: string;
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly memberId: string;
  readonly resume?: string | undefined;
}

const schema = z.strictObject({
  memberId: z.string().check(z.regex(MEMBER_ID)),
  resume: z.optional(z.string().check(z.regex(RESUME_TOKEN))),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["resume", "resume-token-malformed"],
]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): CheckedRequest {
  return parseRequest(schema, event, REASONS);
}
