/** A piece of a Terraform template: literal text, or the expression between `${` and `}`. */
export type TemplatePiece =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "expression"; readonly expression: string };

/** Cuts a template at its interpolations; `$${` is text. Undefined where an interpolation is not closed. */
export function piecesOf(template: string): readonly TemplatePiece[] | undefined {
  const pieces: TemplatePiece[] = [];
  let text = "";
  let at = 0;
  for (;;) {
    const start = template.indexOf("${", at);
    if (start < 0) break;
    if (template[start - 1] === "$") {
      text += template.slice(at, start + 2);
      at = start + 2;
      continue;
    }
    const end = closingBrace(template, start + 2);
    if (end < 0) return undefined;
    text += template.slice(at, start);
    if (text !== "") pieces.push({ type: "text", text });
    text = "";
    pieces.push({ type: "expression", expression: template.slice(start + 2, end).trim() });
    at = end + 1;
  }
  text += template.slice(at);
  if (text !== "") pieces.push({ type: "text", text });
  return pieces;
}

/** The brace that closes an interpolation: expressions nest braces and quote strings. */
export function closingBrace(source: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < source.length; at += 1) {
    const character = source[at];
    if (quoted) {
      if (character === "\\") at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}
