import type { Reference } from "./reference";
import type { Text } from "./text";

const FIRST_SYMBOL = 0xe000;
const LAST_SYMBOL = 0xf8ff;
const SYMBOLS = /[\uE000-\uF8FF]/g;

/**
 * Gives every reference of one question a character of the private use area: an opaque atom that matches itself and what covers
 * everything, and is no wildcard. This is the generic reading, in which no reference happens to equal a literal; collisions.ts finds
 * where another reading is possible.
 */
export class Encoding {
  private readonly characterOfId = new Map<string, string>();
  private readonly references = new Map<string, Reference>();

  /** The text with its references encoded; undefined where it is opaque. */
  readonly encode = (text: Text): string | undefined => {
    if (text.opaque !== undefined) return undefined;
    let encoded = "";
    for (const part of text.parts) {
      const character = typeof part === "string" ? part : this.characterOf(part);
      if (character === undefined) return undefined;
      encoded += character;
    }
    return encoded;
  };

  referenceOf(character: string): Reference | undefined {
    return this.references.get(character);
  }

  hasReference(encoded: string): boolean {
    return [...encoded].some((character) => this.references.has(character));
  }

  /** The characters in use for references with these alphabets. */
  characters(...alphabets: readonly Reference["alphabet"][]): string {
    return [...this.references]
      .flatMap(([character, { alphabet }]) => (alphabets.includes(alphabet) ? [character] : []))
      .join("");
  }

  /** Text for people: references as they are written in Terraform. */
  decode(encoded: string): string {
    return encoded.replace(SYMBOLS, (character) => `\${${this.references.get(character)?.id ?? "?"}}`);
  }

  private characterOf(reference: Reference): string | undefined {
    const known = this.characterOfId.get(reference.id);
    if (known !== undefined) return known;
    const code = FIRST_SYMBOL + this.characterOfId.size;
    if (code > LAST_SYMBOL) return undefined;
    const character = String.fromCharCode(code);
    this.characterOfId.set(reference.id, character);
    this.references.set(character, reference);
    return character;
  }
}
