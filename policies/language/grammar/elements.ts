import type { JsonMember, JsonNode } from "../json/json-node";
import { type Findings, itemPath, memberPath } from "./fault";

/** One JSON value with where it stands. */
export interface Located<T> {
  readonly value: T;
  readonly path: string;
}

/** The members of an object by name. A name given twice is a fault: AWS and JSON parsers disagree on which one counts. */
export function membersOf(
  members: readonly JsonMember[],
  path: string,
  findings: Findings,
): ReadonlyMap<string, Located<JsonNode>> {
  const found = new Map<string, Located<JsonNode>>();
  for (const { name, value } of members) {
    const at = memberPath(path, name);
    if (found.has(name)) findings.fault(at, `"${name}" is given twice`);
    else found.set(name, { value, path: at });
  }
  return found;
}

/** One value, or a list of at least one. */
export function oneOrMore(node: Located<JsonNode>, findings: Findings): readonly Located<JsonNode>[] {
  if (node.value.type !== "array") return [node];
  if (node.value.items.length === 0) findings.fault(node.path, "the list is empty");
  return node.value.items.map((value, index) => ({ value, path: itemPath(node.path, index) }));
}

const KIND_NAMES: Readonly<Record<JsonNode["type"], string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  array: "a list",
  object: "an object",
  unknown: "unknown",
};

export const describeNode = (node: JsonNode): string => KIND_NAMES[node.type];
