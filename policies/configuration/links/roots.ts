import type { Attribute } from "../resource";

/** How far companions are followed that name each other. */
export const DEEPEST_LINK = 8;

/** Everything that an attribute may lead to: more than it does, never less. */
export interface Roots {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Whether it may lead anywhere. */
  readonly open: boolean;
}

/** What companions and data sources call the thing that they are about. */
const NAMING = [
  "bucket",
  "function_name",
  "name",
  "key_id",
  "id",
  "arn",
  "queue_url",
  "policy_id",
  "vpc_endpoint_id",
];

export function rootsOf(attribute: Attribute): Roots {
  const names = new Set<string>();
  const addresses = new Set<string>();
  const visited = new Set<string>();
  const underway = new Set<string>();
  let open = false;
  const follow = (each: Attribute, depth: number): void => {
    const { string, state, references } = each;
    if (string !== undefined) {
      for (const name of namesIn(string)) names.add(name);
      return;
    }
    if (state === "absent" || state === "computed") return;
    if (references.length === 0 || depth >= DEEPEST_LINK) open = true;
    if (depth >= DEEPEST_LINK) return;
    for (const { resources, attribute: read } of references) {
      if (resources.length === 0) open = true;
      for (const resource of resources) {
        addresses.add(resource.address);
        // `role` of aws_iam_role_policy: a companion calls what it is about by a word of its own type.
        for (const name of new Set([...NAMING, ...resource.type.split("_"), read])) {
          const step = `${resource.address} ${name}`;
          // What goes in a circle ends nowhere.
          if (underway.has(step)) open = true;
          if (name === "" || visited.has(step)) continue;
          visited.add(step);
          underway.add(step);
          follow(resource.get(name), depth + 1);
          underway.delete(step);
        }
      }
    }
  };
  follow(attribute, 0);
  return { names: [...names], addresses: [...addresses], open };
}

/** A name with a qualifier is no longer than this: `111122223333:function:verify:live`. */
const LONGEST_NAME = 300;

const MOST_SEPARATORS = 40;

/** A text, and the names in it where it is an ARN or the URL of a queue. */
export function namesIn(text: string): readonly string[] {
  if (!text.startsWith("arn:") && !text.startsWith("https://"))
    return text.length > LONGEST_NAME ? [text] : [...new Set([text, ...text.split(":")])];
  const resource = text.startsWith("arn:") ? text.split(":").slice(5).join(":") : text;
  return [...new Set([text, resource, ...resource.split(/[:/]/), ...behindEach(resource)])];
}

/** What stands behind each separator: names hold slashes, as in `log-group:/aws/lambda/verify:*` or `role/path/verify`. */
const behindEach = (resource: string): readonly string[] =>
  [...resource.matchAll(/[:/]/g)].slice(0, MOST_SEPARATORS).flatMap(({ index }) => {
    const rest = resource.slice(index + 1);
    return [rest, rest.replace(/:[^:]*$/, "")];
  });
