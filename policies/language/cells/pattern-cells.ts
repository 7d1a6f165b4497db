import type { Budget } from "./budget";
import { admits, type Pattern, type PatternElement } from "./pattern";

/** A class of texts that the patterns cannot tell apart: one of them, and which patterns match it. */
export interface PatternCell {
  readonly word: string;
  readonly accepted: ReadonlySet<number>;
}

export interface PatternCellOptions {
  /** Groups of pattern numbers: a text counts only if some pattern of every group matches it. */
  readonly required?: readonly (readonly number[])[];
  /** Texts to take as examples where they fit, before shorter artificial ones. */
  readonly examples?: readonly string[];
  readonly budget: Budget;
}

/** Characters to stand for "any other", the most readable first. */
const OTHERS = "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_.=+@, ";

interface State {
  readonly word: string;
  readonly positions: readonly number[];
}

/**
 * All classes of texts that the patterns tell apart, by breadth-first search through the product of the patterns' automata: at each
 * state only the characters that an active position mentions, and one other, can make a difference.
 */
export function patternCells(
  patterns: readonly Pattern[],
  options: PatternCellOptions,
): readonly PatternCell[] {
  const automaton = new Automaton(patterns, options.required ?? []);
  const cells = new Map<string, PatternCell>();
  const record = ({ word, positions }: State): void => {
    const accepted = automaton.accepted(positions);
    if (!automaton.meets(accepted)) return;
    const key = accepted.join(",");
    if (!cells.has(key)) cells.set(key, { word, accepted: new Set(accepted) });
  };
  const start: State = { word: "", positions: automaton.start() };
  for (const example of options.examples ?? []) {
    record({ word: example, positions: automaton.run(start.positions, example) });
    options.budget.spend(example.length);
  }
  const seen = new Set([start.positions.join(",")]);
  const queue: State[] = [start];
  for (let next = 0; next < queue.length; next += 1) {
    const state = queue[next];
    if (state === undefined) break;
    if (next > 0) record(state);
    if (automaton.isSettled(state.positions)) continue;
    const candidates = automaton.candidates(state.positions);
    options.budget.spend(4 + candidates.length * (1 + state.positions.length));
    for (const character of candidates) {
      const positions = automaton.step(state.positions, character);
      const key = positions.join(",");
      if (seen.has(key) || !automaton.canMeet(positions)) continue;
      seen.add(key);
      queue.push({ word: state.word + character, positions });
    }
  }
  // The start may be reached again by other words; the empty text itself is a value only as a last resort: AWS treats it as absent.
  record(start);
  return [...cells.values()];
}

/** For each text, which of the patterns match it. */
export function matching(
  patterns: readonly Pattern[],
  words: readonly string[],
): readonly ReadonlySet<number>[] {
  const automaton = new Automaton(patterns, []);
  const start = automaton.start();
  return words.map((word) => new Set(automaton.accepted(automaton.run(start, word))));
}

/** The patterns laid out one after the other: a position is a place before an element, or a pattern's end. */
class Automaton {
  private readonly elements: (PatternElement | undefined)[] = [];
  private readonly owner: number[] = [];
  private readonly settled: boolean[] = [];
  private readonly starts: number[] = [];
  private readonly marks: Uint32Array;
  private mark = 0;
  private readonly groups: number[];
  private readonly allGroups: number;

  constructor(patterns: readonly Pattern[], required: readonly (readonly number[])[]) {
    patterns.forEach((pattern, number) => {
      this.starts.push(this.elements.length);
      const last = pattern.at(-1);
      const endless = last?.repeat === true && last.only === undefined && last.except === undefined;
      pattern.forEach((element, index) => {
        this.elements.push(element);
        this.owner.push(number);
        this.settled.push(endless && index === pattern.length - 1);
      });
      this.elements.push(undefined);
      this.owner.push(number);
      this.settled.push(endless);
    });
    this.marks = new Uint32Array(this.elements.length);
    this.allGroups = (1 << required.length) - 1;
    this.groups = patterns.map((_, number) =>
      required.reduce((mask, group, index) => (group.includes(number) ? mask | (1 << index) : mask), 0),
    );
  }

  start(): readonly number[] {
    return this.closure((add) => {
      for (const position of this.starts) add(position);
    });
  }

  run(positions: readonly number[], word: string): readonly number[] {
    let current = positions;
    for (const character of word) current = this.step(current, character);
    return current;
  }

  step(positions: readonly number[], character: string): readonly number[] {
    return this.closure((add) => {
      for (const position of positions) {
        const element = this.elements[position];
        if (element === undefined || !admits(element, character)) continue;
        add(element.repeat ? position : position + 1);
      }
    });
  }

  accepted(positions: readonly number[]): readonly number[] {
    return positions
      .filter((position) => this.elements[position] === undefined)
      .map((position) => this.owner[position] ?? -1);
  }

  /** Whether some pattern of every required group matches. */
  meets(accepted: readonly number[]): boolean {
    return accepted.reduce((mask, number) => mask | (this.groups[number] ?? 0), 0) === this.allGroups;
  }

  /** Whether some pattern of every required group can still match. */
  canMeet(positions: readonly number[]): boolean {
    return (
      positions.reduce((mask, position) => mask | (this.groups[this.owner[position] ?? 0] ?? 0), 0) ===
      this.allGroups
    );
  }

  /** Whether no further character can change which patterns match. */
  isSettled(positions: readonly number[]): boolean {
    return positions.every((position) => this.settled[position] === true);
  }

  candidates(positions: readonly number[]): readonly string[] {
    const mentioned = new Set<string>();
    for (const position of positions) {
      const element = this.elements[position];
      if (element === undefined) continue;
      for (const character of element.only ?? element.except ?? "") mentioned.add(character);
    }
    mentioned.add(otherThan(mentioned));
    return [...mentioned];
  }

  /** Sorted positions, with those behind elements that may be skipped. */
  private closure(fill: (add: (position: number) => void) => void): readonly number[] {
    this.mark += 1;
    const found: number[] = [];
    const add = (from: number): void => {
      for (let position = from; ; position += 1) {
        if (this.marks[position] === this.mark) return;
        this.marks[position] = this.mark;
        found.push(position);
        if (this.elements[position]?.repeat !== true) return;
      }
    };
    fill(add);
    return found.sort((one, other) => one - other);
  }
}

function otherThan(mentioned: ReadonlySet<string>): string {
  for (const character of OTHERS) if (!mentioned.has(character)) return character;
  // Letters of the CJK block: no policy mentions all of them.
  for (let code = 0x4e00; ; code += 1) {
    const character = String.fromCharCode(code);
    if (!mentioned.has(character)) return character;
  }
}
