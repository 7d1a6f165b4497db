import { readSynth } from "../../policies/configuration/synth/read-synth";
import type { Result } from "../../policies/review/result";
import { review } from "../../policies/review/review";
import { type ResourceBody, type StackConfiguration, theOnly } from "./synth";

/** What every control says of a stack. An opt-out that somebody else deploys stands for one of its own. */
export const judged = (json: unknown): readonly Result[] =>
  review(readSynth([{ name: "stack", path: "stack", json }], { path: "cdktf.out" }), {
    today: "2026-01-01",
  }).results;

/** What speaks against a stack, each once: `RKG-REST-01 fail aws_s3_bucket.x`. */
export const spokenAgainst = (json: unknown): readonly string[] => [
  ...new Set(
    judged(json)
      .filter(({ verdict }) => verdict === "fail" || verdict === "unknown")
      .map(({ control, verdict, subject }) => `${control} ${verdict} ${subject}`),
  ),
];

/** The stack with one resource changed: a mutant. */
export function withChanged(
  stack: StackConfiguration,
  type: string,
  pathEnd: string,
  change: (body: ResourceBody) => ResourceBody,
): StackConfiguration {
  const { address, values } = theOnly(stack, type, pathEnd);
  const [, id = ""] = address.split(".");
  return {
    ...stack,
    resource: { ...stack.resource, [type]: { ...stack.resource?.[type], [id]: change(values) } },
  };
}

/** The stack with attributes of one resource set, or taken away by undefined. */
export const withAttributes = (
  stack: StackConfiguration,
  type: string,
  pathEnd: string,
  attributes: ResourceBody,
): StackConfiguration => withChanged(stack, type, pathEnd, (body) => ({ ...body, ...attributes }));

/**
 * The stack with a text replaced in an attribute of one resource.
 *
 * @throws Error where it is not there: a mutant that mutates nothing proves nothing
 */
export const withText = (
  stack: StackConfiguration,
  type: string,
  pathEnd: string,
  attribute: string,
  from: string | RegExp,
  to: string,
): StackConfiguration =>
  withChanged(stack, type, pathEnd, (body) => {
    const text = String(body[attribute]);
    const mutant = text.replace(from, to);
    if (mutant === text) throw new Error(`nothing in ${type} ${pathEnd} is ${from}`);
    return { ...body, [attribute]: mutant };
  });
