import type { AnyControl } from "../control";
import { expiration } from "./retain-01-expiration";
import { erasure } from "./retain-02-erasure";
import { logRetention } from "./retain-03-log-retention";
import { versioning } from "./retain-04-versioning";
import { forceDestroy } from "./retain-05-force-destroy";
import { residency } from "./retain-06-residency";

/** Kept no longer, and lost no sooner, than meant. */
export const RETAIN_CONTROLS: readonly AnyControl[] = [
  expiration,
  erasure,
  logRetention,
  versioning,
  forceDestroy,
  residency,
];
