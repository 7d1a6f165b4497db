export type { Configuration, ExternalOptOut, Source } from "./configuration/configuration";
export { InputError } from "./configuration/input/input-error";
export { type Input, type InputOptions, readInput } from "./configuration/input/read-input";
export { type PlanInput, type PlanOptions, readPlan } from "./configuration/plan/read-plan";
export { readSynth, type SynthOptions } from "./configuration/synth/read-synth";
export type { SynthStack } from "./configuration/synth/stack";
export { CONTROLS } from "./controls";
export type { AnyControl, ControlId, Mapping, Remediation, Severity } from "./controls/control";
export * from "./documents";
export * from "./language";
export * from "./language/opt-out/validate";
export { FORMATS, type Format, type ReportOptions, renderReport } from "./reports";
export { readWaivers } from "./review/read-waivers";
export type {
  AppliedWaiver,
  Result,
  Review,
  ReviewVerdict,
  Summary,
  WaiverProblem,
} from "./review/result";
export { ControlError, exitCodeOf, type ReviewOptions, review } from "./review/review";
export { type Waiver, WaiverError } from "./review/waiver";
