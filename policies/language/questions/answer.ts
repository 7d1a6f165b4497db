import type { Request } from "./request";

/**
 * The answer to a question about every request.
 * - *proved*: it holds for all of them;
 * - *refuted*: it fails, and `witness` is a request for which it does;
 * - *unknown*: parts that are not known, or not modelled, decide it.
 */
export type Answer =
  | { readonly verdict: "proved" }
  | { readonly verdict: "refuted"; readonly witness: Request }
  | { readonly verdict: "unknown"; readonly reasons: readonly string[] };
