/** A part of a sentence: prose, or code that stood between backticks. */
export interface Span {
  readonly code: boolean;
  readonly text: string;
}

/** Splits a sentence of ours at its backticks. One without a partner is prose. */
export function spansOf(sentence: string): readonly Span[] {
  return sentence
    .split(/(`[^`]+`)/)
    .filter((part) => part !== "")
    .map((part) =>
      /^`[^`]+`$/.test(part) ? { code: true, text: part.slice(1, -1) } : { code: false, text: part },
    );
}
