import { linkedFrom } from "../../configuration/links/companions";
import { unresolved } from "../../configuration/links/link";
import type { Attribute, Reference, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";

/** What a policy of AWS Organizations is attached to. */
export type Target =
  | { readonly kind: "root" }
  /** `id` names it: its id, or the address of the resource that makes it. */
  | { readonly kind: "unit"; readonly id: string }
  /** `id` is twelve digits, or the reference that stands for them. */
  | { readonly kind: "account"; readonly id: string }
  /** Text that names nothing of the kind. */
  | { readonly kind: "invalid"; readonly text: string }
  | { readonly kind: "unknown"; readonly reason: string };

const ROOT = /^r-[0-9a-z]{4,32}$/;
const UNIT = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;
/** AWS nests five units; a circle ends here. */
const DEEPEST_UNIT = 8;
const ACCOUNT = /^\d{12}$/;

/** What an attribute leads to that names a root, an organizational unit or an account. */
export function targetIn(attribute: Attribute, { configuration }: ReviewContext): Target {
  const { string, references } = attribute;
  if (string !== undefined) {
    if (ROOT.test(string)) return { kind: "root" };
    if (UNIT.test(string)) {
      const [unit] = linkedFrom(configuration, attribute, "aws_organizations_organizational_unit").sure;
      return { kind: "unit", id: unit?.address ?? string };
    }
    return ACCOUNT.test(string) ? { kind: "account", id: string } : { kind: "invalid", text: string };
  }
  const [reference] = references;
  const found =
    references.length === 1 && reference !== undefined ? targetReferenced(reference, attribute) : undefined;
  return found ?? { kind: "unknown", reason: unresolved(attribute) };
}

function targetReferenced(reference: Reference, { template }: Attribute): Target | undefined {
  const [resource] = reference.resources;
  if (resource === undefined || reference.resources.length > 1) return undefined;
  const { attribute } = reference;
  switch (resource.type) {
    case "aws_organizations_organization":
      return attribute === "roots" ? { kind: "root" } : undefined;
    case "aws_organizations_organizational_unit":
      return isId(attribute) ? { kind: "unit", id: resource.address } : undefined;
    case "aws_organizations_organizational_units":
      return attribute === "children" ? { kind: "unit", id: template ?? reference.expression } : undefined;
    case "aws_organizations_account": {
      const id = resource.get("id").string;
      return id === undefined || !isId(attribute) ? undefined : { kind: "account", id };
    }
    case "aws_caller_identity":
      return attribute === "account_id" && template !== undefined
        ? { kind: "account", id: template }
        : undefined;
    default:
      return undefined;
  }
}

const isId = (attribute: string): boolean => attribute === "id" || attribute === "";

/**
 * Whether what is attached to a target counts for an account. `assumed`: it is attached to an organizational unit, and nothing here says
 * which accounts that holds.
 */
export type Reach = "in" | "assumed" | "out" | "maybe";

/** @param account undefined where it is not known */
export function reachOf(target: Target, account: string | undefined, context: ReviewContext): Reach {
  switch (target.kind) {
    case "root":
      return "in";
    case "unit": {
      const { units, complete } = unitsAbove(account, context);
      if (units.has(target.id)) return "in";
      return complete ? "out" : "assumed";
    }
    case "account":
      if (account === target.id) return "in";
      return account !== undefined && ACCOUNT.test(account) && ACCOUNT.test(target.id) ? "out" : "maybe";
    case "invalid":
      return "out";
    case "unknown":
      return "maybe";
  }
}

/** The organizational units that an account is in, as far as the configuration manages account and units. */
function unitsAbove(account: string | undefined, context: ReviewContext) {
  const units = new Set<string>();
  const { configuration } = context;
  let place: Resource | undefined = accountsById(context).get(account ?? "");
  for (let depth = 0; place !== undefined && depth < DEEPEST_UNIT; depth++) {
    const parent = targetIn(place.get("parent_id"), context);
    if (parent.kind === "root") return { units, complete: true };
    if (parent.kind !== "unit") break;
    units.add(parent.id);
    place = configuration.find(parent.id);
  }
  return { units, complete: false };
}

const accounts = new WeakMap<object, ReadonlyMap<string, Resource>>();

function accountsById({ configuration }: ReviewContext): ReadonlyMap<string, Resource> {
  const known = accounts.get(configuration);
  if (known !== undefined) return known;
  const byId = new Map<string, Resource>();
  for (const account of configuration.ofType("aws_organizations_account")) {
    const id = account.get("id").string;
    if (id !== undefined) byId.set(id, account);
  }
  accounts.set(configuration, byId);
  return byId;
}
