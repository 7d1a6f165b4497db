import type { Configuration } from "../../../../policies/configuration/configuration";
import type { Attribute, Resource } from "../../../../policies/configuration/resource";
import { readSynth } from "../../../../policies/configuration/synth/read-synth";

/** One stack, as its JSON holds it. */
export const stackOf = (json: unknown): Configuration =>
  readSynth([{ name: "stack", path: "cdk.tf.json", json }], { path: "cdk.tf.json" });

/** Several stacks at once. */
export const stacksOf = (stacks: Readonly<Record<string, unknown>>): Configuration =>
  readSynth(
    Object.entries(stacks).map(([name, json]) => ({ name, path: `stacks/${name}`, json })),
    { path: "cdktf.out" },
  );

export function found(configuration: Configuration, address: string): Resource {
  const resource = configuration.find(address);
  if (resource === undefined) throw new Error(`there is no ${address}`);
  return resource;
}

/** The attribute `value` of `aws_x.reader` in a stack. */
export const reading = (value: unknown, json: Readonly<Record<string, unknown>> = {}): Attribute => {
  const { resource, ...others } = json as { readonly resource?: object };
  const stack = { ...others, resource: { ...resource, aws_x: { reader: { value } } } };
  return found(stackOf(stack), "aws_x.reader").get("value");
};

/** `depth` lists, or objects under one name, in each other. */
export function nested(depth: number, name?: string): unknown {
  let value: unknown = "${var.deep}";
  for (let level = 0; level < depth; level += 1) value = name === undefined ? [value] : { [name]: value };
  return value;
}

/** What an attribute refers to: its expressions, each with the addresses that it may stand for. */
export const referencesOf = ({ references }: Attribute): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    references.map(({ expression, resources }) => [expression, resources.map(({ address }) => address)]),
  );
