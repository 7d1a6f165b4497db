import { piecesOf } from "../language/symbols/interpolations";

/** A known value as a template: what looks like an interpolation in it is text. */
export const escaped = (text: string): string => text.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");

/**
 * A template that makes JSON, as JSON: Terraform reads quotes in an interpolation as its own, JSON ends its text at them. Undefined where
 * an interpolation stands outside of a text, and may stand for any part of the document.
 */
export function templateAsJson(template: string): string | undefined {
  if (!template.includes("${")) return template;
  const pieces = piecesOf(template);
  if (pieces === undefined) return undefined;
  if (pieces.length === 1) return template;
  let inText = false;
  let json = "";
  for (const piece of pieces) {
    if (piece.type === "text") {
      inText = endsInText(piece.text, inText);
      json += piece.text;
    } else if (inText) json += `\${${JSON.stringify(piece.expression).slice(1, -1)}}`;
    else return undefined;
  }
  return isJson(json) ? json : undefined;
}

/** Where an interpolation ends elsewhere than it seems, what is left is no JSON. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether JSON is inside a text after this piece. */
function endsInText(piece: string, before: boolean): boolean {
  let inText = before;
  for (let at = 0; at < piece.length; at += 1) {
    if (inText && piece[at] === "\\") at += 1;
    else if (piece[at] === '"') inText = !inText;
  }
  return inText;
}
