import type { JsonNode } from "./json-node";

/** The text of a node without white space. Unlike `JSON.stringify` it cannot meet a cycle: a node is a tree of bounded depth. */
export function compactJson(node: JsonNode): string {
  switch (node.type) {
    case "string":
      return JSON.stringify(node.value);
    case "number":
      return node.source;
    case "boolean":
      return String(node.value);
    case "array":
      return `[${node.items.map(compactJson).join(",")}]`;
    case "object":
      return `{${node.members.map(({ name, value }) => `${JSON.stringify(name)}:${compactJson(value)}`).join(",")}}`;
    default:
      return "null";
  }
}
