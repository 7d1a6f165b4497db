import type { Reference, Resource } from "../resource";
import { memberOf } from "../scalars";
import { distinct, oneOf } from "./candidates";
import { expressionOf, referencesOf } from "./expressions";
import { type Instances, type Mentions, mentionsIn, selected } from "./instances";
import { type ModuleInstance, resourceKey } from "./modules";
import { type InstanceKey, type Step, stepsOf } from "./steps";

/** How deep references are followed through modules: enough for people, and an end to cycles. */
const DEEPEST = 32;

/** Where an expression stands. */
export interface Place {
  readonly module: ModuleInstance;
  /** The key of the instance that the expression is of. */
  readonly key: InstanceKey | undefined;
  /** What the configuration tells of the resource or module call: its `for_each_expression`. */
  readonly body: unknown;
}

/** What expressions of one plan refer to. */
export class PlanScope {
  private readonly followed = new Map<string, readonly Reference[]>();
  private readonly bodies = new Map<unknown, number>();

  /**
   * @param prefix in front of absolute references where several plans are read: `stack.workload.`
   * @param variables the plan's root variables
   */
  constructor(
    private readonly prefix: string,
    private readonly variables: unknown,
    private readonly instances: Instances,
  ) {}

  /** What these references of an expression lead to. What a plan always knows (`each.key`, `count.index`, `path.module`) is left out. */
  resolve(references: readonly string[], place: Place): readonly Reference[] {
    return this.resolveAll(references, [], place, mentionsIn(references), 0);
  }

  /** Whether the expression of a single variable is known to be null: then nobody sets what it stands for. */
  isNull(references: readonly string[], { module }: Place): boolean {
    let scope = module;
    let all = references;
    for (let depth = 0; depth < DEEPEST; depth += 1) {
      const [variable, name, ...rest] = stepsOf(all.length === 1 ? (all[0] ?? "") : "") ?? [];
      if (nameOf(variable) !== "var" || name?.type !== "name" || rest.length > 0) return false;
      const { parent } = scope;
      if (parent === undefined) return isNullVariable(memberOf(this.variables, name.name), "value");
      const raw = memberOf(memberOf(scope.call, "expressions"), name.name);
      const given = expressionOf(raw);
      if (given === undefined) {
        return isNullVariable(memberOf(memberOf(scope.configuration, "variables"), name.name), "default");
      }
      if (given.type === "constant") return given.value === null;
      all = referencesOf(raw);
      scope = parent;
    }
    return false;
  }

  private resolveAll(
    references: readonly string[],
    rest: readonly Step[],
    place: Place,
    mentions: Mentions,
    depth: number,
  ): readonly Reference[] {
    if (references.length === 1) return this.resolveOne(references[0] ?? "", rest, place, mentions, depth);
    const resolved = references.map((each) => this.resolveOne(each, [], place, mentions, depth));
    return rest.length === 0
      ? distinct(resolved.flat())
      : oneOf(this.absolute(place.module, references.join(", ")), resolved.flat());
  }

  private resolveOne(
    text: string,
    rest: readonly Step[],
    place: Place,
    mentions: Mentions,
    depth: number,
  ): readonly Reference[] {
    const written = stepsOf(text);
    if (written === undefined || depth > DEEPEST) return [this.nowhere(place.module, text)];
    const steps = [...written, ...rest];
    const [head, second] = steps;
    switch (nameOf(head)) {
      case "var":
        return this.remembered(place, text, steps, mentions, () => this.variable(text, steps, place, depth));
      case "module":
        return this.remembered(place, text, steps, mentions, () =>
          this.output(text, steps, place, mentions, depth),
        );
      case "each":
        return nameOf(second) === "value"
          ? this.remembered(place, text, steps, mentions, () => this.eachValue(text, steps, place, depth))
          : [];
      case "count":
      case "path":
      case "terraform":
      case "self":
      case "ephemeral":
        return [];
      case "local":
        return [this.nowhere(place.module, text)];
      case "data":
        return this.resource("data", text, steps.slice(1), place, mentions);
      default:
        return this.resource("managed", text, steps, place, mentions);
    }
  }

  /** Each step is taken once, whoever asks; a circle leads nowhere. */
  private remembered(
    { module, key, body }: Place,
    text: string,
    steps: readonly Step[],
    mentions: Mentions,
    follow: () => readonly Reference[],
  ): readonly Reference[] {
    const bodyId = this.bodies.get(body) ?? this.bodies.size;
    this.bodies.set(body, bodyId);
    const id = JSON.stringify([module.address, key ?? null, bodyId, steps, mentions]);
    const known = this.followed.get(id);
    if (known !== undefined) return known;
    this.followed.set(id, [this.nowhere(module, text)]);
    const found = follow();
    this.followed.set(id, found);
    return found;
  }

  private variable(
    text: string,
    [, name, ...rest]: readonly Step[],
    { module }: Place,
    depth: number,
  ): readonly Reference[] {
    // The value of a root variable is in the plan, and is not ours to tell.
    if (module.parent === undefined) return [this.nowhere(module, text)];
    const raw = memberOf(memberOf(module.call, "expressions"), nameOf(name) ?? "");
    const given = expressionOf(raw);
    if (given?.type !== "references") return [];
    const references = referencesOf(raw);
    const caller: Place = { module: module.parent, key: module.key, body: module.call };
    return this.resolveAll(references, rest, caller, mentionsIn(references), depth + 1);
  }

  private output(
    text: string,
    steps: readonly Step[],
    { module, key }: Place,
    mentions: Mentions,
    depth: number,
  ): readonly Reference[] {
    const [, name, ...after] = steps;
    const [first] = after;
    const [output, ...rest] = first?.type === "key" ? after.slice(1) : after;
    const called = nameOf(name);
    if (called === undefined || output?.type !== "name") return [this.nowhere(module, text)];
    const seen = module.instances(called).map((each) => ({ instance: each, key: each.key }));
    const meant =
      first?.type === "key"
        ? [module.child(called, first.key)]
        : seen.length === 0
          ? [module.child(called, undefined)]
          : selected(seen, key, mentions).map(({ instance }) => instance);
    const resolved = meant.map((child) => {
      const raw = memberOf(memberOf(memberOf(child.configuration, "outputs"), output.name), "expression");
      if (raw === undefined) return [this.nowhere(module, text)];
      const references = referencesOf(raw);
      const inside: Place = { module: child, key: undefined, body: undefined };
      return this.resolveAll(references, rest, inside, mentionsIn(references), depth + 1);
    });
    return resolved.length === 1 ? (resolved[0] ?? []) : oneOf(this.absolute(module, text), resolved.flat());
  }

  private eachValue(
    text: string,
    [, , ...rest]: readonly Step[],
    place: Place,
    depth: number,
  ): readonly Reference[] {
    const references = referencesOf(memberOf(place.body, "for_each_expression"));
    if (references.length === 0) return [this.nowhere(place.module, text)];
    if (references.length > 1) {
      const outer = mentionsIn(references);
      const all = references.flatMap((each) => this.resolveOne(each, [], place, outer, depth + 1));
      return oneOf(this.absolute(place.module, text), all);
    }
    const [only = ""] = references;
    const whole = stepsOf(only) ?? [];
    // Of a module, the item is an instance, and what is read of it an output.
    const isModule = nameOf(whole[0]) === "module" && whole.length === 2 && place.key !== undefined;
    const step: readonly Step[] =
      isModule && place.key !== undefined ? [{ type: "key", key: place.key }, ...rest] : rest;
    return this.resolveOne(only, step, place, { key: true, value: false }, depth + 1);
  }

  private resource(
    mode: Resource["mode"],
    text: string,
    [type, name, ...after]: readonly Step[],
    { module, key }: Place,
    mentions: Mentions,
  ): readonly Reference[] {
    const all = this.instances(module, resourceKey(mode, nameOf(type), nameOf(name)));
    const [first] = after;
    const meant =
      first?.type === "key"
        ? all.filter((each) => String(each.key) === String(first.key))
        : selected(all, key, mentions);
    if (meant.length === 0) return [this.nowhere(module, text)];
    const attribute = nameOf(after.find((step) => step.type === "name")) ?? "";
    const written = `${mode === "data" ? "data." : ""}${nameOf(type) ?? ""}.${nameOf(name) ?? ""}`;
    const [only] = meant;
    const address =
      meant.length === 1 && only !== undefined
        ? withoutStack(only.resource)
        : this.within(module, first?.type === "key" ? `${written}[${JSON.stringify(first.key)}]` : written);
    return [
      {
        expression: `${this.prefix}${address}${attribute === "" ? "" : `.${attribute}`}`,
        resources: meant.map(({ resource }) => resource),
        attribute,
      },
    ];
  }

  private nowhere(module: ModuleInstance, text: string): Reference {
    return { expression: this.absolute(module, text), resources: [], attribute: "" };
  }

  /** A reference with the module and the plan in front. */
  absolute(module: ModuleInstance, text: string): string {
    return `${this.prefix}${this.within(module, text)}`;
  }

  private within({ address }: ModuleInstance, text: string): string {
    return address === "" ? text : `${address}.${text}`;
  }
}

const withoutStack = ({ address, stack }: Resource): string =>
  stack === undefined ? address : address.slice(stack.length + 1);

const nameOf = (step: Step | undefined): string | undefined =>
  step?.type === "name" ? step.name : undefined;

const isNullVariable = (variable: unknown, member: "value" | "default"): boolean =>
  variable !== undefined && (memberOf(variable, member) ?? null) === null;
