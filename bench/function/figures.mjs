/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * The median of what each run took against the floor's run beside it.
 *
 * @param {readonly number[]} ours
 * @param {readonly number[]} floor
 */
export function pairedRatio(ours, floor) {
  return median(ours.map((value, index) => value / (floor[index] ?? Number.NaN)));
}

/** @param {number} ratio @param {number} goal */
export const verdict = (ratio, goal) =>
  `${ratio.toFixed(2)}x  goal <= ${goal}x ${ratio > goal ? "MISSED" : "met"}`;
