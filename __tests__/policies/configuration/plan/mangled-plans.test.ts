import fc from "fast-check";
import type { Configuration } from "../../../../policies/configuration/configuration";
import type { Attribute, Resource } from "../../../../policies/configuration/resource";
import { planOf, rawPlan } from "./plans";

const PLANS = ["companions", "unknown-blocks", "workload", "refresh-only", "update-replace-delete"].map(
  rawPlan,
);

/** Everything that a control may ask of an attribute. */
function ask(attribute: Attribute, depth = 0): void {
  const { state, string, number, boolean, template, json, sensitive, evidence, references, blocks, members } =
    attribute;
  expect([typeof sensitive, typeof evidence.path, typeof state]).toEqual(["boolean", "string", "string"]);
  if (string !== undefined) expect(template).toBe(string);
  if (state === "absent")
    expect([string, number, boolean, json]).toEqual([undefined, undefined, undefined, undefined]);
  if (state !== "configured") expect(references).toEqual([]);
  if (depth > 3) return;
  for (const each of blocks ?? []) if (each !== attribute) ask(each, depth + 1);
  for (const each of members?.values() ?? []) ask(each, depth + 1);
  attribute.get("rule").get("status");
}

function askAll(configuration: Configuration): void {
  const names = (resource: Resource) => [
    "bucket",
    "policy",
    "rule",
    "statement",
    "input",
    "kms_key_id",
    "__proto__",
    "constructor",
    resource.type,
  ];
  for (const resource of [...configuration.resources, ...configuration.dataSources]) {
    for (const name of names(resource)) ask(resource.get(name));
    configuration.declarationsFor("${aws_s3_bucket.faces.arn}${x", resource);
    configuration.mayHoldMore(resource.type);
  }
  for (const { before } of configuration.changes)
    if (before !== undefined) for (const name of names(before)) ask(before.get(name));
  for (const provider of configuration.providers) ask(provider.get("endpoints"));
  void configuration.providers.map(({ account, region }) => [account, region]);
}

/** Where every value of a document is. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (String(index) === name ? replaced(each, rest, by) : each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [
      key,
      key === name ? replaced(each, rest, by) : each,
    ]),
  );
}

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    true,
    null,
    {},
    [],
    [[]],
    { references: ["var.x", "each.value", "module.a.b", "data.x", "x"] },
    { constant_value: "${aws_s3_bucket.faces.arn}", references: ["aws_s3_bucket.faces.arn"] },
    { toString: 1, hasOwnProperty: 2, __proto__: 3 },
    "module.[",
    'module.m["',
  ),
);

const WHERE = PLANS.map((plan) => pathsOf(plan));

describe("a mangled plan", () => {
  it("is read as far as it goes, and throws nothing", () => {
    fc.assert(
      fc.property(
        fc.nat(PLANS.length - 1),
        fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 6 }),
        (which, mangling) => {
          const paths = WHERE[which] ?? [];
          const plan = mangling.reduce<unknown>(
            (document, [at, by]) => replaced(document, paths[at % paths.length] ?? [], by),
            PLANS[which],
          );
          askAll(planOf(plan));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("may be anything at all", () => {
    fc.assert(
      fc.property(junk, (plan) => askAll(planOf(plan))),
      { numRuns: 200 },
    );
  });
});
