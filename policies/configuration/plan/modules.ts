import { asString, isObject, memberOf } from "../scalars";
import { type InstanceKey, stepsOf } from "./steps";

/** One module of a plan: the root, or an instance of a module call, with what the configuration tells of it. */
export class ModuleInstance {
  private readonly children = new Map<string, Map<InstanceKey | undefined, ModuleInstance>>();

  constructor(
    /** Empty for the root. */
    readonly address: string,
    /** Its `resources`, `outputs`, `module_calls` and `variables`; undefined where the plan does not hold them. */
    readonly configuration: unknown,
    readonly parent: ModuleInstance | undefined,
    /** The name of the call; empty for the root. */
    readonly name: string,
    readonly key: InstanceKey | undefined,
  ) {}

  /** The call in the parent's configuration. */
  get call(): unknown {
    return memberOf(memberOf(this.parent?.configuration, "module_calls"), this.name);
  }

  child(name: string, key: InstanceKey | undefined): ModuleInstance {
    const same = this.children.get(name) ?? new Map<InstanceKey | undefined, ModuleInstance>();
    this.children.set(name, same);
    const known = same.get(key);
    if (known !== undefined) return known;
    const call = memberOf(memberOf(this.configuration, "module_calls"), name);
    const suffix = key === undefined ? "" : `[${typeof key === "string" ? JSON.stringify(key) : key}]`;
    const address = `${this.address === "" ? "" : `${this.address}.`}module.${name}${suffix}`;
    const made = new ModuleInstance(address, memberOf(call, "module"), this, name, key);
    same.set(key, made);
    return made;
  }

  /** The instances of a call that were seen. */
  instances(name: string): readonly ModuleInstance[] {
    return [...(this.children.get(name)?.values() ?? [])];
  }
}

/** The modules of one plan. */
export class Modules {
  readonly root: ModuleInstance;
  private readonly byAddress = new Map<string, ModuleInstance>();
  private readonly resources = new Map<unknown, ReadonlyMap<string, unknown>>();

  constructor(rootModule: unknown) {
    this.root = new ModuleInstance("", rootModule, undefined, "", undefined);
    this.byAddress.set("", this.root);
  }

  /** The instance at an address as plans write it: `module.m["a.b"].module.n[0]`. */
  at(address: string): ModuleInstance {
    const known = this.byAddress.get(address);
    if (known !== undefined) return known;
    let instance = this.root;
    const steps = stepsOf(address) ?? [];
    let at = 0;
    while (at < steps.length) {
      const name = steps[at + 1];
      const key = steps[at + 2];
      if (name?.type !== "name") break;
      instance = instance.child(name.name, key?.type === "key" ? key.key : undefined);
      at += key?.type === "key" ? 3 : 2;
    }
    this.byAddress.set(address, instance);
    return instance;
  }

  /** What the configuration of a module tells of a resource, by `resourceKey`. */
  resource(module: ModuleInstance, key: string): unknown {
    const { configuration } = module;
    const known = this.resources.get(configuration) ?? resourcesIn(configuration);
    this.resources.set(configuration, known);
    return known.get(key);
  }
}

/** A resource or data source within its module, whatever the instance. */
export const resourceKey = (mode: unknown, type: unknown, name: unknown): string =>
  `${mode === "data" ? "data." : ""}${asString(type) ?? ""}.${asString(name) ?? ""}`;

function resourcesIn(configuration: unknown): ReadonlyMap<string, unknown> {
  const resources = memberOf(configuration, "resources");
  return new Map(
    (Array.isArray(resources) ? resources : [])
      .filter(isObject)
      .map((each) => [resourceKey(each.mode, each.type, each.name), each]),
  );
}
