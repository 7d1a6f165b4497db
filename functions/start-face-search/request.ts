import * as z from "zod/mini";
import { type RefusalReason, RequestRefused } from "../shared/errors";
import { isVideoKey } from "../shared/keys";
import { parseRequest } from "../shared/request";

/** What a caller sends: a video of the bucket. */
export interface StartFaceSearchRequest {
  /** Of an MP4 or MOV (H.264) of at most 10 GB below the videos' prefix, for example `videos/door-1/0042.mp4`. */
  readonly video: { readonly key: string };
  /**
   * Another token searches a video again that was searched before, say for members who were indexed since: 1 to 64 letters,
   * digits, `_` and `-`.
   *
   * @default - the same version of a video is searched once, however often it is asked for
   */
  readonly requestToken?: string;
}

/** A request that may be served. */
export interface CheckedRequest {
  readonly videoKey: string;
  readonly requestToken?: string | undefined;
}

const schema = z.strictObject({
  video: z.strictObject({ key: z.string() }),
  requestToken: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
});

const REASONS: ReadonlyMap<string, RefusalReason> = new Map([
  ["video.key", "video-key-malformed"],
  ["requestToken", "request-token-malformed"],
]);

/** @throws {RequestRefused} Says which part is at fault, and repeats nothing of it. */
export function checkRequest(event: unknown, videosPrefix: string): CheckedRequest {
  const { video, requestToken } = parseRequest(schema, event, REASONS);
  if (!isVideoKey(videosPrefix, video.key)) throw new RequestRefused("video-key-malformed");
  return { videoKey: video.key, requestToken };
}
