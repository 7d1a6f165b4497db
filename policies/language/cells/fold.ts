import type { Budget } from "./budget";
import type { Cell, Dimension, RequestPart } from "./cell";

/** How a question reads masks: which bits make a violation more likely when set, and which when clear. */
export interface Polarity {
  readonly whenSet: bigint;
  readonly whenClear: bigint;
  /** Whether a combination with these possible bits can still matter. */
  readonly matters: (possible: bigint) => boolean;
}

/**
 * Combines independent dimensions: a request has one cell of each, and matches a subject if every cell does. Combinations with the
 * same masks are one; and a combination that another one surpasses in every bit that speaks for a violation adds nothing.
 */
export function fold(
  dimensions: readonly Dimension[],
  all: bigint,
  polarity: Polarity,
  budget: Budget,
): readonly Cell[] {
  const ordered = dimensions
    .map((cells) => reduce(cells, polarity, budget))
    .sort((one, other) => one.length - other.length);
  let combined: readonly Cell[] = [{ sure: all, possible: all, part: {} }];
  for (const dimension of ordered) {
    const next = new Map<string, Cell>();
    budget.spend(combined.length * dimension.length * 4);
    for (const one of combined) {
      for (const other of dimension) {
        const possible = one.possible & other.possible;
        if (!polarity.matters(possible)) continue;
        const sure = one.sure & other.sure;
        const key = maskKey(sure, possible);
        if (!next.has(key)) next.set(key, { sure, possible, part: joined(one.part, other.part) });
      }
    }
    combined = reduce([...next.values()], polarity, budget);
  }
  return combined;
}

const maskKey = (sure: bigint, possible: bigint): string => `${sure.toString(36)},${possible.toString(36)}`;

const joined = (one: RequestPart, other: RequestPart): RequestPart => ({
  ...one,
  ...other,
  context: { ...one.context, ...other.context },
});

/** Only the cells that no other cell surpasses. */
function reduce(cells: Dimension, { whenSet, whenClear }: Polarity, budget: Budget): Dimension {
  const distinct = new Map<string, { cell: Cell; sure: bigint; possible: bigint }>();
  for (const cell of cells) {
    // Bits that speak for a violation: set ones of `whenSet`, cleared ones of `whenClear`.
    const sure = (cell.sure & whenSet) | (~cell.sure & whenClear);
    const possible = (cell.possible & whenSet) | (~cell.possible & whenClear);
    const key = maskKey(sure, possible);
    if (!distinct.has(key)) distinct.set(key, { cell, sure, possible });
  }
  const rows = [...distinct.values()];
  if (rows.length > 3000) return rows.map(({ cell }) => cell);
  budget.spend((rows.length * rows.length) / 2);
  const kept: typeof rows = [];
  for (const row of rows) {
    const surpassed = rows.some(
      (other) => other !== row && (row.sure & ~other.sure) === 0n && (row.possible & ~other.possible) === 0n,
    );
    if (!surpassed) kept.push(row);
  }
  return kept.map(({ cell }) => cell);
}
