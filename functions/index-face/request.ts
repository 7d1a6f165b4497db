import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { MEMBER_ID } from "../shared/keys";
import { parseRequest } from "../shared/request";

/** What a caller sends: an enrolled member who is to be found by face from now on. */
export interface IndexFaceRequest {
  /** 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
}

const schema = z.strictObject({ memberId: z.string().check(z.regex(MEMBER_ID)) });

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([["memberId", "member-id-malformed"]]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): IndexFaceRequest {
  return parseRequest(schema, event, REASONS);
}
