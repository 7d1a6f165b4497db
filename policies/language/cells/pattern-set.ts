import type { Encoding } from "../symbols/encoding";
import type { Text } from "../symbols/text";
import type { Budget } from "./budget";
import { unsettledPatterns } from "./collisions";
import { MAYBE, NO, type Outcome, YES } from "./outcome";
import { glob, mayCross, type Pattern, resourceGlob } from "./pattern";
import { matching, type PatternCell, patternCells } from "./pattern-cells";
import { meet, referenceAt, widened } from "./symbol-patterns";

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
  /** Shapes outside of which there is no request at all. */
  private readonly confining = new Set<number>();
  /** Patterns whose references stand for a whole part of a text, so that their alphabet does not matter. */
  private readonly wholeParts = new Set<number>();
  /** For patterns that match for sure: the wider ones that say what may match besides. */
  private readonly wider = new Map<number, number>();
  private readonly meetings = new Map<string, boolean>();
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

  /** Adds the pattern of a `Resource`: what it matches for sure, and what it may match. */
  addResource(text: Text, asked: boolean): number | undefined {
    const sure = this.add(text, "resources", resourceGlob, asked);
    const encoded = this.encoding.encode(text);
    if (sure === undefined || encoded === undefined || !mayCross(encoded)) return sure;
    const possible = this.add(text, "crossing resources", glob, asked);
    if (possible !== undefined) this.wider.set(sure, possible);
    return sure;
  }

  /** Adds a pattern of which requests exist. */
  addShape(name: string, pattern: Pattern): number {
    const number = this.addEncoded(name, "shape", () => pattern, false) ?? 0;
    this.shapes.add(number);
    return number;
  }

  /** Adds a pattern outside of which no request exists: a reference that leaves it in the generic reading is uncertain. */
  addConfiningShape(name: string, pattern: Pattern): number {
    const number = this.addShape(name, pattern);
    this.confining.add(number);
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
      if (reading.startsWith("account")) this.wholeParts.add(number);
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
    const outcome = this.outcomeOf(number, cell);
    const wider = outcome === NO ? this.wider.get(number) : undefined;
    return wider === undefined || this.outcomeOf(wider, cell) === NO ? outcome : MAYBE;
  }

  private outcomeOf(number: number, cell: PatternCell): Outcome {
    if (!this.isUnsettled(number)) return cell.accepted.has(number) ? YES : NO;
    return this.couldMeetCell(number, cell) ? MAYBE : NO;
  }

  /** Whether what the pattern matches is not settled by what AWS says of wildcards. */
  mayCross(number: number): boolean {
    return this.wider.has(number);
  }

  /** Whether what the pattern matches depends on the values of references. */
  isUnsettled(number: number): boolean {
    this.unsettled ??= this.findUnsettled();
    return this.unsettled.has(number);
  }

  /** Whether texts of the cell may be of a shape, under some values of the references. */
  admits(shape: number, cell: PatternCell): boolean {
    return (
      cell.accepted.has(shape) || (this.encoding.hasReference(cell.word) && this.couldMeetCell(shape, cell))
    );
  }

  /**
   * Whether the pattern may match some text of the cell's class under some values of the references. The class, not its example: the
   * generic reading does not tell apart what only a value tells apart. Some of the class's patterns are enough to ask, to bound the work.
   */
  private couldMeetCell(number: number, { accepted }: PatternCell): boolean {
    const others = [...accepted].filter((each) => each !== number && !this.shapes.has(each)).slice(0, 4);
    const key = [number, ...others].join(",");
    let answer = this.meetings.get(key);
    if (answer === undefined) {
      const patterns = [number, ...others].map((each) => widened(this.patterns[each] ?? [], this.encoding));
      answer = meet(patterns, this.budget);
      this.meetings.set(key, answer);
    }
    return answer;
  }

  private findUnsettled(): ReadonlySet<number> {
    const found = new Set(
      unsettledPatterns(this.patterns, this.asked, this.shapes, this.encoding, this.budget),
    );
    const shapes = this.patterns.filter((_, number) => this.confining.has(number));
    if (shapes.length === 0) return found;
    this.patterns.forEach((pattern, number) => {
      if (this.shapes.has(number)) return;
      const references = pattern.flatMap((element) => referenceAt(element, this.encoding) ?? []);
      if (references.length === 0) return;
      const open = !this.wholeParts.has(number) && references.some(({ alphabet }) => alphabet === "any");
      if (open || !shapes.some((shape) => meet([pattern, shape], this.budget))) found.add(number);
    });
    return found;
  }
}
