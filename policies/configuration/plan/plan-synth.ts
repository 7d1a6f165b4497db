import { UnknownPart } from "../../language";
import type { Configuration, RecordedWaivers } from "../configuration";
import { identityAttribute } from "../links/identities";
import { stackReference } from "../reference-to";
import type { Attribute, Reference, Resource } from "../resource";
import { isObject } from "../scalars";
import type { SynthSource, SynthValue } from "./plan-attribute";

const DEEPEST = 64;

/** What follows where a reference of an app of one stack alone begins. */
const RESOURCE = "(?=(?:data\\.)?[a-z][a-z0-9]*_\\w+\\.)";

/** The stack of a synthesized app that a plan was made from. */
export class PlanSynth {
  private readonly resources = new Map<string, Resource>();

  constructor(
    private readonly synth: Configuration,
    /** Undefined where the app has one stack only. */
    readonly stack: string | undefined,
    /** The name of the plan, where several are read. */
    private readonly planStack: string | undefined,
    private readonly planned: (local: string) => Resource | undefined,
  ) {
    for (const each of [...synth.resources, ...synth.dataSources]) {
      if (each.stack === stack) this.resources.set(localAddress(each), each);
    }
  }

  find(local: string): Resource | undefined {
    return this.resources.get(local);
  }

  source(resource: Resource): SynthSource {
    return {
      get: (name) => this.attribute(resource.get(name)),
      item: () => undefined,
      agreeing: () => undefined,
    };
  }

  /** The waivers of the stack, by the addresses of the plan. */
  get waivers(): readonly RecordedWaivers[] {
    const front = this.stack === undefined ? "" : `${this.stack}/`;
    const planFront = this.planStack === undefined ? "" : `${this.planStack}/`;
    return this.synth.recordedWaivers
      .filter(({ address }) => address.startsWith(front))
      .map(({ address, waivers }) => ({ address: `${planFront}${address.slice(front.length)}`, waivers }));
  }

  private attribute(attribute: Attribute): SynthSource {
    return {
      get: (member) => this.attribute(attribute.get(member)),
      item: (index, count) => {
        const item = attribute.blocks?.length === count ? attribute.blocks[index] : undefined;
        return item === undefined ? undefined : this.attribute(item);
      },
      agreeing: (references) => (this.agrees(attribute, references) ? this.value(attribute) : undefined),
    };
  }

  private agrees(attribute: Attribute, planned: readonly Reference[]): boolean {
    if (attribute.state !== "configured" && attribute.state !== "known") return false;
    const references = referencesUnder(attribute, 0);
    const inPlan = new Set(planned.flatMap(named));
    const inSynth = new Set(references.flatMap(named));
    const readsState = planned.some(({ resources }) =>
      resources.some(({ type }) => type === "terraform_remote_state"),
    );
    // Synthesized configuration has what it knows of a reference in the text already.
    const known = planned.every(
      ({ resources, attribute: read }) =>
        resources.length === 0 ||
        resources.every((each) => inSynth.has(nameOf(each, read)) || settled(each, read)),
    );
    const mentioned = references.every(({ resources, attribute: read }) =>
      resources.every((each) => (each.stack === this.stack ? inPlan.has(nameOf(each, read)) : readsState)),
    );
    return known && mentioned;
  }

  private value(attribute: Attribute): SynthValue {
    const { template, json } = attribute;
    const references = referencesUnder(attribute, 0);
    return {
      template: template === undefined ? undefined : this.rewritten(template),
      json: this.rewrittenIn(json, 0),
      references: references.map(({ expression, resources, attribute: read }) => ({
        expression: this.rewritten(`\${${expression}}`).slice(2, -1),
        resources: resources.map((each) =>
          each.stack === this.stack ? (this.planned(localAddress(each)) ?? each) : each,
        ),
        attribute: read,
      })),
    };
  }

  /** References to the stack, as the plan names its resources. */
  private rewritten(template: string): string {
    const from = this.stack === undefined ? "" : `${stackReference(this.stack)}.`;
    const to = this.planStack === undefined ? "" : `${stackReference(this.planStack)}.`;
    if (from === to) return template;
    const front = new RegExp(`(?<!\\$)\\$\\{${from === "" ? RESOURCE : from.replaceAll(".", "\\.")}`, "g");
    return template.replace(front, () => `\${${to}`);
  }

  private rewrittenIn(json: unknown, depth: number): unknown {
    if (typeof json === "string") return this.rewritten(json);
    if (depth > DEEPEST || json instanceof UnknownPart) return json;
    if (Array.isArray(json)) return json.map((each) => this.rewrittenIn(each, depth + 1));
    if (!isObject(json)) return json;
    return Object.fromEntries(
      Object.entries(json).map(([name, each]) => [name, this.rewrittenIn(each, depth + 1)]),
    );
  }
}

/** The stack whose resources best match these addresses; undefined where none does. */
export function matchingStack(
  synth: Configuration,
  addresses: ReadonlySet<string>,
): { readonly stack: string | undefined } | undefined {
  const counts = new Map<string | undefined, number>();
  for (const each of [...synth.resources, ...synth.dataSources]) {
    if (addresses.has(localAddress(each))) counts.set(each.stack, (counts.get(each.stack) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, one], [, other]) => other - one);
  return best === undefined ? undefined : { stack: best[0] };
}

/** What an attribute and its parts refer to. */
function referencesUnder(attribute: Attribute, depth: number): readonly Reference[] {
  const { references, blocks } = attribute;
  if (references.length > 0 || depth > DEEPEST) return references;
  const isList = blocks !== undefined && blocks[0] !== attribute;
  const parts = isList ? blocks : [...(attribute.members?.values() ?? [])];
  return parts.flatMap((each) => referencesUnder(each, depth + 1));
}

const localAddress = ({ address, stack }: Resource): string =>
  stack === undefined ? address : address.slice(stack.length + 1);

const nameOf = (resource: Resource, attribute: string): string =>
  `${localAddress(resource)}.${identityAttribute(resource.type, attribute)}`;

const named = ({ resources, attribute }: Reference): readonly string[] =>
  resources.map((each) => nameOf(each, attribute));

/** What synthesized configuration may have resolved: a known value, the account or region, another stack's state. */
const settled = (resource: Resource, attribute: string): boolean =>
  resource.type === "terraform_remote_state" ||
  resource.get(identityAttribute(resource.type, attribute)).state === "known";
