/** How far a version of a model is. The list is closed. */
export type VersionStatus =
  /** Training goes on: minutes to a day. */
  | "training"
  /** Copied from another project, and not there yet. */
  | "copying"
  /** Ready to be started. */
  | "trained"
  /** Trained, and started, starting or stopping. */
  | "running"
  /** Training, copying or running failed; why stands in the results, or in the console. */
  | "failed"
  /** Rekognition no longer offers the version. */
  | "retired"
  | "deleting";

const STATUSES: ReadonlyMap<unknown, VersionStatus> = new Map([
  ["TRAINING_IN_PROGRESS", "training"],
  ["TRAINING_COMPLETED", "trained"],
  ["TRAINING_FAILED", "failed"],
  ["STARTING", "running"],
  ["RUNNING", "running"],
  ["STOPPING", "running"],
  ["STOPPED", "trained"],
  ["FAILED", "failed"],
  ["COPYING_IN_PROGRESS", "copying"],
  ["COPYING_COMPLETED", "trained"],
  ["COPYING_FAILED", "failed"],
  ["DEPRECATED", "retired"],
  ["EXPIRED", "retired"],
  ["DELETING", "deleting"],
]);

/** Rekognition's word as ours; `undefined` for one that is not known. */
export const versionStatus = (status: unknown): VersionStatus | undefined => STATUSES.get(status);

/** Whether training has come to an end, good or bad: asking again for it is needless. */
export const hasEnded = (status: VersionStatus): boolean => status !== "training" && status !== "copying";
