import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../../../policies/configuration/configuration";
import { type PlanOptions, readPlan } from "../../../../policies/configuration/plan/read-plan";
import type { Attribute, Resource } from "../../../../policies/configuration/resource";

const FOLDER = join(__dirname, "../../../fixtures/plans");

export const rawPlan = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as Record<string, unknown>;

/** Reads a fixture. */
export const fixture = (name: string, options: PlanOptions = {}): Configuration =>
  readPlan([{ path: `${name}.json`, name, plan: rawPlan(name) }], options);

/** Reads a plan that the test writes. */
export const planOf = (plan: unknown, options: PlanOptions = {}): Configuration =>
  readPlan([{ path: "plan.json", name: "plan", plan }], options);

export function at(configuration: Configuration, address: string): Resource {
  const found = configuration.find(address);
  if (found === undefined) throw new Error(`no ${address} in the plan`);
  return found;
}

/** An attribute by the names on the way to it. */
export const read = (
  configuration: Configuration,
  address: string,
  ...[first = "", ...names]: readonly string[]
): Attribute => names.reduce((attribute, name) => attribute.get(name), at(configuration, address).get(first));

/** What an attribute refers to: `expression -> resources`. */
export const led = ({ references }: Attribute): readonly string[] =>
  references.map(
    ({ expression, resources }) => `${expression} -> ${resources.map(({ address }) => address).join(", ")}`,
  );
