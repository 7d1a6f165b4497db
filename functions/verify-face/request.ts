import * as z from "zod/mini";
import { type RefusalReason, RequestRefused } from "../shared/errors";
import { decodeImage } from "../shared/image";
import { isProbeKey, MEMBER_ID } from "../shared/keys";

/** What a caller sends: who someone says to be, and their picture, as bytes or as the key of an image in the bucket. */
export interface VerifyFaceRequest {
  /** 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
  readonly probe:
    | { /** A JPEG or PNG of at most 5 MB, as base64. */ readonly bytes: string }
    | { /** Below the probes' prefix, for example `probes/desk-1/0042.jpg`. */ readonly key: string };
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly memberId: string;
  readonly probe: { readonly bytes: Uint8Array } | { readonly key: string };
}

const schema = z.strictObject({
  memberId: z.string().check(z.regex(MEMBER_ID)),
  probe: z.strictObject({ bytes: z.optional(z.string()), key: z.optional(z.string()) }),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["probe.bytes", "probe-not-base64"],
  ["probe.key", "probe-key-malformed"],
]);

/**
 * Checks a request, and decodes its image; unknown members are refused, not passed over.
 *
 * @throws {RequestRefused} Says which part is at fault, and repeats nothing of it.
 */
export function checkRequest(event: unknown, probesPrefix: string): CheckedRequest {
  const parsed = schema.safeParse(event);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path }) => REASONS.get(path.join(".")));
    throw new RequestRefused(reasons.find((reason) => reason !== undefined) ?? "request-malformed");
  }
  const { memberId, probe } = parsed.data;
  const { bytes, key } = probe;
  if ((bytes === undefined) === (key === undefined)) throw new RequestRefused("request-malformed");
  if (bytes !== undefined) return { memberId, probe: { bytes: decodeImage(bytes) } };
  if (key === undefined || !isProbeKey(probesPrefix, key)) throw new RequestRefused("probe-key-malformed");
  return { memberId, probe: { key } };
}
