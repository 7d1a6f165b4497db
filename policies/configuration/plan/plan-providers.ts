import { accountOf, isAccountId, regionOf } from "../providers";
import type { Attribute, Provider, Resource } from "../resource";
import { asString, isObject, memberOf } from "../scalars";
import { expressionOf } from "./expressions";
import { type Owner, PlanAttribute } from "./plan-attribute";
import type { PlannedValues } from "./plan-resource";
import { stepsOf } from "./steps";

const DEEPEST = 16;

export interface ProviderOptions {
  /** In front of addresses where several plans are read: `workload/`. */
  readonly front: string;
  /** The account, where no provider says. */
  readonly account: string | undefined;
  /** Root variables: their values decide, and are never shown. */
  readonly variables: unknown;
  readonly owner: Pick<Owner, "resolve" | "isNull">;
  readonly dataSources: () => readonly Resource[];
}

/** The configured providers of a plan, by the key under which resources name them. */
export function planProviders(
  configuration: unknown,
  options: ProviderOptions,
): ReadonlyMap<string, Provider> {
  const declared = memberOf(configuration, "provider_config");
  const providers = new Map<string, Provider>();
  for (const [key, body] of Object.entries(isObject(declared) ? declared : {})) {
    // A module that is handed a provider only names it: it is its caller's.
    const ofModule = memberOf(body, "module_address") !== undefined || key.includes(":");
    if (ofModule && memberOf(body, "expressions") === undefined) continue;
    providers.set(key, planProvider(key, body, ofModule, options));
  }
  return providers;
}

/** The provider under a key; for a key of a module that has none of its own, the root's of that name. */
export function providerAt(
  providers: ReadonlyMap<string, Provider>,
  key: string | undefined,
): Provider | undefined {
  return key === undefined
    ? undefined
    : (providers.get(key) ?? providers.get(key.slice(key.lastIndexOf(":") + 1)));
}

function planProvider(key: string, body: unknown, ofModule: boolean, options: ProviderOptions): Provider {
  const cut = key.lastIndexOf(":");
  const module = cut < 0 ? "" : `${key.slice(0, cut)}.`;
  const address = `${options.front}${module}provider.${key.slice(cut + 1)}`;
  const { resolve, isNull } = options.owner;
  const owner: Owner = { address, type: "provider", resolve, isNull, template: () => undefined };
  const expressions = memberOf(body, "expressions");
  const get = (name: string): Attribute => {
    const raw = memberOf(expressions, name);
    const known = settled(raw, ofModule ? undefined : options.variables, 0);
    const expression = expressionOf(raw);
    return new PlanAttribute(owner, name, {
      ...known,
      expressions: expression === undefined ? [] : [expression],
      synth: undefined,
    });
  };
  const provider: Provider = {
    address,
    name: asString(memberOf(body, "name")) ?? key.slice(cut + 1).split(".")[0] ?? "",
    get,
    get account() {
      return (
        accountOf(get) ??
        options.account ??
        [read(provider, options, "aws_caller_identity", "account_id")].find(isAccountId)
      );
    },
    get region() {
      return regionOf(get) ?? read(provider, options, "aws_region", "name", "region");
    },
  };
  return provider;
}

/** What the plan has read of the provider's own account or region, where that is one. */
function read(
  provider: Provider,
  { dataSources }: ProviderOptions,
  type: string,
  ...attributes: readonly string[]
): string | undefined {
  const values = dataSources()
    .filter((each) => each.type === type && each.provider === provider)
    .flatMap(
      (each) => attributes.map((name) => each.get(name).string).find((text) => text !== undefined) ?? [],
    );
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** The value of an expression that is constant, or that is one root variable. */
function settled(raw: unknown, variables: unknown, depth: number): PlannedValues {
  const expression = expressionOf(raw);
  if (expression === undefined || depth > DEEPEST)
    return { value: undefined, unknown: undefined, sensitive: undefined };
  switch (expression.type) {
    case "constant":
      return { value: expression.value, unknown: undefined, sensitive: undefined };
    case "references":
      return expression.source === undefined
        ? variableValue(expression.references, variables)
        : settledSource(expression.source, variables, depth + 1);
    case "block":
      return settledBlock(expression.members, variables, depth + 1);
    case "blocks":
      return inList(expression.items.map((item) => settledBlock(item, variables, depth + 1)));
  }
}

/** A value as JSON writes it: each text in it is constant, one variable, or not known. */
function settledSource(source: unknown, variables: unknown, depth: number): PlannedValues {
  if (depth > DEEPEST) return { value: undefined, unknown: true, sensitive: undefined };
  if (Array.isArray(source)) return inList(source.map((item) => settledSource(item, variables, depth + 1)));
  if (typeof source !== "string" || !/[$%]\{/.test(source)) {
    return { value: source, unknown: undefined, sensitive: undefined };
  }
  return variableValue([/^\$\{(var\.[\w-]+)\}$/.exec(source)?.[1] ?? ""], variables);
}

const inList = (items: readonly PlannedValues[]): PlannedValues => ({
  value: items.map(({ value }) => value),
  unknown: items.map(({ unknown }) => unknown),
  sensitive: items.map(({ sensitive }) => sensitive),
});

function settledBlock(block: unknown, variables: unknown, depth: number): PlannedValues {
  const members = Object.entries(isObject(block) ? block : {}).map(
    ([name, raw]) => [name, settled(raw, variables, depth)] as const,
  );
  const part = (of: keyof PlannedValues) =>
    Object.fromEntries(members.map(([name, values]) => [name, values[of]]));
  return { value: part("value"), unknown: part("unknown"), sensitive: part("sensitive") };
}

function variableValue(references: readonly string[], variables: unknown): PlannedValues {
  const [variable, name, ...rest] = stepsOf(references.length === 1 ? (references[0] ?? "") : "") ?? [];
  const value =
    variable?.type === "name" && variable.name === "var" && name?.type === "name" && rest.length === 0
      ? memberOf(memberOf(variables, name.name), "value")
      : undefined;
  return value === undefined
    ? { value: undefined, unknown: true, sensitive: undefined }
    : { value, unknown: undefined, sensitive: true };
}
