import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { decodeImage } from "../shared/image";
import { parseRequest } from "../shared/request";

/** What a caller sends: the picture of somebody who does not say who they are. */
export interface IdentifyFaceRequest {
  readonly probe: { /** A JPEG or PNG of at most 5 MB, as base64. */ readonly bytes: string };
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly probe: Uint8Array;
}

const schema = z.strictObject({ probe: z.strictObject({ bytes: z.string() }) });

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([["probe.bytes", "image-not-base64"]]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown): CheckedRequest {
  return { probe: decodeImage(parseRequest(schema, event, REASONS).probe.bytes).bytes };
}
