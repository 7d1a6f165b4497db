import { Token } from "cdktf";
import { PolicyRenderingError, PolicyStatementError } from "../../policies/documents";
import type { PropFault } from "./validation-error";

/**
 * Rules for props. Each gives the faults of one value: none for a value that is right, left out, or an unresolved token, which
 * nobody can judge before Terraform does.
 */

export function wholeNumber(
  prop: string,
  value: number | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): readonly PropFault[] {
  if (isLeftToTerraform(value)) return [];
  const right = Number.isInteger(value) && value >= from && value <= to;
  const range = `must be a whole number from ${from} to ${to}`;
  return right ? [] : [{ prop, message: `${range}, got: ${show(value)}` }];
}

export function oneOf<T extends string | number>(
  prop: string,
  value: T | undefined,
  allowed: readonly T[],
): readonly PropFault[] {
  if (isLeftToTerraform(value) || allowed.includes(value)) return [];
  return [{ prop, message: `must be one of ${allowed.join(", ")}, got: ${show(value)}` }];
}

/** `rule` completes "must be …". */
export function matching(
  prop: string,
  value: string | undefined,
  pattern: RegExp,
  rule: string,
): readonly PropFault[] {
  if (isLeftToTerraform(value) || (typeof value === "string" && pattern.test(value))) return [];
  return [{ prop, message: `must be ${rule}, got: ${show(value)}` }];
}

/** A list of at least `min` elements, each judged by a rule of its own. */
export function listOf<T>(
  prop: string,
  values: readonly T[] | undefined,
  rule: (prop: string, value: T) => readonly PropFault[],
  min = 0,
): readonly PropFault[] {
  if (values === undefined && min === 0) return [];
  if (!Array.isArray(values) || Token.isUnresolved(values)) {
    const got = Array.isArray(values) ? "a list token" : show(values);
    return [{ prop, message: `must be a list whose elements are known one by one, got: ${got}` }];
  }
  if (values.length < min) return [{ prop, message: `must hold at least ${min}, got: ${values.length}` }];
  return values.flatMap((value: T, index) => rule(`${prop}[${index}]`, value));
}

/** For callers without types: what must be given at all. */
export const required = (prop: string, value: unknown): readonly PropFault[] =>
  value === undefined || value === null ? [{ prop, message: `must be given, got: ${show(value)}` }] : [];

/** Names that AWS takes once only. */
export function distinct(prop: string, values: readonly string[] | undefined): readonly PropFault[] {
  const known = Array.isArray(values) ? values.filter((value) => !isLeftToTerraform(value)) : [];
  return known.flatMap((value, index) =>
    known.indexOf(value) === index
      ? []
      : [{ prop, message: `must name each once, got a second: ${show(value)}` }],
  );
}

/** Text that must be known at synth, because other things are named after it. */
export function known(prop: string, value: string): readonly PropFault[] {
  return Token.isUnresolved(value)
    ? [{ prop, message: "must be known at synth, got: a token. ARNs and policies are built from it" }]
    : [];
}

/** The faults that making something throws, for rules that live in the policy documents. */
export function faultsOf(prop: string, make: () => unknown): readonly PropFault[] {
  try {
    make();
    return [];
  } catch (error) {
    if (error instanceof PolicyStatementError || error instanceof PolicyRenderingError) {
      return [{ prop, message: `is refused: ${error.message}` }];
    }
    throw error;
  }
}

/** A choice that weakens safety is written down with the reason for it. */
export function reasoned(
  prop: string,
  choice: { readonly reason: string } | undefined,
): readonly PropFault[] {
  if (choice === undefined || Token.isUnresolved(choice.reason)) return [];
  return isReason(choice.reason)
    ? []
    : [
        {
          prop: `${prop}.reason`,
          message: `must say why, in at least ${MIN_REASON_CHARACTERS} characters, got: ${show(choice.reason)}`,
        },
      ];
}

const MIN_REASON_CHARACTERS = 10;

/** White space gives no reason. */
export const isReason = (text: unknown): boolean =>
  typeof text === "string" && text.trim().length >= MIN_REASON_CHARACTERS;

export const isLeftToTerraform = (value: unknown): value is undefined =>
  value === undefined || Token.isUnresolved(value);

/** A value in an error: short, quoted, and never the inside of a token. */
export function show(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= 100 ? text : `${text.slice(0, 97)}...`;
}
