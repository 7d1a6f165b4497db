import type { Source } from "../configuration/configuration";
import type { Severity } from "../controls/control";
import type { Review, ReviewVerdict, Summary } from "../review/result";
import { visible } from "./visible";

/** From worst to best: the order in which reports tell them. */
export const VERDICTS: readonly ReviewVerdict[] = ["fail", "unknown", "waived", "pass", "not-applicable"];

interface VerdictWords {
  /** What a badge says. */
  readonly label: string;
  /** What follows a number of results. */
  readonly counted: string;
  readonly meaning: string;
}

export const VERDICT_WORDS: Readonly<Record<ReviewVerdict, VerdictWords>> = {
  fail: { label: "Fail", counted: "failed", meaning: "the control does not hold" },
  unknown: {
    label: "Unknown",
    counted: "unknown",
    meaning: "what was read does not decide it; the reason says what would",
  },
  waived: {
    label: "Waived",
    counted: "waived",
    meaning: "the control does not hold or is not known to hold, and somebody answers for that until a date",
  },
  pass: { label: "Pass", counted: "passed", meaning: "the control holds" },
  "not-applicable": {
    label: "Not applicable",
    counted: "not applicable",
    meaning: "there is nothing for the control to judge",
  },
};

export const worstOf = (verdicts: Iterable<ReviewVerdict>): ReviewVerdict => {
  const given = new Set(verdicts);
  return VERDICTS.find((each) => given.has(each)) ?? "not-applicable";
};

export function countOf(summary: Summary, verdict: ReviewVerdict): number {
  return verdict === "not-applicable" ? summary.notApplicable : summary[verdict];
}

/** `1 result`, `2 results`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** The whole review in a few words. */
export function headline({ summary, waiverProblems }: Review): string {
  const faults = [
    ...(summary.fail > 0 ? [counted(summary.fail, "failure")] : []),
    ...(waiverProblems.length > 0 ? [counted(waiverProblems.length, "waiver problem")] : []),
  ];
  if (faults.length > 0) return faults.join(" and ");
  if (summary.unknown > 0)
    return `Nothing fails, ${counted(summary.unknown, "result is", "results are")} unknown`;
  return summary.pass + summary.waived > 0 ? "Nothing fails" : "Nothing was judged";
}

const KINDS: Readonly<Record<Source["kind"], string>> = {
  synth: "Synthesized configuration",
  plan: "Terraform plan",
  account: "Live account",
};

export const kindOf = ({ kind }: Source): string => KINDS[kind];

/** What was read, in a few words: `Terraform plan plan.json (Terraform 1.11.4)`. */
export function sourceLine(source: Source): string {
  const { path, terraformVersion } = source;
  const version = terraformVersion === undefined ? "" : ` (Terraform ${visible(terraformVersion)})`;
  return `${kindOf(source)} ${path === "-" ? "from standard input" : visible(path)}${version}`;
}

/** What limits how much the review can say. */
export function cautions({ complete, errored }: Source): readonly string[] {
  return [
    ...(errored
      ? ["The plan stopped at an error: what it would have done after that is not judged. Plan again."]
      : []),
    ...(complete
      ? []
      : ["The plan is incomplete: it says that more is to come after it (-target, or deferred changes)."]),
  ];
}

const ORDER: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

export const bySeverity = (
  one: { readonly severity: Severity },
  other: { readonly severity: Severity },
): number => ORDER[one.severity] - ORDER[other.severity];

/** What a result is about, for people. */
export const subjectOf = (subject: string | null): string =>
  subject === null ? "the configuration" : visible(subject);
