import { INVISIBLE } from "./visible";

/** JSON that a terminal or an editor shows as it is: what is invisible, or turns its surroundings about, is escaped. */
export function jsonText(value: unknown): string {
  // Outside of strings JSON.stringify writes no such character but its line feeds; inside, it has escaped those.
  const text = JSON.stringify(value, null, 2).replace(INVISIBLE, (character) =>
    character === "\n" ? character : escapeUnits(character),
  );
  return `${text}\n`;
}

const escapeUnits = (character: string): string =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
