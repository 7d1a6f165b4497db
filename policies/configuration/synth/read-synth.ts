import type { Configuration, ExternalOptOut, RecordedWaivers, Source } from "../configuration";
import { IndexedConfiguration } from "../indexed-configuration";
import { accountOf, regionOf } from "../providers";
import { stackReference } from "../reference-to";
import type { Provider, Resource } from "../resource";
import { asString, isObject, memberOf } from "../scalars";
import { constructPathOf, declared, ownStateKey, providersOf, type SynthStack } from "./stack";
import { SynthAttribute } from "./synth-attribute";
import { SynthScope, waiversIn } from "./synth-scope";

export interface SynthOptions {
  /** What was given: a file or a folder. */
  readonly path: string;
  /** The account, where no provider says. */
  readonly account?: string | undefined;
  readonly externalOptOut?: ExternalOptOut | undefined;
}

/**
 * Reads the stacks of a synthesized app, with what one stack reads of another's state. Addresses carry the stack in front where there
 * are several.
 */
export function readSynth(stacks: readonly SynthStack[], options: SynthOptions): Configuration {
  const several = stacks.length > 1;
  const scopes = new Map<string, SynthScope>();
  const others = { byState: (key: string) => scopes.get(key) };
  const read = stacks.map((stack) => {
    const scope = new SynthScope(stack.json, several ? `${stackReference(stack.name)}.` : "", others);
    const key = ownStateKey(stack.json);
    if (key !== undefined) scopes.set(key, scope);
    return readStack(stack, scope, several, options.account);
  });
  const source: Source = {
    kind: "synth",
    path: options.path,
    terraformVersion: undefined,
    complete: true,
    errored: false,
  };
  const modules = stacks.flatMap(({ json }) => Object.keys(record(memberOf(json, "module"))));
  return new IndexedConfiguration({
    source,
    resources: read.flatMap(({ resources }) => resources).filter(isMade),
    dataSources: read.flatMap(({ dataSources }) => dataSources).filter(isMade),
    providers: read.flatMap(({ providers }) => providers),
    changes: [],
    recordedWaivers: read.flatMap(({ recordedWaivers }) => recordedWaivers),
    externalOptOut: options.externalOptOut,
    mayHoldMore: () =>
      modules.length === 0
        ? undefined
        : `synthesized configuration only names the ${modules.length === 1 ? "module" : "modules"} ${modules.join(", ")}; a plan shows what is inside`,
  });
}

function readStack(stack: SynthStack, scope: SynthScope, several: boolean, account: string | undefined) {
  const { json, name } = stack;
  const front = several ? `${name}/` : "";
  const recordedWaivers: RecordedWaivers[] = [];
  const keepWaivers = (address: string, body: unknown): void => {
    const waivers = waiversIn(body);
    if (waivers !== undefined) recordedWaivers.push({ address, waivers });
  };
  const providers = new Map<string, Provider>();
  for (const { name: kind, alias, body } of providersOf(json)) {
    const key = alias === undefined ? kind : `${kind}.${alias}`;
    const address = `${front}provider.${key}`;
    const root = new SynthAttribute({ address, scope, body }, "", body);
    const get = (attribute: string) => root.get(attribute);
    keepWaivers(address, body);
    providers.set(key, {
      address,
      name: kind,
      get,
      get account() {
        return accountOf(get) ?? account;
      },
      get region() {
        return regionOf(get);
      },
    });
  }
  const make = (mode: Resource["mode"], type: string, id: string, body: unknown): Resource => {
    const local = `${mode === "data" ? "data." : ""}${type}.${id}`;
    const address = `${front}${local}`;
    const root = new SynthAttribute({ address, scope, body }, "", body);
    const resource: Resource = {
      address,
      mode,
      type,
      stack: several ? name : undefined,
      constructPath: constructPathOf(body),
      provider: providers.get(providerNamed(body) ?? type.split("_")[0] ?? ""),
      get: (attribute) => root.get(attribute),
    };
    scope.add(local, resource);
    return resource;
  };
  const resources = [...declared(json, "resource")].map(({ type, name: id, body }) => {
    const resource = make("managed", type, id, body);
    keepWaivers(resource.address, body);
    return resource;
  });
  const dataSources = [...declared(json, "data")].map(({ type, name: id, body }) =>
    make("data", type, id, body),
  );
  return {
    resources,
    dataSources,
    providers: [...providers.values()],
    recordedWaivers,
  };
}

/** `aws.frankfurt`, which may stand in an interpolation. */
const providerNamed = (body: unknown): string | undefined =>
  asString(memberOf(body, "provider"))?.replace(/^\$\{\s*|\s*\}$/g, "");

/** `count = 0`, or a `for_each` of nothing: no instance is made. */
function isMade(resource: Resource): boolean {
  if (resource.get("count").number === 0) return false;
  const each = resource.get("for_each");
  const keys = each.state === "configured" ? undefined : each.json;
  if (Array.isArray(keys)) return keys.length > 0;
  return !isObject(keys) || Object.keys(keys).length > 0;
}

const record = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
