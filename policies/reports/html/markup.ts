import escapeHtml from "escape-html";
import { spansOf } from "../spans";
import { visible } from "../visible";

/** HTML that is finished: only `html` makes it, so nothing reaches the page unescaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | undefined | readonly Part[];

/** A template whose strings are escaped, and whose invisible characters are shown. Markup in it stays as it is. */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(literals.reduce((text, literal, index) => `${text}${textOf(parts[index - 1])}${literal}`));

function textOf(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "number") return String(part);
  return typeof part === "string" ? escapeHtml(visible(part)) : part.map(textOf).join("");
}

/** Lines of ours, or lines whose names are visible already: line feeds stay. */
export const lines = (text: string): Markup => new Markup(text.split("\n").map(textOf).join("\n"));

/** A sentence with code between backticks. */
export const sentence = (text: string): readonly Markup[] =>
  spansOf(text).map((span) => (span.code ? html`<code>${span.text}</code>` : html`${span.text}`));
