import type { OneOrMore } from "./policy-document";

/** Changes each value; one value stays a bare one, as AWS returns it. */
export function mapOneOrMore<A, B>(values: OneOrMore<A>, change: (value: A) => B): OneOrMore<B> {
  if (!isList(values)) return change(values);
  const [first, ...others] = values;
  if (first === undefined) throw new RangeError("the list must hold at least one value, got: []");
  return others.length === 0 ? change(first) : [change(first), ...others.map(change)];
}

/** The list as a policy writes it, or nothing for an empty one. */
export function toOneOrMore<A>(values: readonly A[]): OneOrMore<A> | undefined {
  const [first, ...others] = values;
  if (first === undefined) return undefined;
  return others.length === 0 ? first : [first, ...others];
}

function isList<A>(values: OneOrMore<A>): values is readonly [A, ...A[]] {
  return Array.isArray(values);
}
