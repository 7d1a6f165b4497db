import { at, led, planOf, read } from "./plans";

describe("references of a plan, followed", () => {
  it("gives the union where blocks of a set cannot be told apart", () => {
    const plan = small({
      after: { policy_set: [{ kind: "x" }, { kind: "x" }] },
      after_unknown: { policy_set: [{ id: true }, { id: true }] },
      expressions: {
        policy_set: [
          { kind: { constant_value: "x" }, id: { references: ["aws_b.one.id", "aws_b.one"] } },
          { kind: { constant_value: "x" }, id: { references: ["aws_b.two.id", "aws_b.two"] } },
        ],
      },
    });
    for (const block of read(planOf(plan), "aws_a.x", "policy_set").blocks ?? []) {
      expect(led(block.get("id"))).toEqual(["aws_b.one.id -> aws_b.one", "aws_b.two.id -> aws_b.two"]);
    }
  });

  it("says that any member of an object may be meant", () => {
    const module = {
      resources: [
        {
          mode: "managed",
          type: "aws_a",
          name: "x",
          expressions: { id: { references: ["var.both.key", "var.both"] } },
        },
      ],
      variables: { both: {} },
    };
    const configuration = planOf({
      format_version: "1.2",
      resource_changes: [
        change("module.m.aws_a.x", {
          module_address: "module.m",
          type: "aws_a",
          name: "x",
          change: unknownId,
        }),
        change("aws_b.one", { type: "aws_b", name: "one", change: unknownId }),
        change("aws_b.two", { type: "aws_b", name: "two", change: unknownId }),
      ],
      configuration: {
        root_module: {
          module_calls: {
            m: {
              expressions: {
                both: { references: ["aws_b.one.id", "aws_b.one", "aws_b.two.id", "aws_b.two"] },
              },
              module,
            },
          },
        },
      },
    });
    expect(led(at(configuration, "module.m.aws_a.x").get("id"))).toEqual([
      "aws_b.one.id, aws_b.two.id -> aws_b.one, aws_b.two",
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["leads nowhere for sure where a part does", ["aws_b.one.id", "local.z"], ["aws_b.one.id, local.z -> "]],
    ["names one thing where all lead to it", ["aws_b.one.id", "aws_b.one.id"], ["aws_b.one.id -> aws_b.one"]],
    [
      "tells no attribute where they differ",
      ["aws_b.one.id", "aws_b.two.arn"],
      ["aws_b.one.id, aws_b.two.arn -> aws_b.one, aws_b.two"],
    ],
  ])("%s, in a map that for_each iterates", (_, references, expected) => {
    const plan = small({
      after: {},
      after_unknown: { id: true },
      expressions: { id: { references: ["each.value.id", "each.value"] } },
    });
    const [resource] = plan.configuration.root_module.resources;
    const configuration = planOf({
      ...plan,
      configuration: { root_module: { resources: [{ ...resource, for_each_expression: { references } }] } },
    });
    const texts = led(read(configuration, "aws_a.x", "id"));
    expect(texts.map((each) => each.replace("each.value.id -> ", `${references.join(", ")} -> `))).toEqual(
      expected,
    );
  });

  it("takes any instance for the value of a map, and the only one there is", () => {
    const instances = (keys: readonly string[]) => ({
      resource_changes: [
        change('aws_a.x["k"]', { type: "aws_a", name: "x", index: "k", change: unknownId }),
        ...keys.map((index) =>
          change(`aws_b.y["${index}"]`, { type: "aws_b", name: "y", index, change: unknownId }),
        ),
      ],
      configuration: {
        root_module: {
          resources: [
            {
              mode: "managed",
              type: "aws_a",
              name: "x",
              expressions: { id: { references: ["aws_b.y", "each.value"] } },
              for_each_expression: { references: ["local.z"] },
            },
          ],
        },
      },
    });
    const id = (keys: readonly string[]) => led(read(planOf(instances(keys)), 'aws_a.x["k"]', "id"));
    expect(id(["k", "l"])).toEqual(['aws_b.y -> aws_b.y["k"], aws_b.y["l"]', "local.z -> "]);
    expect(id(["k"])[0]).toBe('aws_b.y["k"] -> aws_b.y["k"]');
  });

  it("unites what the instances of a module put out", () => {
    const module = { outputs: { id: { expression: { references: ["aws_b.y.id", "aws_b.y"] } } } };
    const plan = {
      resource_changes: [
        change("aws_a.x", { type: "aws_a", name: "x", change: unknownId }),
        ...[0, 1].map((index) =>
          change(`module.m[${index}].aws_b.y`, {
            module_address: `module.m[${index}]`,
            type: "aws_b",
            name: "y",
            change: unknownId,
          }),
        ),
      ],
      configuration: {
        root_module: {
          resources: [
            {
              mode: "managed",
              type: "aws_a",
              name: "x",
              expressions: { id: { references: ["module.m.id", "module.m"] } },
            },
          ],
          module_calls: { m: { module } },
        },
      },
    };
    expect(led(read(planOf(plan), "aws_a.x", "id"))).toEqual([
      "module.m.id -> module.m[0].aws_b.y, module.m[1].aws_b.y",
    ]);
  });

  it("follows the constant inputs of a module to nothing, and splats of outputs nowhere", () => {
    const module = {
      resources: [
        {
          mode: "managed",
          type: "aws_a",
          name: "x",
          expressions: {
            id: { references: ["var.v"] },
            arn: { references: ["var.missing"] },
            all: { references: ["module.gone"] },
          },
        },
      ],
    };
    const configuration = planOf({
      resource_changes: [
        change("module.m.aws_a.x", {
          module_address: "module.m",
          type: "aws_a",
          name: "x",
          change: { after: {}, after_unknown: { id: true, arn: true, all: true } },
        }),
      ],
      configuration: {
        root_module: { module_calls: { m: { expressions: { v: { constant_value: "x" } }, module } } },
      },
    });
    const x = at(configuration, "module.m.aws_a.x");
    expect([x.get("id").state, led(x.get("id"))]).toEqual(["configured", []]);
    expect([x.get("arn").state, led(x.get("arn"))]).toEqual(["configured", []]);
    expect(led(x.get("all"))).toEqual(["module.m.module.gone -> "]);
  });

  it("ends where modules refer to each other in a circle", () => {
    const module = (other: string) => ({
      expressions: { x: { references: [`module.${other}.y`, `module.${other}`] } },
      module: { outputs: { y: { expression: { references: ["var.x"] } } }, variables: { x: {} } },
    });
    const plan = small({
      after: {},
      after_unknown: { id: true },
      expressions: { id: { references: ["module.a.y", "module.a"] } },
    });
    const configuration = planOf({
      ...plan,
      configuration: {
        root_module: {
          ...plan.configuration.root_module,
          module_calls: { a: module("b"), b: module("a") },
        },
      },
    });
    expect(led(read(configuration, "aws_a.x", "id")).every((each) => each.endsWith("-> "))).toBe(true);
  });

  it.each(["not[a reference", "module", "module.nowhere.x", "aws_b.one[7].id", "var", "each.value.id"])(
    "leads nowhere for %s",
    (reference) => {
      const plan = small({
        after: {},
        after_unknown: { id: true },
        expressions: { id: { references: [reference] } },
      });
      expect(led(read(planOf(plan), "aws_a.x", "id"))).toEqual([`${reference} -> `]);
    },
  );

  it.each(["each.key", "count.index", "path.module", "terraform.workspace", "self.id"])(
    "leaves out what a plan always knows: %s",
    (reference) => {
      const plan = small({
        after: {},
        after_unknown: { id: true },
        expressions: { id: { references: [reference] } },
      });
      expect(read(planOf(plan), "aws_a.x", "id").references).toEqual([]);
    },
  );
});

const unknownId = { actions: ["create"], after: {}, after_unknown: { id: true } };

const change = (address: string, rest: object) => ({ address, mode: "managed", ...rest });

/** A plan of `aws_a.x` beside `aws_b.one` and `aws_b.two`. */
const small = ({
  expressions,
  ...values
}: {
  after: object;
  after_unknown: object;
  expressions: object;
}) => ({
  format_version: "1.2",
  resource_changes: [
    change("aws_a.x", { type: "aws_a", name: "x", change: { actions: ["create"], ...values } }),
    change("aws_b.one", { type: "aws_b", name: "one", change: unknownId }),
    change("aws_b.two", { type: "aws_b", name: "two", change: unknownId }),
  ],
  configuration: { root_module: { resources: [{ mode: "managed", type: "aws_a", name: "x", expressions }] } },
});
