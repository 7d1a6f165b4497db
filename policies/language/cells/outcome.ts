/** What a test says of a cell: no request of it matches, it cannot be decided, or every request of it matches. */
export const NO = 0;
export const MAYBE = 1;
export const YES = 2;
export type Outcome = typeof NO | typeof MAYBE | typeof YES;

export const not = (outcome: Outcome): Outcome => (outcome === YES ? NO : outcome === NO ? YES : MAYBE);

export function anyOf(outcomes: Iterable<Outcome>): Outcome {
  let best: Outcome = NO;
  for (const outcome of outcomes) if (outcome > best) best = outcome;
  return best;
}

export function allOf(outcomes: Iterable<Outcome>): Outcome {
  let worst: Outcome = YES;
  for (const outcome of outcomes) if (outcome < worst) worst = outcome;
  return worst;
}
