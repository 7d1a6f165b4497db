import type { Source } from "../configuration/configuration";
import type { Evidence } from "../configuration/resource";
import type { AnyControl, ControlId, Severity } from "../controls/control";
import type { Verdict } from "../controls/judgement";
import type { Request } from "../language";

/** A verdict as reports give it: a failing or unknown finding that is waived says so. */
export type ReviewVerdict = Verdict | "waived";

/** The waiver of a finding. */
export interface AppliedWaiver {
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
  /** Where it is written: `waivers.yaml:12`, or the construct or resource that carries it. */
  readonly origin: string;
  /** What the verdict would be without it. */
  readonly verdict: "fail" | "unknown";
}

/** What one control says of one subject. */
export interface Result {
  readonly control: ControlId;
  readonly severity: Severity;
  /** Address of the subject; null where the control has none, or is about the configuration as a whole. */
  readonly subject: string | null;
  /** Path of the construct that made the subject, where the configuration tells. */
  readonly constructPath: string | undefined;
  readonly verdict: ReviewVerdict;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly witness: Request | undefined;
  readonly waiver: AppliedWaiver | undefined;
}

/** A waiver that has expired, or that matches no finding: either fails the review. */
export interface WaiverProblem {
  readonly control: string;
  readonly origin: string;
  readonly problem: "expired" | "unmatched";
  /** One sentence: what is wrong, and what its owner must do. */
  readonly message: string;
}

export interface Summary {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly waived: number;
  /** Managed resources that were read. */
  readonly resources: number;
}

/** A configuration, judged. */
export interface Review {
  readonly source: Source;
  readonly summary: Summary;
  /** By control, in the order of the catalogue, then by subject. */
  readonly results: readonly Result[];
  readonly waiverProblems: readonly WaiverProblem[];
  /** The controls that were asked, in the order of the catalogue. */
  readonly controls: readonly AnyControl[];
  /** The day of the review, as YYYY-MM-DD. */
  readonly today: string;
}
