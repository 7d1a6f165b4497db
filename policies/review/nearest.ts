import { distance } from "fastest-levenshtein";

/** Of the words that are known, the one that was probably meant; undefined where none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const upper = word.toUpperCase().slice(0, 64);
  const [best] = known
    .map((each) => ({ each, away: distance(upper, each.toUpperCase()) }))
    .sort((a, b) => a.away - b.away);
  return best !== undefined && best.away <= Math.max(2, Math.floor(best.each.length / 3))
    ? best.each
    : undefined;
}
