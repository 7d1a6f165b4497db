import { DEEPEST_LINK } from "../../configuration/links/link";
import type { Attribute } from "../../configuration/resource";

/**
 * A text that is equal for two attributes where they surely have the same value: the value itself, or where it comes from in the end
 * (`aws_api_gateway_resource.faces.id`, also by way of a method that has it in turn). Undefined where that cannot be told.
 */
export function valueKey(attribute: Attribute, depth = 0): string | undefined {
  const { string, template, references } = attribute;
  if (string !== undefined) return JSON.stringify(string);
  const [reference, ...more] = references;
  if (reference === undefined || more.length > 0 || depth > DEEPEST_LINK) return undefined;
  if (template !== undefined && !/^\$\{[^{}]*\}$/.test(template)) return undefined;
  const [resource, ...others] = reference.resources;
  if (resource === undefined) return `?${reference.expression}`;
  if (others.length > 0 || reference.attribute === "") return undefined;
  const own = resource.get(reference.attribute);
  return own.state === "known" || own.state === "configured"
    ? valueKey(own, depth + 1)
    : `${resource.address}.${reference.attribute}`;
}

/** Whether what `valueKey` says is where a value comes from in the end, so that another key is another value. */
export const isCertain = (key: string | undefined): key is string =>
  key !== undefined && !key.startsWith("?");
