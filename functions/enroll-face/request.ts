import * as z from "zod/mini";
import type { RefusalReason } from "../shared/errors";
import { type DecodedImage, decodeImage } from "../shared/image";
import { MEMBER_ID } from "../shared/keys";
import { parseRequest } from "../shared/request";

/** What a caller sends: a member, and the picture that they are to be known by. */
export interface EnrollFaceRequest {
  /** 1 to 64 ASCII letters, digits, `_` and `-`. */
  readonly memberId: string;
  readonly image: { /** A JPEG or PNG of at most 5 MB, as base64. */ readonly bytes: string };
  /** Puts the picture in the place of the one that is there. @default - a member who has one keeps it */
  readonly replace?: boolean;
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly memberId: string;
  readonly image: DecodedImage;
  readonly replace: boolean;
}

const schema = z.strictObject({
  memberId: z.string().check(z.regex(MEMBER_ID)),
  image: z.strictObject({ bytes: z.string() }),
  replace: z._default(z.boolean(), false),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["memberId", "member-id-malformed"],
  ["image.bytes", "image-not-base64"],
]);

/**
 * Checks a request, and decodes its image; unknown members are refused, not passed over.
 *
 * @throws {RequestRefused} Says which part is at fault, and repeats nothing of it.
 */
export function checkRequest(event: unknown): CheckedRequest {
  const { memberId, image, replace } = parseRequest(schema, event, REASONS);
  return { memberId, image: decodeImage(image.bytes), replace };
}
