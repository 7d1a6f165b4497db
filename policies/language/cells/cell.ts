import type { RequestPrincipal } from "../questions/request";
import { MAYBE, NO, type Outcome } from "./outcome";

/** What one dimension says of a request. */
export interface RequestPart {
  readonly action?: string;
  readonly resource?: string;
  readonly principal?: RequestPrincipal;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * A class of values of one or more dimensions that no test tells apart: which subjects match it for sure, which possibly, and a
 * request part from the class.
 */
export interface Cell {
  readonly sure: bigint;
  readonly possible: bigint;
  readonly part: RequestPart;
}

/** All values of one dimension, as cells. */
export type Dimension = readonly Cell[];

/** The cell in which the tests have these outcomes; subjects without a test match. */
export function cellOf(
  all: bigint,
  outcomes: Iterable<readonly [bit: bigint, outcome: Outcome]>,
  part: RequestPart,
): Cell {
  let sure = all;
  let possible = all;
  for (const [bit, outcome] of outcomes) {
    if (outcome === NO) possible &= ~bit;
    if (outcome <= MAYBE) sure &= ~bit;
  }
  return { sure, possible, part };
}
