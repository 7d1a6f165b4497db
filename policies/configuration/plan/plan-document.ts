import type { Configuration, RecordedWaivers } from "../configuration";
import { stackReference } from "../reference-to";
import type { Action, Change, Provider, Reference, Resource } from "../resource";
import { asString, isObject, memberOf } from "../scalars";
import type { Instance } from "./instances";
import { type ModuleInstance, Modules } from "./modules";
import type { SynthSource } from "./plan-attribute";
import { planProviders, providerAt } from "./plan-providers";
import { type Moment, type PlanContext, PlanResource } from "./plan-resource";
import { type Place, PlanScope } from "./plan-scope";
import { matchingStack, PlanSynth } from "./plan-synth";
import { stateResources } from "./state-resources";

export interface DocumentOptions {
  /** Its name, where several plans are read. */
  readonly stack: string | undefined;
  readonly account: string | undefined;
  readonly synth: Configuration | undefined;
}

const ACTIONS: readonly string[] = [
  "no-op",
  "create",
  "read",
  "update",
  "delete",
  "forget",
] satisfies Action[];

/** One plan, as a part of a configuration. */
export class PlanDocument implements PlanContext {
  readonly resources: readonly PlanResource[];
  readonly dataSources: readonly PlanResource[];
  readonly changes: readonly Change[];
  readonly providers: readonly Provider[];
  /** The stack that the plan was made from, where the synthesized app is given. */
  readonly synth: PlanSynth | undefined;
  private readonly modules: Modules;
  private readonly scope: PlanScope;
  private readonly providersByKey: ReadonlyMap<string, Provider>;
  private byModule: Map<ModuleInstance, Map<string, Instance[]>> | undefined;

  constructor(
    plan: unknown,
    private readonly options: DocumentOptions,
  ) {
    const configuration = memberOf(plan, "configuration");
    const variables = memberOf(plan, "variables");
    const prefix = options.stack === undefined ? "" : `${stackReference(options.stack)}.`;
    this.modules = new Modules(memberOf(configuration, "root_module"));
    this.scope = new PlanScope(prefix, variables, (module, key) => this.instances(module, key));
    const changes: Change[] = [];
    const resources: PlanResource[] = [];
    const dataSources = new Map<string, PlanResource>();
    const planned = memberOf(plan, "resource_changes");
    for (const raw of Array.isArray(planned) ? planned : []) {
      if (!isObject(raw)) continue;
      if (raw.mode === "data") {
        const data = this.after(raw);
        if (data !== undefined) dataSources.set(data.address, data);
      } else if (raw.mode === undefined || raw.mode === "managed") {
        const change = this.change(raw);
        changes.push(change);
        if (change.after instanceof PlanResource) resources.push(change.after);
      }
    }
    // A plan that only refreshes changes nothing: what is there is what its state holds.
    for (const { raw, moduleAddress } of stateResources(plan)) {
      const isData = raw.mode === "data";
      if (!isData && planned !== undefined) continue;
      const resource = new PlanResource(this, this.modules.at(moduleAddress), raw, "state");
      if (!isData) resources.push(resource);
      else if (!dataSources.has(resource.address)) dataSources.set(resource.address, resource);
    }
    this.resources = resources;
    this.dataSources = [...dataSources.values()];
    this.changes = changes;
    const root: Place = { module: this.modules.root, key: undefined, body: undefined };
    this.providersByKey = planProviders(configuration, {
      front: options.stack === undefined ? "" : `${options.stack}/`,
      account: options.account,
      variables,
      owner: {
        resolve: (references) => this.scope.resolve(references, root),
        isNull: (references) => this.scope.isNull(references, root),
      },
      dataSources: () => this.dataSources,
    });
    this.providers = [...this.providersByKey.values()];
    this.synth = this.matched(options.synth);
  }

  get stack(): string | undefined {
    return this.options.stack;
  }

  get waivers(): readonly RecordedWaivers[] {
    return this.synth?.waivers ?? [];
  }

  bodyOf({ module, withinModule }: PlanResource): unknown {
    return this.modules.resource(module, withinModule);
  }

  providerOf({ type }: PlanResource, key: string | undefined): Provider | undefined {
    return providerAt(this.providersByKey, key ?? type.split("_")[0]);
  }

  resolve(references: readonly string[], place: Place): readonly Reference[] {
    return this.scope.resolve(references, place);
  }

  isNull(references: readonly string[], place: Place): boolean {
    return this.scope.isNull(references, place);
  }

  absolute(module: ModuleInstance, text: string): string {
    return this.scope.absolute(module, text);
  }

  synthOf({ local }: PlanResource): Resource | undefined {
    return this.synth?.find(local);
  }

  synthSource(resource: Resource): SynthSource | undefined {
    return this.synth?.source(resource);
  }

  private matched(synth: Configuration | undefined): PlanSynth | undefined {
    if (synth === undefined) return undefined;
    const byAddress = new Map([...this.resources, ...this.dataSources].map((each) => [each.local, each]));
    const match = matchingStack(synth, new Set(byAddress.keys()));
    return match === undefined
      ? undefined
      : new PlanSynth(synth, match.stack, this.options.stack, (local) => byAddress.get(local));
  }

  private instances(module: ModuleInstance, key: string): readonly Instance[] {
    this.byModule ??= indexOf([...this.resources, ...this.dataSources]);
    return this.byModule.get(module)?.get(key) ?? [];
  }

  private change(raw: Readonly<Record<string, unknown>>): Change {
    const change = memberOf(raw, "change");
    const actions = memberOf(change, "actions");
    const { stack } = this.options;
    const address = asString(raw.address) ?? "";
    return {
      address: stack === undefined ? address : `${stack}/${address}`,
      type: asString(raw.type) ?? "",
      actions: (Array.isArray(actions) ? actions : []).filter(isAction),
      before:
        (memberOf(change, "before") ?? undefined) === undefined ? undefined : this.resource(raw, "before"),
      // What is deposed goes, whatever takes its place.
      after: raw.deposed === undefined ? this.after(raw) : undefined,
    };
  }

  /** What a change leaves; undefined where it deletes or forgets. */
  private after(raw: Readonly<Record<string, unknown>>): PlanResource | undefined {
    const change = memberOf(raw, "change");
    const value = memberOf(change, "after") ?? undefined;
    const unknown = memberOf(change, "after_unknown");
    const actions = memberOf(change, "actions");
    const leaves =
      !Array.isArray(actions) ||
      actions.length === 0 ||
      actions.some((each) => each !== "delete" && each !== "forget");
    if (!leaves || (value === undefined && unknown !== true)) return undefined;
    return this.resource(raw, "after");
  }

  private resource(raw: Readonly<Record<string, unknown>>, moment: Moment): PlanResource {
    return new PlanResource(this, this.modules.at(asString(raw.module_address) ?? ""), raw, moment);
  }
}

const isAction = (value: unknown): value is Action => typeof value === "string" && ACTIONS.includes(value);

function indexOf(resources: readonly PlanResource[]): Map<ModuleInstance, Map<string, Instance[]>> {
  const modules = new Map<ModuleInstance, Map<string, Instance[]>>();
  for (const resource of resources) {
    const { module, withinModule, key } = resource;
    const inModule = modules.get(module) ?? new Map<string, Instance[]>();
    modules.set(module, inModule);
    const same = inModule.get(withinModule);
    if (same === undefined) inModule.set(withinModule, [{ resource, key }]);
    else same.push({ resource, key });
  }
  return modules;
}
