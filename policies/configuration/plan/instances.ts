import type { Resource } from "../resource";
import type { ModuleInstance } from "./modules";
import { type InstanceKey, isKey } from "./steps";

/** A resource with what selects it. */
export interface Instance {
  readonly resource: Resource;
  readonly key: InstanceKey | undefined;
}

/** Looks up the instances of a resource in a module. */
export type Instances = (module: ModuleInstance, key: string) => readonly Instance[];

/** How one expression speaks of instances. */
export interface Mentions {
  /** It holds `each.key` or `count.index`, or is an item of what it iterates over. */
  readonly key: boolean;
  /** It holds `each.value`. */
  readonly value: boolean;
}

export const mentionsIn = (references: readonly string[]): Mentions => ({
  key: references.some((each) => each === "each.key" || each === "count.index"),
  value: references.some((each) => each === "each.value" || each.startsWith("each.value.")),
});

/** The instances that may be meant: the reader's own counterpart, where the expression speaks of its key; otherwise any. */
export function selected<I extends { readonly key: InstanceKey | undefined }>(
  all: readonly I[],
  key: InstanceKey | undefined,
  { key: byKey, value: byValue }: Mentions,
): readonly I[] {
  if (!isKey(key) || !(byKey || byValue)) return all;
  const same = all.find((each) => each.key === key);
  // The value of a set is its key, that of a map need not be.
  return same === undefined || (byValue && !byKey && all.length > 1) ? all : [same];
}
