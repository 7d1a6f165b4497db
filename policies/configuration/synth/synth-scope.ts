import { piecesOf } from "../../language/symbols/interpolations";
import { identityAttribute } from "../links/identities";
import type { Reference, Resource } from "../resource";
import { asString, memberOf } from "../scalars";
import { escaped } from "../templates";
import { type LocalReference, mentionedIn, wholeReference } from "./addresses";
import { metadataOf, stateKey } from "./stack";

/** How deep references are followed through locals, variables and stacks: enough for people, and an end to cycles. */
const DEEPEST = 16;

/** How many attributes may wait for each other: an end to chains that nobody writes. */
const LONGEST_CHAIN = 200;

/** A text that grows beyond this is taken for unreadable: locals and names may double each other. In UTF-16 units. */
const LONGEST_TEXT = 1_000_000;

/** As much of what cannot be read as a reason tells. */
const LONGEST_TOLD = 200;

/** A text with its references resolved as far as they can be. */
export interface Resolution {
  /** The text, the references that are left by their absolute names; undefined where it cannot be written so. */
  readonly template: string | undefined;
  /** What is left unresolved. */
  readonly references: readonly Reference[];
}

/** What the scope of one stack looks up in others. */
export interface OtherStacks {
  /** The scope of the stack that writes this state. */
  byState(key: string): SynthScope | undefined;
}

/** What expressions of one stack refer to. */
export class SynthScope {
  private readonly resources = new Map<string, Resource>();
  /** What is being resolved: attributes, locals and outputs may refer to each other in a circle. */
  private readonly underway = new Set<string>();
  private readonly knownValues = new Map<string, string | undefined>();
  private readonly named = new Map<string, Resolution>();

  /** @param prefix in front of addresses where several stacks are read: `stack.workload.` */
  constructor(
    private readonly json: unknown,
    private readonly prefix: string,
    private readonly others: OtherStacks,
  ) {}

  /** @param address within the stack */
  add(address: string, resource: Resource): void {
    this.resources.set(address, resource);
  }

  /** @param reader the body that the text stands in: for `each` and `count` */
  resolve(text: string, reader: unknown, depth = 0): Resolution {
    if (!/[$%]\{/.test(text)) return { template: text, references: [] };
    const pieces = piecesOf(text);
    const references = new Map<string, Reference>();
    let template = "";
    let readable = pieces !== undefined && !hasDirective(text);
    for (const piece of pieces ?? [{ type: "expression" as const, expression: text }]) {
      if (piece.type === "text") {
        template += piece.text;
        continue;
      }
      const resolved = this.resolveExpression(piece.expression, reader, depth);
      for (const each of resolved.references) references.set(`${each.expression} ${each.attribute}`, each);
      if (resolved.template === undefined) readable = false;
      template += resolved.template ?? "";
      if (template.length > LONGEST_TEXT) readable = false;
      if (!readable) template = "";
    }
    // A directive chooses: what it mentions may be left out.
    if (!readable && (references.size === 0 || hasDirective(text)))
      references.set("", nowhere(text.slice(0, LONGEST_TOLD)));
    return { template: readable ? template : undefined, references: [...references.values()] };
  }

  private resolveExpression(expression: string, reader: unknown, depth: number): Resolution {
    const whole = wholeReference(expression);
    if (whole === undefined) {
      const references = mentionedIn(expression).flatMap(
        (each) => this.resolveReference(each, reader, depth).references,
      );
      return {
        // The language takes what is no plain reference for opaque, and says so by this text.
        template: `\${${expression}}`,
        references: references.length > 0 ? references : [nowhere(expression)],
      };
    }
    return this.resolveReference(whole, reader, depth);
  }

  private resolveReference(reference: LocalReference, reader: unknown, depth: number): Resolution {
    const { expression, address, attribute, rest } = reference;
    if (depth > DEEPEST) return this.symbol(expression, [], "");
    if (address === undefined) return this.resolveNamed(expression, reader, depth);
    const resource = this.resources.get(address);
    if (resource === undefined) return this.symbol(expression, [], "");
    if (resource.type === "terraform_remote_state" && attribute === "outputs") {
      const output = this.remoteOutput(address, rest.slice(1), depth);
      if (output !== undefined) return output;
    }
    const known = rest === "" ? this.knownValue(resource, attribute) : undefined;
    if (known !== undefined) return { template: escaped(known), references: [] };
    return this.symbol(expression, [resource], attribute);
  }

  private knownValue(resource: Resource, attribute: string): string | undefined {
    const name = identityAttribute(resource.type, attribute);
    const key = `${resource.address}.${name}`;
    if (this.knownValues.has(key)) return this.knownValues.get(key);
    if (this.underway.has(key) || this.underway.size > LONGEST_CHAIN) return undefined;
    this.underway.add(key);
    try {
      const value = resource.get(name).string;
      this.knownValues.set(key, value);
      return value;
    } finally {
      this.underway.delete(key);
    }
  }

  /** Resolves what is named once, however often it is used; undefined where it refers to itself. */
  private once(key: string, resolve: () => Resolution): Resolution | undefined {
    const known = this.named.get(key);
    if (known !== undefined) return known;
    if (this.underway.has(key) || this.underway.size > LONGEST_CHAIN) return undefined;
    this.underway.add(key);
    try {
      const resolution = resolve();
      this.named.set(key, resolution);
      return resolution;
    } finally {
      this.underway.delete(key);
    }
  }

  /** An output of this stack, as another one reads it. */
  private output(name: string, depth: number): Resolution | undefined {
    const value = asString(memberOf(memberOf(memberOf(this.json, "output"), name), "value"));
    return value === undefined
      ? undefined
      : this.once(`output.${name}`, () => this.resolve(value, undefined, depth + 1));
  }

  /** `local.x`, `each.value`, and what leads nowhere here: `var.x`, `module.m.x`, `count.index`. */
  private resolveNamed(expression: string, reader: unknown, depth: number): Resolution {
    const [kind = "", name = ""] = expression.split(".");
    if (kind === "local") {
      const text = asString(memberOf(memberOf(this.json, "locals"), name));
      if (text !== undefined && expression === `local.${name}`) {
        const resolved = this.once(expression, () => this.resolve(text, undefined, depth));
        if (resolved !== undefined) return resolved;
      }
    }
    if (kind === "each") {
      const repeated = asString(memberOf(reader, "for_each"));
      if (repeated !== undefined) {
        const { references } = this.resolve(repeated, undefined, depth + 1);
        const attribute = expression.split(".")[2] ?? "";
        // The key of an instance is not its name.
        const isKey = name === "key" && references.some((each) => each.attribute === "");
        if (references.length > 0 && !isKey) {
          return {
            template: `\${${this.prefix}${expression}}`,
            references: references.map((each) => ({ ...each, attribute })),
          };
        }
      }
    }
    return this.symbol(expression, [], "");
  }

  private remoteOutput(address: string, name: string, depth: number): Resolution | undefined {
    const [, type = "", id = ""] = address.split(".");
    const body = memberOf(memberOf(memberOf(this.json, "data"), type), id);
    const key = stateKey(memberOf(body, "backend"), memberOf(body, "config"));
    const other = key === undefined ? undefined : this.others.byState(key);
    return other?.output(name, depth + 1);
  }

  private symbol(expression: string, resources: readonly Resource[], attribute: string): Resolution {
    const absolute = `${this.prefix}${expression}`;
    return {
      template: `\${${absolute}}`,
      references: [{ expression: absolute, resources, attribute }],
    };
  }
}

const nowhere = (expression: string): Reference => ({ expression, resources: [], attribute: "" });

/** `%{ if … }`, but not `%%{`. */
const hasDirective = (text: string): boolean => /(?<!%)%\{/.test(text);

/** A template without references as the text that it stands for. */
export const unescaped = (template: string): string =>
  template.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");

export const waiversIn = (body: unknown): unknown =>
  memberOf(memberOf(metadataOf(body), "guardrails"), "waivers");
