import { type JsonMember, type JsonNode, MAXIMUM_DEPTH } from "./json-node";

/** The text is not JSON, or nests too deep. `offset` counts UTF-16 units from the start. */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(`${message} at offset ${offset}`);
  }
}

/** Reads JSON (RFC 8259) and keeps what `JSON.parse` hides: duplicate member names and how a number was written. */
export function readJson(text: string): JsonNode {
  return new Reader(text).document();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A run of characters that need no decoding. */
const PLAIN = /[^"\\]*/y;
const SPACE = /[ \t\r\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const LITERALS: readonly (readonly [string, JsonNode])[] = [
  ["true", { type: "boolean", value: true }],
  ["false", { type: "boolean", value: false }],
  ["null", { type: "null" }],
];

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  document(): JsonNode {
    const node = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.error("unexpected text after the document");
    return node;
  }

  private value(depth: number): JsonNode {
    if (depth > MAXIMUM_DEPTH) throw this.error(`nested deeper than ${MAXIMUM_DEPTH} levels`);
    this.space();
    const next = this.text[this.at];
    if (next === "{") return this.object(depth);
    if (next === "[") return this.array(depth);
    if (next === '"') return { type: "string", value: this.string() };
    for (const [word, node] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return node;
      }
    }
    const source = this.run(NUMBER);
    if (source === "")
      throw this.error(next === undefined ? "the document ends too early" : "unexpected character");
    return { type: "number", value: Number(source), source };
  }

  private object(depth: number): JsonNode {
    const members: JsonMember[] = [];
    this.at += 1;
    this.space();
    if (this.take("}")) return { type: "object", members };
    do {
      this.space();
      if (this.text[this.at] !== '"') throw this.error("expected a member name in double quotes");
      const name = this.string();
      this.space();
      this.expect(":");
      members.push({ name, value: this.value(depth + 1) });
      this.space();
    } while (this.take(","));
    this.expect("}");
    return { type: "object", members };
  }

  private array(depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.at += 1;
    this.space();
    if (this.take("]")) return { type: "array", items };
    do {
      items.push(this.value(depth + 1));
      this.space();
    } while (this.take(","));
    this.expect("]");
    return { type: "array", items };
  }

  private string(): string {
    this.at += 1;
    let value = "";
    for (;;) {
      const plain = this.run(PLAIN);
      if ([...plain].some((character) => character < " "))
        throw this.error("raw control character in a string");
      value += plain;
      const next = this.text[this.at];
      if (next === '"') {
        this.at += 1;
        return value;
      }
      if (next !== "\\") throw this.error("unterminated string");
      value += this.escape();
    }
  }

  private escape(): string {
    const kind = this.text[this.at + 1] ?? "";
    if (kind === "u") {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.error("malformed \\u escape");
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = Object.hasOwn(ESCAPES, kind) ? ESCAPES[kind] : undefined;
    if (character === undefined) throw this.error("unknown escape");
    this.at += 2;
    return character;
  }

  private run(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private space(): void {
    this.run(SPACE);
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private expect(character: string): void {
    if (!this.take(character)) throw this.error(`expected "${character}"`);
  }

  private error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.at);
  }
}
