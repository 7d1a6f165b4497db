import type { Encoding } from "../symbols/encoding";
import type { Text } from "../symbols/text";
import type { Budget } from "./budget";
import { unsettledPatterns } from "./collisions";
import { MAYBE, NO, type Outcome, YES } from "./outcome";
import type { Pattern } from "./pattern";
import { matching, type PatternCell, patternCells } from "./pattern-cells";
import { couldMatch } from "./symbol-patterns";

interface Options {
  readonly required?: readonly (readonly number[])[];
  readonly examples?: readonly string[];
}

/** The patterns of one dimension, numbered, with what is uncertain about them. */
export class PatternSet {
  private readonly patterns: Pattern[] = [];
  private readonly numbers = new Map<string, number>();
  /** Patterns of the question itself: where a reference may collide, the policy's side is uncertain, not the question's. */
  private readonly asked = new Set<number>();
  /** Patterns that describe which requests exist: they are no part of a policy, so a reference cannot collide with them. */
  private readonly shapes = new Set<number>();
  private unsettled: ReadonlySet<number> | undefined;

  constructor(
    private readonly encoding: Encoding,
    private readonly budget: Budget,
  ) {}

  /**
   * Adds the pattern of a text under a way to read it; undefined where the text cannot be matched at all.
   * @param reading names the way, so that the same text under the same reading is one pattern
   */
  add(
    text: Text,
    reading: string,
    compile: (encoded: string) => Pattern | undefined,
    asked: boolean,
  ): number | undefined {
    const encoded = this.encoding.encode(text);
    if (encoded === undefined) return undefined;
    return this.addEncoded(encoded, reading, compile, asked);
  }

  /** Adds a pattern of which requests exist. */
  addShape(name: string, pattern: Pattern): number {
    const number = this.addEncoded(name, "shape", () => pattern, false) ?? 0;
    this.shapes.add(number);
    return number;
  }

  addEncoded(
    encoded: string,
    reading: string,
    compile: (encoded: string) => Pattern | undefined,
    asked: boolean,
  ): number | undefined {
    const key = `${reading} ${encoded}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      const pattern = compile(encoded);
      if (pattern === undefined) return undefined;
      number = this.patterns.push(pattern) - 1;
      this.numbers.set(key, number);
      this.unsettled = undefined;
    }
    if (asked) this.asked.add(number);
    return number;
  }

  get(number: number): Pattern | undefined {
    return this.patterns[number];
  }

  cells(options: Options = {}): readonly PatternCell[] {
    return patternCells(this.patterns, { ...options, budget: this.budget });
  }

  /** The cells of given texts. */
  cellsOf(words: readonly string[]): readonly PatternCell[] {
    return matching(this.patterns, words).map((accepted, index) => ({ word: words[index] ?? "", accepted }));
  }

  /** Whether the pattern matches the texts of the cell, whatever values the references take. */
  outcome(number: number | undefined, cell: PatternCell): Outcome {
    if (number === undefined) return MAYBE;
    if (!this.isUnsettled(number)) return cell.accepted.has(number) ? YES : NO;
    const pattern = this.patterns[number];
    return pattern === undefined || couldMatch(pattern, cell.word, this.encoding, this.budget) ? MAYBE : NO;
  }

  /** Whether what the pattern matches depends on the values of references. */
  isUnsettled(number: number): boolean {
    this.unsettled ??= unsettledPatterns(this.patterns, this.asked, this.shapes, this.encoding, this.budget);
    return this.unsettled.has(number);
  }
}
