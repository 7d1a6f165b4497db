import { isObject, memberOf } from "../scalars";

/** Shorter texts stand in other words by chance. */
const SHORTEST = 4;
const DEEPEST = 64;

/**
 * The texts that a plan marks as sensitive: in what it changes, and in variables. A plan holds them in clear; a control may be decided by
 * one, but no report may show it.
 */
export function secretsIn(plan: unknown): readonly string[] {
  const secrets = new Set<string>();
  const changes = memberOf(plan, "resource_changes");
  for (const raw of Array.isArray(changes) ? changes : []) {
    const change = memberOf(raw, "change");
    collect(memberOf(change, "after"), memberOf(change, "after_sensitive"), secrets, 0);
    collect(memberOf(change, "before"), memberOf(change, "before_sensitive"), secrets, 0);
  }
  const declared = memberOf(memberOf(memberOf(plan, "configuration"), "root_module"), "variables");
  for (const [name, body] of Object.entries(isObject(declared) ? declared : {})) {
    if (memberOf(body, "sensitive") === true)
      collect(memberOf(memberOf(memberOf(plan, "variables"), name), "value"), true, secrets, 0);
  }
  // The longest first: one may be a part of another.
  return [...secrets].sort((one, other) => other.length - one.length);
}

function collect(value: unknown, sensitive: unknown, secrets: Set<string>, depth: number): void {
  if (sensitive === undefined || sensitive === false || depth > DEEPEST) return;
  if (typeof value === "string") {
    if (sensitive === true && value.length >= SHORTEST) secrets.add(value);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (sensitive === true) {
    for (const each of Object.values(value)) collect(each, true, secrets, depth + 1);
  } else if (typeof sensitive === "object" && sensitive !== null) {
    for (const [name, mark] of Object.entries(sensitive))
      collect(Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined, mark, secrets, depth + 1);
  }
}
