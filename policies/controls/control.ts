import type { Configuration } from "../configuration/configuration";
import type { Change, Resource } from "../configuration/resource";
import type { Judgement } from "./judgement";
import type { PolicyQuestions } from "./support/policy-questions";

export type ControlId = `RKG-${string}`;

export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A requirement of a published framework that a control answers. */
export interface Mapping {
  /** For example `NIST 800-53 r5`. */
  readonly framework: string;
  /** For example `SC-28(1)`. */
  readonly id: string;
  /** Set where no published source maps the one to the other. */
  readonly suggested?: true;
}

/** How a finding is mended. */
export interface Remediation {
  /** What to do, in a sentence or two. */
  readonly text: string;
  /** An example in Terraform's language. */
  readonly terraform: string;
  /** The same with this package's constructs, or with cdktf. */
  readonly typescript: string;
}

/** What every control may ask about. */
export interface ReviewContext {
  readonly configuration: Configuration;
  /** Policies, and questions about them, each asked once. */
  readonly policies: PolicyQuestions;
  /** The day of the review, as YYYY-MM-DD. */
  readonly today: string;
  /** The longest that face images may be kept, in days. */
  readonly maximumRetentionDays: number;
}

/** What one result is about. `null` stands for the configuration as a whole. */
export type Subject = Resource | Change | { readonly address: string } | null;

/** One rule, told and judged. `S` is what it is about. */
export interface Control<S extends Subject = Subject> {
  /** Never renumbered, never used again. */
  readonly id: ControlId;
  /** A statement that holds where the control passes. */
  readonly title: string;
  readonly severity: Severity;
  /** What one result is about, for people: `bucket`, `planned change`. */
  readonly subject: string;
  /** Why it matters for face images. */
  readonly rationale: string;
  readonly remediation: Remediation;
  readonly mappings: readonly Mapping[];
  /** Where we differ from general scanners, if we do. */
  readonly differs?: string;
  readonly subjects: (context: ReviewContext) => readonly S[];
  /** Why the control has no subject here, where more than "nothing of the kind" is to be said. */
  readonly noSubject?: string;
  readonly judge: (subject: S, context: ReviewContext) => Judgement;
}

/** A control as the registry keeps it: what it is about is its own business. */
export interface AnyControl extends Omit<Control, "subjects" | "judge"> {
  /** Every subject with what the control says of it. */
  readonly judgeAll: (
    context: ReviewContext,
  ) => Iterable<{ readonly subject: Subject; readonly judge: () => Judgement }>;
}

/** Freezes a control. */
export function control<S extends Subject>(definition: Control<S>): AnyControl {
  const { subjects, judge, ...told } = definition;
  return Object.freeze({
    ...told,
    judgeAll: (context: ReviewContext) =>
      subjects(context).map((subject) => ({ subject, judge: () => judge(subject, context) })),
  });
}
