import type { Attribute, Evidence, Resource } from "../configuration/resource";
import type { Request } from "../language";

/** What a control says of one subject. Waivers come later, in the review. */
export type Verdict = "pass" | "fail" | "unknown" | "not-applicable";

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence or more. For `unknown`: what is not known, and what would settle it. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** Where a policy decides: a request for which it decides wrongly. */
  readonly witness?: Request;
}

/** What evidence can be given as. */
export type Seen = Evidence | Attribute | Resource;

export const pass = (reason: string, ...seen: readonly Seen[]): Judgement => judgement("pass", reason, seen);
export const fail = (reason: string, ...seen: readonly Seen[]): Judgement => judgement("fail", reason, seen);
export const unknown = (reason: string, ...seen: readonly Seen[]): Judgement =>
  judgement("unknown", reason, seen);
export const notApplicable = (reason: string, ...seen: readonly Seen[]): Judgement =>
  judgement("not-applicable", reason, seen);

const judgement = (verdict: Verdict, reason: string, seen: readonly Seen[]): Judgement => ({
  verdict,
  reason,
  evidence: seen.map(evidenceOf),
});

function evidenceOf(seen: Seen): Evidence {
  if ("evidence" in seen) return seen.evidence;
  return "path" in seen ? { address: seen.address, path: seen.path } : { address: seen.address, path: "" };
}

/**
 * Several demands at once: fails where any fails, is unknown where none fails and any is unknown, passes where all pass. What does not
 * apply takes no part; where nothing applies, nor does the whole. Reasons and evidence are those of the demands that decide.
 */
export function all(judgements: readonly Judgement[]): Judgement {
  return firstOf(["fail", "unknown", "pass", "not-applicable"], judgements);
}

/** One of several ways is enough: passes where any passes. */
export function any(judgements: readonly Judgement[]): Judgement {
  return firstOf(["pass", "unknown", "fail", "not-applicable"], judgements);
}

/** More than this nobody reads; the evidence names all. */
const MOST_REASONS = 4;

function firstOf(order: readonly Verdict[], judgements: readonly Judgement[]): Judgement {
  const verdict = order.find((each) => judgements.some((judged) => judged.verdict === each));
  if (verdict === undefined) throw new Error("there is nothing to judge");
  const deciding = judgements.filter((judged) => judged.verdict === verdict);
  const witness = deciding.find((judged) => judged.witness !== undefined)?.witness;
  const reasons = [...new Set(deciding.map(({ reason }) => reason))];
  const more = reasons.length - MOST_REASONS;
  return {
    verdict,
    reason: [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`And ${more} more.`] : [])].join(" "),
    evidence: distinct(deciding.flatMap(({ evidence }) => evidence)),
    ...(witness === undefined ? {} : { witness }),
  };
}

/** Demands may all look at the same: it is shown once. */
const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(evidence.map((each) => [JSON.stringify([each.address, each.path]), each])).values(),
];
