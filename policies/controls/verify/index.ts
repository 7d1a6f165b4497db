import type { AnyControl } from "../control";
import { similarityThreshold } from "./verify-01-similarity-threshold";
import { livenessConfidence } from "./verify-02-liveness-confidence";
import { supportedRuntime } from "./verify-03-supported-runtime";

/** The decision itself. */
export const VERIFY_CONTROLS: readonly AnyControl[] = [
  similarityThreshold,
  livenessConfidence,
  supportedRuntime,
];
