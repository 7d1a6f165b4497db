import { isObject, memberOf } from "../scalars";

/** Shorter texts stand in other words by chance. */
const SHORTEST = 4;
const DEEPEST = 64;

/**
 * The texts that a plan marks as sensitive: in what it changes, and in variables. A plan holds them in clear; a control may be decided by
 * one, or by a part of one, but no report may show it.
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
    if (sensitive === true) for (const text of shownAs(value)) add(text, secrets);
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

/** Also as it stands in quotation marks. */
function add(text: string, secrets: Set<string>): void {
  if (text.length < SHORTEST) return;
  secrets.add(text);
  secrets.add(JSON.stringify(text).slice(1, -1));
}

/** A text, and the parts of it that reasons and witnesses name: what a document holds, the resource of an ARN. */
function shownAs(text: string): readonly string[] {
  if (text.startsWith("arn:"))
    return [text, text.split(":").slice(5).join(":"), text.split(/[:/]/).at(-1) ?? ""];
  if (!/^\s*[[{]/.test(text)) return [text];
  try {
    return [text, ...textsIn(JSON.parse(text), 0).flatMap(shownAs)];
  } catch {
    return [text];
  }
}

/** Members of every policy, whose values are words of its language and no secrets: hiding them would hide what is wrong. */
const WORDS: ReadonlySet<string> = new Set(["Version", "Effect", "Action", "NotAction"]);

function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") return value === "true" || value === "false" ? [] : [value];
  if (typeof value !== "object" || value === null || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, each]) => (WORDS.has(name) ? [] : textsIn(each, depth + 1)));
}
