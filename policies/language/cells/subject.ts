import type { RequestMatcher } from "../grammar/policy";
import type { Reach } from "../grammar/reach";

/**
 * One thing that a request matches or not: a statement of a policy, or the scope of a question. Its bit says so in the masks of cells.
 */
export interface Subject {
  readonly bit: bigint;
  /** `bit`, and `directBit` where there is one: what fails the subject fails both. */
  readonly bits: bigint;
  readonly matcher: RequestMatcher;
  readonly role: "statement" | "scope" | "envelope";
  readonly reach: Reach;
  readonly denies: boolean;
  /** Also counts only matches that name the principal, not merely its account. */
  readonly directBit?: bigint;
  /** The question is only about requests that match it (or another required subject). */
  readonly required: boolean;
  /** Whether it applies at all is not known: a statement of unknown effect. */
  readonly doubtful: boolean;
  readonly label: string;
}

/** Why something could not be decided, by the bit it concerns. */
export class Doubts {
  private readonly reasons = new Map<bigint, Set<string>>();

  add(bit: bigint, reason: string): void {
    const found = this.reasons.get(bit) ?? new Set();
    found.add(reason);
    this.reasons.set(bit, found);
  }

  of(bits: bigint): readonly string[] {
    return [...this.reasons].filter(([bit]) => (bit & bits) !== 0n).flatMap(([, reasons]) => [...reasons]);
  }
}
