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
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.map(({ path }) => reasons.get(path.join(".")));
  throw new RequestRefused(found.find((reason) => reason !== undefined) ?? "request-malformed");
}
