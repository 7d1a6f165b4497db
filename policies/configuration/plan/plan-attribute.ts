import { UnknownPart } from "../../language";
import type { Attribute, AttributeState, Evidence, Reference } from "../resource";
import { asBoolean, asNumber, asString, isObject, memberOf } from "../scalars";
import { type Expression, itemExpressions, memberExpressions, referencesIn, SOMEHOW } from "./expressions";
import { DEEPEST, hasUnknown, namesIn, plannedJson } from "./planned-json";
import { isOrdered, isSetting } from "./provider-schema";

/** Whose attribute it is. */
export interface Owner {
  readonly address: string;
  readonly type: string;
  /** What references of its expressions lead to. */
  resolve(references: readonly string[]): readonly Reference[];
  /** Whether an expression of these references is known to be null. */
  isNull(references: readonly string[]): boolean;
  /** A template of its expressions, with what is known filled in. */
  template(source: string): string | undefined;
}

/** Where an attribute stands in the documents of a plan. */
export interface Planned {
  readonly value: unknown;
  /** `true`, or an object or list that says so of parts. */
  readonly unknown: unknown;
  readonly sensitive: unknown;
  /** What may set it: one, or the blocks of a set that it may be. */
  readonly expressions: readonly Expression[];
  /** The same attribute in the synthesized configuration that the plan came from. */
  readonly synth: SynthSource | undefined;
}

/** An attribute of synthesized configuration that stands in for one that the plan does not know. */
export interface SynthSource {
  get(name: string): SynthSource | undefined;
  item(index: number, count: number): SynthSource | undefined;
  /** What it says; undefined where its references are not those of the plan. */
  agreeing(references: readonly Reference[]): SynthValue | undefined;
}

export interface SynthValue {
  readonly template: string | undefined;
  readonly json: unknown;
  readonly references: readonly Reference[];
}

/** An attribute of a planned resource. */
export class PlanAttribute implements Attribute {
  private resolved: readonly Reference[] | undefined;

  constructor(
    private readonly owner: Owner,
    private readonly path: string,
    private readonly planned: Planned,
  ) {}

  get evidence(): Evidence {
    return { address: this.owner.address, path: this.path };
  }

  get sensitive(): boolean {
    return this.planned.sensitive === true;
  }

  get state(): AttributeState {
    const { value, unknown } = this.planned;
    if (unknown === true) return this.isSet() ? "configured" : "computed";
    if (Array.isArray(value) && value.length > 0) return "known";
    if (value !== undefined && value !== null && !Array.isArray(value)) return "known";
    return hasUnknown(unknown) ? "known" : "absent";
  }

  get string(): string | undefined {
    return this.planned.unknown === true ? undefined : asString(this.planned.value);
  }

  get number(): number | undefined {
    return this.planned.unknown === true ? undefined : asNumber(this.planned.value);
  }

  get boolean(): boolean | undefined {
    return this.planned.unknown === true ? undefined : asBoolean(this.planned.value);
  }

  get template(): string | undefined {
    return this.string ?? this.ownTemplate() ?? this.fromSynth()?.template;
  }

  get references(): readonly Reference[] {
    if (this.state !== "configured") return [];
    return this.fromSynth()?.references ?? this.ownReferences();
  }

  get(name: string): Attribute {
    const { value, unknown } = this.planned;
    if (unknown !== true && (Array.isArray(value) || Array.isArray(unknown))) {
      return this.items()[0]?.get(name) ?? this.missing(`${this.path}[0].${name}`);
    }
    return this.member(name);
  }

  get blocks(): readonly Attribute[] | undefined {
    if (this.planned.unknown === true) return undefined;
    if (this.state === "absent") return [];
    const { value, unknown } = this.planned;
    return Array.isArray(value) || Array.isArray(unknown) ? this.items() : [this];
  }

  get members(): ReadonlyMap<string, Attribute> | undefined {
    const { value, unknown } = this.planned;
    if (unknown === true) return undefined;
    if (this.state === "absent") return new Map();
    if (Array.isArray(value) || Array.isArray(unknown)) return this.items()[0]?.members ?? new Map();
    if (!isObject(value) && !isObject(unknown)) return undefined;
    return new Map(namesIn(value, unknown).map((name) => [name, this.member(name)]));
  }

  get json(): unknown {
    return this.state === "absent" ? undefined : this.jsonAt(0);
  }

  /** Parts that are not known may have a template of their own. */
  private jsonAt(depth: number): unknown {
    const { value, unknown } = this.planned;
    if (unknown === true) {
      return (
        this.ownTemplate() ??
        this.fromSynth()?.json ??
        new UnknownPart(`${this.path} is known only after apply`)
      );
    }
    if (depth > DEEPEST || !hasUnknown(unknown)) return plannedJson(value, unknown, this.path, depth);
    if (Array.isArray(value) || Array.isArray(unknown)) {
      return this.items().map((item) => item.jsonAt(depth + 1));
    }
    const names = namesIn(value, unknown);
    return Object.fromEntries(names.map((name) => [name, this.member(name).jsonAt(depth + 1)]));
  }

  private isSet(): boolean {
    if (this.planned.expressions.length === 0) return isSetting(this.owner.type, this.path);
    return this.planned.expressions.some((each) => {
      if (each.type === "constant") return each.value !== null;
      if (each.type === "references") return !this.owner.isNull(each.references);
      return each.type === "block" || each.items.length > 0;
    });
  }

  private ownReferences(): readonly Reference[] {
    this.resolved ??= this.owner.resolve(this.planned.expressions.flatMap(referencesIn));
    return this.resolved;
  }

  private ownTemplate(): string | undefined {
    const [only, ...others] = this.planned.expressions;
    if (this.state !== "configured" || only?.type !== "references" || others.length > 0) return undefined;
    return typeof only.source === "string" ? this.owner.template(only.source) : undefined;
  }

  private fromSynth(): SynthValue | undefined {
    if (this.planned.synth === undefined || this.state !== "configured") return undefined;
    return this.planned.synth.agreeing(this.ownReferences());
  }

  private member(name: string): PlanAttribute {
    const { value, unknown, sensitive, synth } = this.planned;
    const own = memberOf(value, name);
    return new PlanAttribute(this.owner, this.path === "" ? name : `${this.path}.${name}`, {
      value: own,
      unknown: unknown === true ? true : memberOf(unknown, name),
      sensitive: sensitive === true ? true : memberOf(sensitive, name),
      expressions: this.memberExpressions(name, own),
      synth: synth?.get(name),
    });
  }

  private memberExpressions(name: string, value: unknown): readonly Expression[] {
    const { unknown, expressions } = this.planned;
    const own = memberExpressions(expressions, name);
    if (own.length > 0) return own;
    // Blocks that stand nowhere in the configuration come of a dynamic block, which a plan leaves out.
    const dynamic = expressions.length > 0 && Array.isArray(value) && value.length > 0;
    return dynamic || (unknown === true && this.isSet()) ? [SOMEHOW] : [];
  }

  private items(): readonly PlanAttribute[] {
    const { value, unknown, sensitive, expressions, synth } = this.planned;
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    const unknowns: readonly unknown[] = Array.isArray(unknown) ? unknown : [];
    const sensitives: readonly unknown[] = Array.isArray(sensitive) ? sensitive : [];
    const count = Math.max(values.length, unknowns.length);
    const ordered = isOrdered(this.owner.type, this.path);
    return Array.from({ length: count }, (_, index) => {
      const item = values[index];
      return new PlanAttribute(this.owner, `${this.path}[${index}]`, {
        value: item,
        unknown: unknowns[index],
        sensitive: sensitive === true ? true : sensitives[index],
        expressions: itemExpressions(expressions, index, count, item, ordered),
        synth: synth?.item(index, count),
      });
    });
  }

  private missing(path: string): PlanAttribute {
    return new PlanAttribute(this.owner, path, {
      value: undefined,
      unknown: undefined,
      sensitive: undefined,
      expressions: [],
      synth: undefined,
    });
  }
}
