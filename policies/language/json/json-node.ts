/**
 * A JSON value as the grammar reads it. Members are a list, not an object: duplicate names stay visible, and a member called
 * `__proto__` is a name like any other.
 */
export type JsonNode =
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "number"; readonly value: number; readonly source: string }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "null" }
  | { readonly type: "array"; readonly items: readonly JsonNode[] }
  | { readonly type: "object"; readonly members: readonly JsonMember[] }
  | { readonly type: "unknown"; readonly reason: string };

export interface JsonMember {
  readonly name: string;
  readonly value: JsonNode;
}

/** Deeper documents are refused: no IAM policy nests beyond ten levels, and a reader must not overflow on hostile input. */
export const MAXIMUM_DEPTH = 32;

/**
 * A part of a document that is not known yet (a Terraform plan knows some values only after apply). It may stand for a whole
 * policy, a statement, an element or one value; questions are then decided by bounds.
 */
export class UnknownPart {
  constructor(readonly reason: string) {}
}
