import type { Policy, Statement } from "../grammar/policy";
import { reachOf } from "../grammar/reach";
import type { Request } from "../questions/request";
import type { Text } from "../symbols/text";
import { matches } from "./matches";
import { isReached } from "./reach";
import { every } from "./tri";

export type Decision =
  | { readonly decision: "allowed" | "explicit-deny"; readonly statement: Statement }
  | { readonly decision: "implicit-deny" }
  /** A statement that could change the decision cannot be evaluated. */
  | { readonly decision: "unknown"; readonly statement: Statement };

/** What one policy decides about one request: a Deny first, then an Allow, else nothing allows it. */
export function evaluate(policy: Policy, request: Request): Decision {
  const reached = isReached(reachOf(policy.kind, true), request);
  if (reached === false) return { decision: "implicit-deny" };
  let doubt: Statement | undefined;
  let allow: Statement | undefined;
  for (const statement of policy.statements) {
    const purpose = statement.effect === "Allow" ? "allow" : "deny";
    const matched = every([reached, matches(statement, request, literalText, purpose)], (each) => each);
    if (matched === false) continue;
    if (matched === undefined || statement.effect === "unknown") {
      // An undecided Allow matters only where no other one allows; an undecided Deny always does.
      if (statement.effect !== "Allow") doubt = statement;
      else if (allow === undefined) doubt ??= statement;
      continue;
    }
    if (statement.effect === "Deny") return { decision: "explicit-deny", statement };
    allow ??= statement;
  }
  if (doubt !== undefined && (allow === undefined || doubt.effect !== "Allow"))
    return { decision: "unknown", statement: doubt };
  return allow === undefined ? { decision: "implicit-deny" } : { decision: "allowed", statement: allow };
}

/** A text without references; those have no value here. */
function literalText({ parts, opaque }: Text): string | undefined {
  if (opaque !== undefined || parts.some((part) => typeof part !== "string")) return undefined;
  return parts.join("");
}
