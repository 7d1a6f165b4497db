import type { Configuration } from "../../configuration/configuration";
import type { Change, Resource } from "../../configuration/resource";

/** How a planned change takes a thing away: for good, to make it anew, or only out of Terraform's sight. */
export type Loss = "deleted" | "replaced" | "forgotten";

export function lossOf({ actions }: Change): Loss | undefined {
  if (actions.includes("delete")) return actions.includes("create") ? "replaced" : "deleted";
  // A replacement may also forget the old one and create the new.
  return actions.includes("forget") ? "forgotten" : undefined;
}

const indexes = new WeakMap<Configuration, ReadonlyMap<string, readonly Change[]>>();

/** The planned changes of these types, whatever they do. */
export function changesOf(configuration: Configuration, ...types: readonly string[]): readonly Change[] {
  const byType = indexes.get(configuration) ?? indexed(configuration);
  return types.flatMap((type) => byType.get(type) ?? []);
}

function indexed(configuration: Configuration): ReadonlyMap<string, readonly Change[]> {
  const byType = new Map<string, Change[]>();
  for (const change of configuration.changes) {
    if ((change.before ?? change.after)?.mode === "data") continue;
    const same = byType.get(change.type);
    if (same === undefined) byType.set(change.type, [change]);
    else same.push(change);
  }
  indexes.set(configuration, byType);
  return byType;
}

const owners = new WeakMap<Configuration, Map<string, ReadonlyMap<string, readonly Change[]>>>();

/** The changes of a type whose thing had this value before, at a path: `aws_s3_bucket` by `bucket`. */
export function changesNamed(
  configuration: Configuration,
  type: string,
  path: string,
  value: string | undefined,
): readonly Change[] {
  if (value === undefined) return [];
  const known = owners.get(configuration) ?? new Map<string, ReadonlyMap<string, readonly Change[]>>();
  owners.set(configuration, known);
  const key = `${type} ${path}`;
  const named = known.get(key) ?? indexedBy(changesOf(configuration, type), path.split("."));
  known.set(key, named);
  return named.get(value) ?? [];
}

function indexedBy(
  changes: readonly Change[],
  path: readonly string[],
): ReadonlyMap<string, readonly Change[]> {
  const byValue = new Map<string, Change[]>();
  for (const change of changes) {
    const [first = "", ...rest] = path;
    const value =
      change.before && rest.reduce((found, name) => found.get(name), change.before.get(first)).string;
    if (value === undefined) continue;
    const same = byValue.get(value);
    if (same === undefined) byValue.set(value, [change]);
    else same.push(change);
  }
  return byValue;
}

/** What a change is seen by: the thing as it is, or as it will be. */
export function seenIn({ before, after }: Change): readonly Resource[] {
  const seen = before ?? after;
  return seen === undefined ? [] : [seen];
}

/** What a plan without any such change is told. */
export const NO_CHANGE = "No plan is read, or it touches nothing of the kind.";
