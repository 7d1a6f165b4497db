import { UnknownPart } from "../../language";
import { isObject, memberOf } from "../scalars";

/** Documents nest no deeper than this: a hostile one must not overflow the stack. */
export const DEEPEST = 64;

/** A planned value, with `UnknownPart`s in place of what is not known. */
export function plannedJson(value: unknown, unknown: unknown, path: string, depth = 0): unknown {
  if (unknown === true) return new UnknownPart(`${path} is known only after apply`);
  if (depth > DEEPEST) return new UnknownPart(`${path} nests too deeply`);
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    const unknowns: readonly unknown[] = Array.isArray(unknown) ? unknown : [];
    return Array.from({ length: Math.max(values.length, unknowns.length) }, (_, index) =>
      plannedJson(values[index], unknowns[index], `${path}[${index}]`, depth + 1),
    );
  }
  if (!isObject(value) && !isObject(unknown)) return value ?? null;
  if (!isObject(value) && value !== undefined && value !== null) return value;
  return Object.fromEntries(
    namesIn(value, unknown).map((name) => [
      name,
      plannedJson(memberOf(value, name), memberOf(unknown, name), `${path}.${name}`, depth + 1),
    ]),
  );
}

/** Whether any part is marked as unknown. Too deep to say counts as unknown. */
export function hasUnknown(unknown: unknown, depth = 0): boolean {
  if (unknown === true || depth > DEEPEST) return true;
  if (typeof unknown !== "object" || unknown === null) return false;
  return Object.values(unknown).some((each) => hasUnknown(each, depth + 1));
}

/** The names of members that are known, or known to be unknown. */
export const namesIn = (...objects: readonly unknown[]): readonly string[] => [
  ...new Set(objects.flatMap((each) => (isObject(each) ? Object.keys(each) : []))),
];
