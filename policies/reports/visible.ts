import type { Request, RequestPrincipal } from "../language";

/**
 * What may change how a text around it is shown, or is not shown at all: control characters, marks of direction, separators of lines,
 * characters without width, halves of surrogate pairs, and what XML cannot hold.
 */
export const INVISIBLE =
  /[\p{Cc}\p{Surrogate}\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A name that somebody else chose, on one line, with whatever could deceive a reader as a visible escape: `\u202e`. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT[character] ?? escapeOf(character));
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** The same request, with all that is somebody else's made visible. */
export function visibleRequest({ action, resource, principal, context }: Request): Request {
  return {
    action: visible(action),
    ...(resource === undefined ? {} : { resource: visible(resource) }),
    principal: visiblePrincipal(principal),
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [
        visible(key),
        typeof value === "string" ? visible(value) : value.map(visible),
      ]),
    ),
  };
}

function visiblePrincipal(principal: RequestPrincipal): RequestPrincipal {
  if (principal.type === "service") return { ...principal, name: visible(principal.name) };
  return principal.type === "aws" ? { ...principal, arn: visible(principal.arn) } : principal;
}
