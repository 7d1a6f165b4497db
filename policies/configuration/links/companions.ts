import type { Configuration } from "../configuration";
import type { Attribute, Resource } from "../resource";
import { isMadeWith } from "./existence";
import { identitiesOf } from "./identities";
import { type Link, linkTo } from "./link";
import { namesIn, rootsOf } from "./roots";

/** The resources of a kind that name another one, and those that may. */
export interface Companions {
  readonly sure: readonly Resource[];
  readonly possible: readonly Resource[];
}

/** The companions of a type that name the target in this attribute: `companionsOf(c, bucket, "aws_s3_bucket_policy", "bucket")`. */
export function companionsOf(
  configuration: Configuration,
  target: Resource,
  type: string,
  attribute: string,
): Companions {
  const { byName, byAddress, open, all } = indexOfCompanions(configuration, type, attribute);
  const identities = identitiesOf(target.type).map((name) => target.get(name));
  const candidates = identities.some(({ state }) => state === "configured")
    ? all
    : [
        ...identities.flatMap(({ string }) => (string === undefined ? [] : (byName.get(string) ?? []))),
        ...(byAddress.get(target.address) ?? []),
        ...open,
      ];
  return sorted(candidates, (each) => companionLink(each, attribute, target));
}

/** Whether a resource names the target in an attribute, and is made where the target is. */
export function companionLink(companion: Resource, attribute: string, target: Resource): Link {
  const link = linkTo(companion.get(attribute), target);
  return link === "yes" && !isMadeWith(companion, target) ? "maybe" : link;
}

/** The managed resources of a type that an attribute names, or may name. */
export function linkedFrom(configuration: Configuration, attribute: Attribute, type: string): Companions {
  const { byName, byAddress, open, all } = indexOfTargets(configuration, type);
  const roots = rootsOf(attribute);
  const candidates = roots.open
    ? all
    : [
        ...roots.names.flatMap((name) => byName.get(name) ?? []),
        ...roots.addresses.flatMap((address) => byAddress.get(address) ?? []),
        ...open,
      ];
  return sorted(candidates, (each) => linkTo(attribute, each));
}

function sorted(candidates: readonly Resource[], link: (each: Resource) => Link): Companions {
  const sure: Resource[] = [];
  const possible: Resource[] = [];
  for (const resource of new Set(candidates)) {
    const linked = link(resource);
    if (linked === "yes") sure.push(resource);
    else if (linked === "maybe") possible.push(resource);
  }
  return { sure, possible };
}

/** Resources by what may link them, so that a configuration of thousands is not compared pair by pair. */
interface LinkIndex {
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
  readonly byAddress: ReadonlyMap<string, readonly Resource[]>;
  /** Those of which it is not known what they name, or what their name is. */
  readonly open: readonly Resource[];
  readonly all: readonly Resource[];
}

const indexes = new WeakMap<Configuration, Map<string, LinkIndex>>();

function remembered(configuration: Configuration, key: string, make: () => LinkIndex): LinkIndex {
  const known = indexes.get(configuration) ?? new Map<string, LinkIndex>();
  indexes.set(configuration, known);
  const index = known.get(key) ?? make();
  known.set(key, index);
  return index;
}

const indexOfCompanions = (configuration: Configuration, type: string, attribute: string): LinkIndex =>
  remembered(configuration, `${type} ${attribute}`, () =>
    indexed(configuration.ofType(type), (resource) => rootsOf(resource.get(attribute))),
  );

const indexOfTargets = (configuration: Configuration, type: string): LinkIndex =>
  remembered(configuration, type, () =>
    indexed(configuration.ofType(type), (resource) => {
      const identities = identitiesOf(type).map((name) => resource.get(name));
      return {
        names: identities.flatMap(({ string }) => (string === undefined ? [] : namesIn(string))),
        addresses: [resource.address],
        open: identities.some(({ state }) => state === "configured"),
      };
    }),
  );

function indexed(
  resources: readonly Resource[],
  rootsOfResource: (resource: Resource) => ReturnType<typeof rootsOf>,
): LinkIndex {
  const byName = new Map<string, Resource[]>();
  const byAddress = new Map<string, Resource[]>();
  const open: Resource[] = [];
  const add = (map: Map<string, Resource[]>, key: string, resource: Resource): void => {
    const same = map.get(key);
    if (same === undefined) map.set(key, [resource]);
    else same.push(resource);
  };
  for (const resource of resources) {
    const roots = rootsOfResource(resource);
    for (const name of roots.names) add(byName, name, resource);
    for (const address of roots.addresses) add(byAddress, address, resource);
    if (roots.open) open.push(resource);
  }
  return { byName, byAddress, open, all: resources };
}
