/** Where the members' reference images are in the bucket. */
export const MEMBERS_PREFIX = "members/";
/** Where pictures are that are to be compared and come by key. */
export const PROBES_PREFIX = "probes/";
/** Where Face Liveness sessions leave their pictures. */
export const LIVENESS_PREFIX = "liveness/";
/** The marks below it that sessions were used. */
export const USED_MARKS = `${LIVENESS_PREFIX}*/used`;

/** How long what was looked at once is kept, in days: pictures to compare, and what sessions left. */
export const ONCE_LOOKED_AT_DAYS = 7;
