import { spansOf } from "./spans";
import { visible } from "./visible";

/**
 * Prose that somebody else may have written, as Markdown text that means only itself: no emphasis, link, HTML, cell of a table,
 * mention or reference. Comes after something else on its line, so marks that need a line's start have none.
 */
export function prose(text: string): string {
  return (
    visible(text)
      .replace(/[\\`*_[\]<>&|~$]/g, "\\$&")
      // Viewers link bare addresses, and GitHub `@names` and `#12`, after they have removed backslashes: an empty comment parts them.
      .replace(/[@#]|\/(?=\/)|(?<=www)\./gi, "$&<!-- -->")
  );
}

/** What a code span may hold as it is, in a table too. */
const PLAIN =
  /^[\w.\-:/@#"'()=,;?!+%{}$^[\]](?:[\w.\-:/@#"'()=,;?!+%{}$^[\] *]*[\w.\-:/@#"'()=,;?!+%{}$^[\]*])?$/;

/** A name that somebody else chose, as code. */
export function code(text: string): string {
  const shown = visible(text);
  if (PLAIN.test(shown)) return `\`${shown}\``;
  // Inside backticks nothing can be escaped, and tables read `\|` in their own way: as HTML, every mark is a character reference.
  return `<code>${shown.replace(/[^\p{L}\p{N} ]/gu, (mark) => `&#${mark.codePointAt(0)};`)}</code>`;
}

/** A sentence with code between backticks. */
export const sentence = (text: string): string =>
  spansOf(text)
    .map((span) => (span.code ? code(span.text) : prose(span.text)))
    .join("");

/** Lines as they are, in a fence that is longer than any in them. */
export function fenced(language: string, text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
