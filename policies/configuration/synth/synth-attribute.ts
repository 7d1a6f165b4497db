import { UnknownPart } from "../../language";
import type { Attribute, AttributeState, Evidence, Reference } from "../resource";
import { asBoolean, asNumber, asString, isObject, memberOf } from "../scalars";
import { type Resolution, type SynthScope, unescaped } from "./synth-scope";

/** Documents nest no deeper than this: a hostile one must not overflow the stack. */
const DEEPEST = 64;

/** What an attribute of synthesized configuration is read in. */
export interface Reader {
  readonly address: string;
  readonly scope: SynthScope;
  /** The body of the whole resource. */
  readonly body: unknown;
}

/** An attribute of synthesized configuration. */
export class SynthAttribute implements Attribute {
  readonly sensitive = false;
  private resolved: Resolution | undefined;

  constructor(
    private readonly reader: Reader,
    private readonly path: string,
    private readonly raw: unknown,
  ) {}

  get evidence(): Evidence {
    return { address: this.reader.address, path: this.path };
  }

  get state(): AttributeState {
    if (this.raw === undefined || this.raw === null) return "absent";
    if (Array.isArray(this.raw)) return this.raw.length === 0 ? "absent" : "known";
    return this.references.length > 0 ? "configured" : "known";
  }

  get references(): readonly Reference[] {
    return this.raw instanceof Unread
      ? this.raw.textsIn().flatMap((text) => this.resolve(text).references)
      : (this.resolution?.references ?? []);
  }

  get template(): string | undefined {
    return this.resolution?.template;
  }

  get string(): string | undefined {
    const { resolution } = this;
    if (resolution === undefined || resolution.references.length > 0) return undefined;
    return resolution.template === undefined ? undefined : unescaped(resolution.template);
  }

  get number(): number | undefined {
    return asNumber(this.string);
  }

  get boolean(): boolean | undefined {
    return asBoolean(this.string);
  }

  get(name: string): Attribute {
    const path = this.path === "" ? name : `${this.path}.${name}`;
    if (Array.isArray(this.raw)) {
      // A list of lists has no members.
      const first: unknown = Array.isArray(this.raw[0]) ? undefined : this.raw[0];
      return new SynthAttribute(this.reader, `${this.path}[0]`, first).get(name);
    }
    if (this.state === "configured") return new SynthAttribute(this.reader, path, this.raw);
    return new SynthAttribute(this.reader, path, this.memberOfRaw(name));
  }

  /** A dynamic block is written beside the others: how often it stands is known after Terraform has run. */
  private memberOfRaw(name: string): unknown {
    const value = memberOf(this.raw, name);
    const written = memberOf(this.raw, "dynamic");
    const dynamic = (Array.isArray(written) ? written : [written])
      .map((each: unknown) => memberOf(each, name))
      .filter((each) => each !== undefined)
      .map((each) => new Unread(each));
    const [first] = dynamic;
    if (first === undefined) return value;
    if (value === undefined || value === null) return dynamic.length === 1 ? first : dynamic;
    return [...(Array.isArray(value) ? value : [value]), ...dynamic];
  }

  get blocks(): readonly Attribute[] | undefined {
    if (Array.isArray(this.raw)) {
      return this.raw.map(
        (item: unknown, index) => new SynthAttribute(this.reader, `${this.path}[${index}]`, item),
      );
    }
    if (this.state === "configured") return undefined;
    return this.state === "absent" ? [] : [this];
  }

  get members(): ReadonlyMap<string, Attribute> | undefined {
    if (this.state === "absent") return new Map();
    const object = Array.isArray(this.raw) ? (this.raw[0] as unknown) : this.raw;
    if (!isObject(object) || object instanceof Unread) return undefined;
    return new Map(
      Object.keys(object)
        .filter((name) => name !== "//")
        .map((name) => [name, this.get(name)]),
    );
  }

  get json(): unknown {
    return this.raw === null ? undefined : this.jsonOf(this.raw, 0);
  }

  private jsonOf(value: unknown, depth: number): unknown {
    if (depth > DEEPEST) return new UnknownPart("it nests too deeply");
    if (value instanceof Unread) return new UnknownPart(`${this.path} is made by a dynamic block`);
    if (typeof value === "string") {
      const { template, references } = this.resolve(value);
      if (template !== undefined) return template;
      return new UnknownPart(`${references.map(({ expression }) => expression).join(", ")} is not known`);
    }
    if (Array.isArray(value)) return value.map((item) => this.jsonOf(item, depth + 1));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.jsonOf(each, depth + 1)]),
    );
  }

  private get resolution(): Resolution | undefined {
    if (this.resolved === undefined) {
      const text = asString(this.raw);
      if (text === undefined) return undefined;
      this.resolved = this.resolve(text);
    }
    return this.resolved;
  }

  private resolve(text: string): Resolution {
    return this.reader.scope.resolve(text, this.reader.body);
  }
}

/** What is there but says nothing of its own: the body of a dynamic block. */
class Unread {
  constructor(private readonly body: unknown) {}

  /** Every text in it, to a bounded depth. */
  textsIn(value: unknown = this.body, depth = 0): readonly string[] {
    if (typeof value === "string") return /[$%]\{/.test(value) ? [value] : [];
    if (typeof value !== "object" || value === null || depth > DEEPEST) return ["${dynamic}"].slice(depth);
    const texts = Object.values(value).flatMap((each: unknown) => this.textsIn(each, depth + 1));
    return depth === 0 && texts.length === 0 ? ["${dynamic}"] : texts;
  }
}
