import { statSync } from "node:fs";
import { MAXIMUM_BYTES } from "../configuration/input/read-input";
import { readText } from "../configuration/input/read-text";

/** Where an address stands in the text that was read, for viewers that jump to it. From 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds addresses in the file that was given. Standard input, pipes, folders and several files have no lines to point at. */
export function locatorFor(paths: readonly string[]): (address: string) => Place | undefined {
  const [path] = paths;
  if (paths.length !== 1 || path === undefined || path === "-") return () => undefined;
  let index: ReadonlyMap<string, Place> | undefined;
  return (address) => {
    index ??= placesIn(path);
    return index.get(address);
  };
}

/** A report that points at no line is better than none. */
function placesIn(path: string): ReadonlyMap<string, Place> {
  try {
    // A pipe gives its text once only, and would keep us waiting for another.
    if (!statSync(path).isFile()) return new Map();
    const text = readText(path, MAXIMUM_BYTES);
    return IS_A_PLAN.test(text) ? inPlan(text) : inStack(text);
  } catch {
    return new Map();
  }
}

const IS_A_PLAN = /"(?:resource_changes|planned_values)"\s*:/;

/** The first place of each address of a plan. */
function inPlan(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const lines = new Lines(text);
  for (const match of text.matchAll(/"address"\s*:\s*"/g)) {
    const opens = match.index + match[0].length - 1;
    const address = unquoted(text.slice(opens, endOfString(text, opens)));
    if (!places.has(address)) places.set(address, lines.placeOf(match.index));
  }
  return places;
}

/** Resources and data sources of a stack: `resource`, the type, the name. */
function inStack(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const lines = new Lines(text);
  const open: string[] = [];
  let last = { text: "", at: 0 };
  const token = /["{}]/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === "}") open.pop();
    else if (match[0] === '"') {
      token.lastIndex = endOfString(text, match.index);
      last = { text: text.slice(match.index, token.lastIndex), at: match.index };
    } else {
      open.push(unquoted(last.text));
      // The document itself is the first that opens.
      const [, kind, type, name, ...deeper] = open;
      if (name === undefined || deeper.length > 0 || (kind !== "resource" && kind !== "data")) continue;
      places.set(`${kind === "data" ? "data." : ""}${type}.${name}`, lines.placeOf(last.at));
    }
  }
  return places;
}

/** Behind the quotation mark that ends a string of JSON. */
function endOfString(text: string, opens: number): number {
  for (let at = opens + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === "\\") at += 1;
  }
  return text.length;
}

/** Terraform writes `<`, `>` and `&` as escapes. */
function unquoted(literal: string): string {
  return literal.includes("\\") ? String(JSON.parse(literal)) : literal.slice(1, -1);
}

/** Lines and columns of offsets that are asked for in rising order. */
class Lines {
  private line = 1;
  private start = 0;
  private next: number;

  constructor(private readonly text: string) {
    this.next = text.indexOf("\n");
  }

  placeOf(offset: number): Place {
    while (this.next >= 0 && this.next < offset) {
      this.line += 1;
      this.start = this.next + 1;
      this.next = this.text.indexOf("\n", this.start);
    }
    return { line: this.line, column: offset - this.start + 1 };
  }
}
