import type { Attribute, Reference, Resource } from "../resource";
import { isArnOf } from "./arns";
import { companionAttribute, identitiesOf } from "./identities";
import { DEEPEST_LINK, rootsOf } from "./roots";

export { DEEPEST_LINK } from "./roots";

/** Whether an attribute names a resource. */
export type Link = "yes" | "no" | "maybe";

/**
 * Whether an attribute names this resource, in any of the ways people write it: `.id`, `.bucket`, `.arn`, the literal name or ARN, a data
 * source that looks it up, or a companion that names it in turn.
 */
export function linkTo(attribute: Attribute, target: Resource): Link {
  return follow(attribute, { target, depth: 0, found: new Map() });
}

/** On the way to a target. */
interface Walk {
  readonly target: Resource;
  readonly depth: number;
  /** What attributes led to, so that each is followed once; what goes in a circle may lead anywhere. */
  readonly found: Map<string, Link>;
}

function follow(attribute: Attribute, walk: Walk): Link {
  const { target } = walk;
  const { string, references, state, template } = attribute;
  if (string !== undefined) return linkByName(string, target);
  if (state === "absent") return "no";
  if (references.length === 0) return "maybe";
  if (template !== undefined && isWrittenAlike(template, target)) return "yes";
  const naming = namingReferences(template, references);
  const links = (naming ?? references).map((reference) => linkByReference(reference, walk));
  const link = together(links);
  if (naming !== undefined) return link;
  // More than a name: what it makes of the names is known after apply.
  return link === "no" && !rootsOf(attribute).open ? "no" : "maybe";
}

/** Whether the target's own name is the same text with the same references: `${var.prefix}-faces`. */
const isWrittenAlike = (template: string, target: Resource): boolean =>
  !/\b(?:each|count)\./.test(template) &&
  identitiesOf(target.type).some((name) => target.get(name).template === template);

/** Functions that give one of their arguments as it is. */
const PASSING_ON = /^(?:one|element|try|coalesce|join|tostring|nonsensitive|flatten|concat|tolist)$/;

/**
 * The references that a text stands for: all of them where it is one reference, or a function that passes one on; the last one of an
 * ARN. Undefined where it makes something else of them. A plan tells the references only.
 */
export function namingReferences(
  template: string | undefined,
  references: readonly Reference[],
): readonly Reference[] | undefined {
  if (template === undefined) return references;
  const whole = /^\$\{([^{}]*)\}$/.exec(template)?.[1];
  if (whole !== undefined) return passesOn(whole) ? references : undefined;
  const last = /^(?:arn:|https:\/\/sqs\.).*[:/]\$\{([^{}]*)\}(?:[:/]\*)?$/s.exec(template)?.[1];
  const named = references.filter(({ expression }) => expression === last);
  return named.length > 0 ? named : undefined;
}

function passesOn(expression: string): boolean {
  const unquoted = expression.replace(/\["[^"]*"\]/g, "[0]");
  // A text of its own may be the one that is passed on, or stand between what is joined.
  if (/"[^"]/.test(unquoted.replaceAll('""', ""))) return false;
  const called = [...unquoted.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name = ""]) => name);
  return /^[\w.,()[\]"*\s-]*$/.test(unquoted) && called.every((name) => PASSING_ON.test(name));
}

function linkByReference({ resources, attribute }: Reference, walk: Walk): Link {
  const { target, depth } = walk;
  if (resources.length === 0) return "maybe";
  const links = resources.map((resource): Link => {
    if (resource === target || resource.address === target.address) return "yes";
    if (resource.type === target.type && resource.mode === "managed") return "no";
    if (depth >= DEEPEST_LINK) return "maybe";
    return linkThrough(resource, attribute, walk);
  });
  // Of several instances, one is meant.
  return resources.length > 1 && links.includes("yes") ? "maybe" : strongest(links);
}

/** A data source of the same type, or a companion: `aws_s3_bucket_versioning.faces.bucket` is the bucket's name. */
function linkThrough(resource: Resource, attribute: string, walk: Walk): Link {
  const links = namesThrough(resource, attribute, walk.target).flatMap((name) => {
    const named = resource.get(name);
    if (named.state === "absent" || named.state === "computed") return [];
    const key = `${resource.address} ${name}`;
    const known = walk.found.get(key);
    if (known !== undefined) return [known];
    walk.found.set(key, "maybe");
    const link = follow(named, { ...walk, depth: walk.depth + 1 });
    walk.found.set(key, link);
    return [link];
  });
  return links.length === 0 ? "no" : strongest(links);
}

/** The attributes of a data source or companion under which it names the target. */
function namesThrough(resource: Resource, attribute: string, target: Resource): readonly string[] {
  if (resource.type === target.type) return identitiesOf(target.type).slice(0, 2);
  const own = companionAttribute(target.type);
  if (resource.type === "aws_lambda_alias" && target.type === "aws_lambda_function") return [own];
  if (resource.type.startsWith(`${target.type}_`))
    return [attribute === "id" || attribute === "" ? own : attribute];
  return attribute === "bucket" || attribute === "function_name" ? [attribute] : [];
}

function linkByName(text: string, target: Resource): Link {
  let open = false;
  for (const name of identitiesOf(target.type)) {
    const identity = target.get(name);
    if (identity.string !== undefined) {
      if (identity.string === text || isArnOf(text, identity.string, target)) return "yes";
    } else if (identity.state === "configured") open = true;
  }
  // A name that the provider invents is not one that somebody wrote before.
  return open ? "maybe" : "no";
}

/** Of several references that a text may stand for, one is meant: sure where every one leads to the target. */
function together(links: readonly Link[]): Link {
  if (links.every((link) => link === "yes")) return "yes";
  return links.every((link) => link === "no") ? "no" : "maybe";
}

function strongest(links: readonly Link[]): Link {
  if (links.includes("yes")) return "yes";
  return links.includes("maybe") ? "maybe" : "no";
}

/** Why it is not known what an attribute names, for a reason. */
export function unresolved({ references, evidence }: Attribute): string {
  const names = [
    ...new Set(
      references.filter(({ resources }) => resources.length === 0).map(({ expression }) => expression),
    ),
  ];
  const which = names.length === 0 ? "a value known after apply" : names.join(", ");
  return `${evidence.address}: ${evidence.path} is ${which}, which is not known here`;
}
