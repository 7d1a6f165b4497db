import type { Evidence } from "../configuration/resource";
import { FAMILIES } from "../controls";
import type { AnyControl } from "../controls/control";
import type { Result, Review, ReviewVerdict } from "../review/result";
import { visible } from "./visible";
import { bySeverity } from "./wording";

/** A control with what it says. */
export interface Findings {
  readonly control: AnyControl;
  readonly results: readonly Result[];
}

/** Every control that was asked, in the order of the catalogue, with its results. */
export function findingsOf({ controls, results }: Pick<Review, "controls" | "results">): readonly Findings[] {
  const byControl = new Map<string, Result[]>(controls.map(({ id }) => [id, []]));
  for (const result of results) {
    const those = byControl.get(result.control);
    if (those === undefined) throw new Error(`a result names ${result.control}, which was not asked`);
    those.push(result);
  }
  return controls.map((control) => ({ control, results: byControl.get(control.id) ?? [] }));
}

/** The controls that have results of a verdict, the gravest first, each with those results only. */
export function findingsWith(review: Review, verdict: ReviewVerdict): readonly Findings[] {
  return findingsOf({
    controls: review.controls,
    results: review.results.filter((result) => result.verdict === verdict),
  })
    .filter(({ results }) => results.length > 0)
    .sort((one, other) => bySeverity(one.control, other.control));
}

export interface Family {
  /** The word in the ids of its controls: `REST`. */
  readonly name: string;
  /** What it promises. */
  readonly promise: string;
  readonly findings: readonly Findings[];
}

export const familyNameOf = (id: string): string => id.split("-")[1] ?? id;

/** The families of controls in the order of the catalogue, each with its controls. */
export function familiesOf(findings: readonly Findings[]): readonly Family[] {
  const names = new Set(findings.map(({ control }) => familyNameOf(control.id)));
  return [...names].map((name) => ({
    name,
    promise: FAMILIES[name] ?? name,
    findings: findings.filter(({ control }) => familyNameOf(control.id) === name),
  }));
}

/** `aws_s3_bucket.faces rule[0].status`. */
export const evidenceLine = ({ address, path }: Evidence): string =>
  visible(path === "" ? address : `${address} ${path}`);
