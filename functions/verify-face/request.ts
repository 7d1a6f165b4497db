import * as z from "zod/mini";
import { type RefusalReason, RequestRefused } from "../shared/errors";
import { decodeImage } from "../shared/image";
import { isProbeKey, MEMBER_ID, VERSION_ID } from "../shared/keys";
import { LIVENESS_SESSION_ID } from "../shared/liveness-session";
import { parseRequest } from "../shared/request";

/** What a caller sends: who someone says to be, and their picture: as bytes, as the key of an image in the bucket, or by a Face Liveness session. */
export interface VerifyFaceRequest {
  /** 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
  /**
   * The version of the member's reference image, as `enroll-face` answered. It only saves time: the image is then compared while
   * S3 is asked whether this is the version that counts. Where it is not, the one that counts is compared.
   *
   * @default - S3 is asked first
   */
  readonly referenceVersion?: string;
  readonly probe:
    | { /** A JPEG or PNG of at most 5 MB, as base64. */ readonly bytes: string }
    | { /** Below the probes' prefix, for example `probes/desk-1/0042.jpg`. */ readonly key: string }
    | { /** The id of a finished session, which this member began. */ readonly livenessSessionId: string };
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly memberId: string;
  readonly referenceVersion?: string | undefined;
  readonly probe:
    | { readonly bytes: Uint8Array }
    | { readonly key: string }
    | { readonly livenessSessionId: string };
}

const schema = z.strictObject({
  memberId: z.string().check(z.regex(MEMBER_ID)),
  referenceVersion: z.optional(z.string().check(z.regex(VERSION_ID))),
  probe: z.strictObject({
    bytes: z.optional(z.string()),
    key: z.optional(z.string()),
    livenessSessionId: z.optional(z.string().check(z.regex(LIVENESS_SESSION_ID))),
  }),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["referenceVersion", "version-malformed"],
  ["probe.bytes", "image-not-base64"],
  ["probe.key", "probe-key-malformed"],
  ["probe.livenessSessionId", "liveness-session-malformed"],
]);

/**
 * Checks a request, and decodes its image; unknown members are refused, not passed over.
 *
 * @throws {RequestRefused} Says which part is at fault, and repeats nothing of it.
 */
export function checkRequest(event: unknown, probesPrefix: string): CheckedRequest {
  const { memberId, referenceVersion, probe } = parseRequest(schema, event, REASONS);
  return { memberId, referenceVersion, probe: checkProbe(probe, probesPrefix) };
}

function checkProbe(
  { bytes, key, livenessSessionId }: z.infer<typeof schema>["probe"],
  probesPrefix: string,
): CheckedRequest["probe"] {
  if ([bytes, key, livenessSessionId].filter((part) => part !== undefined).length !== 1)
    throw new RequestRefused("request-malformed");
  if (bytes !== undefined) return { bytes: decodeImage(bytes).bytes };
  if (livenessSessionId !== undefined) return { livenessSessionId };
  if (key === undefined || !isProbeKey(probesPrefix, key)) throw new RequestRefused("probe-key-malformed");
  return { key };
}
