import type { Request } from "../language";
import type { Result } from "./result";

const HIDDEN = "(sensitive)";
/** What secrets are looked up by. Those that are shorter stand in other words by chance, and are not hidden. */
const PREFIX = 4;

/**
 * Takes texts that are secret out of what results say. Controls show values in their reasons where these help; which of them a plan marks
 * as sensitive, they need not know.
 */
export function redactor(secrets: readonly string[]): (result: Result) => Result {
  if (secrets.length === 0) return (result) => result;
  const hide = hiderOf(secrets);
  return (result) => {
    const { reason, evidence, witness } = result;
    return {
      ...result,
      reason: hide(reason),
      evidence: evidence.map(({ address, path }) => ({ address, path: hide(path) })),
      witness: witness === undefined ? undefined : hiddenIn(witness, hide),
    };
  };
}

/** Takes the secrets out of a text. In a time that grows with the text, not with how many secrets there are: a plan may hold one for each resource. */
export function hiderOf(secrets: readonly string[]): (text: string) => string {
  if (secrets.length === 0) return (text) => text;
  const known = new Set(secrets);
  const lengths = new Map<string, Set<number>>();
  for (const secret of known) {
    const prefix = secret.slice(0, PREFIX);
    const those = lengths.get(prefix);
    if (those === undefined) lengths.set(prefix, new Set([secret.length]));
    else those.add(secret.length);
  }
  const endAt = (text: string, at: number): number => {
    let end = at;
    for (const length of lengths.get(text.slice(at, at + PREFIX)) ?? [])
      if (at + length > end && known.has(text.slice(at, at + length))) end = at + length;
    return end;
  };
  return (text) => {
    let shown = "";
    let from = 0;
    for (let at = 0; at + PREFIX <= text.length; at += 1) {
      let end = endAt(text, at);
      if (end === at) continue;
      // Secrets that overlap are hidden together.
      const begin = at;
      for (at += 1; at < end; at += 1) end = Math.max(end, endAt(text, at));
      shown += text.slice(from, begin) + HIDDEN;
      from = end;
      at = end - 1;
    }
    return shown + text.slice(from);
  };
}

function hiddenIn(
  { action, resource, principal, context }: Request,
  hide: (text: string) => string,
): Request {
  return {
    action,
    ...(resource === undefined ? {} : { resource: hide(resource) }),
    principal: principal.type === "aws" ? { ...principal, arn: hide(principal.arn) } : principal,
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [
        key,
        typeof value === "string" ? hide(value) : value.map(hide),
      ]),
    ),
  };
}
