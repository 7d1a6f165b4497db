import { type JsonNode, MAXIMUM_DEPTH, UnknownPart } from "./json-node";

/** The node of a value that was parsed or built elsewhere. What JSON has no form for becomes an unknown part. */
export function fromValue(value: unknown, depth = 0): JsonNode {
  if (depth > MAXIMUM_DEPTH) return { type: "unknown", reason: `nested deeper than ${MAXIMUM_DEPTH} levels` };
  if (value instanceof UnknownPart) return { type: "unknown", reason: value.reason };
  if (value === null) return { type: "null" };
  switch (typeof value) {
    case "string":
      return { type: "string", value };
    case "number":
      return { type: "number", value, source: String(value) };
    case "boolean":
      return { type: "boolean", value };
    case "object":
      break;
    default:
      return { type: "unknown", reason: `a ${typeof value} is not JSON` };
  }
  if (Array.isArray(value)) {
    return { type: "array", items: value.map((item: unknown) => fromValue(item, depth + 1)) };
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => ({ name, value: fromValue(member, depth + 1) }));
  return { type: "object", members };
}
