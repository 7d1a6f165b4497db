import { readFileSync } from "node:fs";

/** Where an address stands in the text that was read, for viewers that jump to it. From 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const IN_A_PLAN = /"address":\s*("(?:[^"\\]|\\.)*")/g;
const IN_A_STACK = /("[\w-]+"):\s*\{/g;

/** Finds addresses in the file that was given. Standard input, folders and several files have no lines to point at. */
export function locatorFor(paths: readonly string[]): (address: string) => Place | undefined {
  const [path] = paths;
  if (paths.length !== 1 || path === undefined || path === "-") return () => undefined;
  let index: PlaceIndex | undefined;
  return (address) => {
    index ??= new PlaceIndex(textOf(path));
    return index.placeOf(address);
  };
}

/** The first place of each name, found in one pass. */
class PlaceIndex {
  private readonly lines: readonly number[];
  private readonly offsets = new Map<string, number>();

  constructor(text: string) {
    const lines = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
    this.lines = lines;
    for (const pattern of [IN_A_PLAN, IN_A_STACK]) {
      for (const match of text.matchAll(pattern)) {
        const [, name = ""] = match;
        if (!this.offsets.has(name)) this.offsets.set(name, match.index);
      }
    }
  }

  placeOf(address: string): Place | undefined {
    const name = address.slice(address.lastIndexOf(".") + 1);
    const offset = this.offsets.get(JSON.stringify(address)) ?? this.offsets.get(JSON.stringify(name));
    if (offset === undefined) return undefined;
    const line = this.lineAt(offset);
    return { line: line + 1, column: offset - (this.lines[line] ?? 0) + 1 };
  }

  /** The last line that starts at or before a place. */
  private lineAt(offset: number): number {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A report that points at no line is better than none. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
