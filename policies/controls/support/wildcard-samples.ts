import type { Text } from "../../language/symbols/text";

/** A reference in a pattern: it stands for a name of its own, and so meets only what is left open. */
const REFERENCE = "\u0000";
/** In a sample: any text within one part of an ARN. */
export const OPEN = "\u0001";
/** In a sample: the partition, of which a configuration has one. */
export const ANY_PARTITION = "\u0002";
/** In a sample: any text at all. */
export const REST = "\u0003";

/**
 * Whether a pattern of a policy, with `*` and `?`, can match some text of the sample. References in the pattern are names that nobody
 * knows.
 */
export const meets = (pattern: Text, sample: string): boolean => runs(pattern, sample, false);

/** Whether a pattern matches every text of the sample. Said of too few rather than of too many. */
export const covers = (pattern: Text, sample: string): boolean => runs(pattern, sample, true);

function runs({ parts }: Text, sample: string, always: boolean): boolean {
  const pattern = parts.map((part) => (typeof part === "string" ? part : REFERENCE)).join("");
  if (pattern === "*") return true;
  // What begins otherwise, up to where either is open, is another thing.
  const [literal = ""] = pattern.replaceAll(REFERENCE, "*").split(/[*?]/, 1);
  if (!begins(literal, sample)) return false;
  let reached = withStars(pattern, [0]);
  for (const wanted of sample) {
    reached = withStars(
      pattern,
      [...reached].flatMap((at) => stepsFrom(pattern, at, wanted, always)),
    );
    if (reached.size === 0) return false;
  }
  return reached.has(pattern.length);
}

/** Whether the literal beginning of a pattern fits the parts of an ARN in the sample, as far as it goes. */
function begins(literal: string, sample: string): boolean {
  const wanted = sample.split(":");
  const isOpen = (part: string): boolean =>
    [OPEN, ANY_PARTITION, REST].some((character) => part.includes(character));
  return literal
    .split(":")
    .slice(0, -1)
    .every((part, index) => wanted[index] === part || isOpen(wanted[index] ?? REST));
}

/** The places in the pattern that what is wanted leads to. */
function stepsFrom(pattern: string, at: number, wanted: string, always: boolean): readonly number[] {
  if (wanted === OPEN || wanted === REST || wanted === ANY_PARTITION) {
    if (always && wanted !== ANY_PARTITION) return pattern[at] === "*" ? [at] : [];
    const ends = [at];
    for (let end = at; end < pattern.length && (wanted === REST || pattern[end] !== ":"); end += 1)
      ends.push(end + 1);
    return ends;
  }
  if (pattern[at] === "*") return [at];
  return pattern[at] === "?" || pattern[at] === wanted ? [at + 1] : [];
}

/** A star matches nothing, too. */
function withStars(pattern: string, places: readonly number[]): ReadonlySet<number> {
  const all = new Set(places);
  for (const at of all) if (pattern[at] === "*") all.add(at + 1);
  return all;
}

const FIRST = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/** Names that nobody chooses, one for each way to begin: what takes all of them takes every name. */
export const NAMES: readonly string[] = FIRST.map((first) => `${first}7kx-q2vz-9jw`);

/** The same for the ids of keys. */
export const KEY_IDS: readonly string[] = [..."0123456789abcdef"].map(
  (first) => `${first}a7e31c4-5b9d-4f02-8c6e-3d1f70b2a954`,
);
