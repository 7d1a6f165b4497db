/**
 * Object keys that a caller has a say in. Everything is ASCII letters, digits, `_` and `-` (and, in probes, single dots inside a
 * name): no slash, no `..`, no NUL, no encoded or look-alike character can lead out of a prefix.
 */

/** A member id: 1 to 64 letters, digits, `_` and `-`. */
export const MEMBER_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A prefix: one or more names, each followed by a slash. */
export const PREFIX = /^(?:[A-Za-z0-9_-]{1,64}\/){1,8}$/;

/** A version of an object, as S3 names it. `null`, the name of what was written without versioning, can be overwritten. */
export const VERSION_ID = /^(?!null$)[A-Za-z0-9._-]{1,1024}$/;

const PROBE_NAME = /^(?:[A-Za-z0-9_-]{1,64}\/){0,4}[A-Za-z0-9_-]{1,64}(?:\.[A-Za-z0-9_-]{1,64}){0,4}$/;

/** The key of a member's reference image. @param memberId As {@link MEMBER_ID}: validated before, whatever the caller sent. */
export function referenceKey(membersPrefix: string, memberId: string): string {
  return `${membersPrefix}${memberId}`;
}

/** Tells whether a key a caller sent is that of an object below the probes' prefix, for example `probes/desk-1/0042.jpg`. */
export function isProbeKey(probesPrefix: string, key: string): boolean {
  return key.startsWith(probesPrefix) && PROBE_NAME.test(key.slice(probesPrefix.length));
}

/** Tells whether a key a caller sent is that of an object below the videos' prefix, for example `videos/door-1/0042.mp4`. */
export function isVideoKey(videosPrefix: string, key: string): boolean {
  return isProbeKey(videosPrefix, key);
}

/** Below it are the liveness images of a member, and of nobody else: a session is bound to who began it by where its images are. */
export function livenessMemberPrefix(livenessPrefix: string, memberId: string): string {
  return `${livenessPrefix}${memberId}/`;
}
