/**
 * What marks a search of a video as one of ours, in Rekognition's notification and in its answer. The same for all of them: a tag
 * made of a member, or of the name of a video, would go wherever notifications go.
 */
export const FACE_SEARCH_JOB_TAG = "guardrails-face-search";
