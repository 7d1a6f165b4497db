import type * as z from "zod/mini";
import { type RefusalReason, RequestRefused } from "./errors";

/**
 * Reads a request by a schema.
 *
 * @param reasons By the path of the part at fault, its names joined by dots; any other fault is `request-malformed`.
 * @throws {RequestRefused} Says which part is at fault, and repeats nothing of it.
 */
export function parseRequest<Schema extends z.ZodMiniType>(
  schema: Schema,
  event: unknown,
  reasons: ReadonlyMap<string, RefusalReason>,
): z.output<Schema> {
  // Every member that is not known becomes an issue of its own.
  if (!isSmall(event)) throw new RequestRefused("request-malformed");
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.map(({ path }) => reasons.get(path.join(".")));
  throw new RequestRefused(found.find((reason) => reason !== undefined) ?? "request-malformed");
}

/** More than any request has, and few enough to be looked at one by one. */
const MAX_MEMBERS = 32;

function isSmall(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > 2) return true;
  let members = 0;
  for (const name in value) {
    members += 1;
    if (members > MAX_MEMBERS || !isSmall(Reflect.get(value, name), depth + 1)) return false;
  }
  return true;
}
