import type { Attribute, Provider, Reference, Resource, ResourceMode } from "../resource";
import { asString, memberOf } from "../scalars";
import { type Expression, SOMEHOW } from "./expressions";
import { type ModuleInstance, resourceKey } from "./modules";
import { type Owner, PlanAttribute, type SynthSource } from "./plan-attribute";
import type { Place } from "./plan-scope";
import { planTemplate } from "./plan-template";
import { type InstanceKey, isKey } from "./steps";

/** What a resource asks of the plan that it is of. */
export interface PlanContext {
  /** Its name, where several plans are read. */
  readonly stack: string | undefined;
  /** What the configuration tells of a resource; undefined where the plan does not hold it. */
  bodyOf(resource: PlanResource): unknown;
  providerOf(resource: PlanResource, configurationKey: string | undefined): Provider | undefined;
  resolve(references: readonly string[], place: Place): readonly Reference[];
  isNull(references: readonly string[], place: Place): boolean;
  absolute(module: ModuleInstance, text: string): string;
  synthOf(resource: PlanResource): Resource | undefined;
  synthSource(resource: Resource): SynthSource | undefined;
}

/** Which of its values a resource tells: those before or after a change, or those of the state. */
export type Moment = "before" | "after" | "state";

/** The three documents of a plan that say what a resource will be, or what it was. */
export interface PlannedValues {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** A resource or data source of a plan. It copies nothing: a plan may hold hundreds of thousands. */
export class PlanResource implements Resource, Owner {
  private attributes: Map<string, Attribute> | undefined;

  /** @param raw its entry in the plan or in the state */
  constructor(
    private readonly plan: PlanContext,
    readonly module: ModuleInstance,
    private readonly raw: Readonly<Record<string, unknown>>,
    private readonly moment: Moment,
  ) {}

  get address(): string {
    const { stack } = this;
    return stack === undefined ? this.local : `${stack}/${this.local}`;
  }

  /** The address within the plan. */
  get local(): string {
    return asString(this.raw.address) ?? "";
  }

  get mode(): ResourceMode {
    return this.raw.mode === "data" ? "data" : "managed";
  }

  get type(): string {
    return asString(this.raw.type) ?? "";
  }

  get stack(): string | undefined {
    return this.plan.stack;
  }

  /** What tells it from other resources of its module, whatever the instance. */
  get withinModule(): string {
    return resourceKey(this.mode, this.type, this.raw.name);
  }

  get key(): InstanceKey | undefined {
    return isKey(this.raw.index) ? this.raw.index : undefined;
  }

  get constructPath(): string | undefined {
    return this.plan.synthOf(this)?.constructPath;
  }

  get provider(): Provider | undefined {
    return this.plan.providerOf(this, asString(memberOf(this.plan.bodyOf(this), "provider_config_key")));
  }

  get(name: string): Attribute {
    this.attributes ??= new Map();
    const known = this.attributes.get(name);
    if (known !== undefined) return known;
    const synth = this.plan.synthOf(this);
    const made = new PlanAttribute(this, "", {
      ...this.values(),
      expressions: [this.expressions()],
      synth: synth === undefined ? undefined : this.plan.synthSource(synth),
    }).get(name);
    this.attributes.set(name, made);
    return made;
  }

  resolve(references: readonly string[]): readonly Reference[] {
    return this.plan.resolve(references, this.place());
  }

  isNull(references: readonly string[]): boolean {
    return this.plan.isNull(references, this.place());
  }

  template(source: string): string | undefined {
    return planTemplate(source, {
      resolve: (expression) => this.resolve([expression]),
      absolute: (expression) => this.plan.absolute(this.module, expression),
      key: this.key,
    });
  }

  private place(): Place {
    return { module: this.module, key: this.key, body: this.plan.bodyOf(this) };
  }

  private values(): PlannedValues {
    const change = this.raw.change;
    switch (this.moment) {
      case "before":
        return {
          value: memberOf(change, "before"),
          unknown: undefined,
          sensitive: memberOf(change, "before_sensitive"),
        };
      case "after":
        return {
          value: memberOf(change, "after"),
          unknown: memberOf(change, "after_unknown"),
          sensitive: memberOf(change, "after_sensitive"),
        };
      case "state":
        return { value: this.raw.values, unknown: undefined, sensitive: this.raw.sensitive_values };
    }
  }

  /** Where the configuration is not there, somebody may set whatever is unknown. */
  private expressions(): Expression {
    const body = this.plan.bodyOf(this);
    return body === undefined ? SOMEHOW : { type: "block", members: memberOf(body, "expressions") };
  }
}
