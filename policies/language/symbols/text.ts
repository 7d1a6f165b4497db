import { closingBrace } from "./interpolations";
import { type Declarations, parseReference, type Reference } from "./reference";

/**
 * A string of a policy, cut into literal text and Terraform references. Wildcards are kept as written: what `*` means depends on
 * where the text stands. `opaque` says why the text cannot be decided (an IAM policy variable, an expression): such a text is never
 * matched as characters.
 */
export interface Text {
  readonly source: string;
  readonly parts: readonly (string | Reference)[];
  readonly opaque?: string;
}

/** A policy variable of IAM names a condition key (with a colon) or escapes a character; a Terraform reference does neither. */
const POLICY_VARIABLE = /^(?:[*?$]|[A-Za-z][A-Za-z0-9-]*:[^,{}"]*)(?:,\s*'[^']*')?$/;

/** The private use area stands for references; beyond the basic plane, what `?` counts as one character is not documented. */
const UNMODELLED = /[\uE000-\uF8FF\uD800-\uDFFF]/;

export const opaqueText = (source: string, opaque: string): Text => ({ source, parts: [], opaque });

export function readText(source: string, declarations: Declarations = {}): Text {
  if (UNMODELLED.test(source)) return opaqueText(source, `"${source}" has characters that are not modelled`);
  if (!source.includes("${")) return { source, parts: [source] };
  const parts: (string | Reference)[] = [];
  let literal = "";
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf("${", at);
    if (start < 0) {
      literal += source.slice(at);
      break;
    }
    const end = closingBrace(source, start + 2);
    if (end < 0) return opaqueText(source, `"${source}" has an unclosed \${`);
    const inner = source.slice(start + 2, end).trim();
    if (source[start - 1] === "$" || POLICY_VARIABLE.test(inner)) {
      return opaqueText(source, `the policy variable \${${inner}} has a value per request`);
    }
    literal += source.slice(at, start);
    const declared = Object.hasOwn(declarations, inner) ? declarations[inner] : undefined;
    const resolved = declared === undefined ? parseReference(inner, declarations) : [declared];
    if (resolved === undefined) return opaqueText(source, `the expression \${${inner}} is not known`);
    for (const part of resolved) {
      if (typeof part === "string") literal += part;
      else {
        if (literal !== "") parts.push(literal);
        parts.push(part);
        literal = "";
      }
    }
    at = end + 1;
  }
  if (literal !== "") parts.push(literal);
  return { source, parts };
}
