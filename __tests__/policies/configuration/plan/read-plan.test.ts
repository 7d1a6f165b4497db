import { readPlan } from "../../../../policies/configuration/plan/read-plan";
import { at, fixture, planOf, rawPlan, read } from "./plans";

const addresses = (list: readonly { readonly address: string }[]) => list.map(({ address }) => address);

describe("readPlan", () => {
  it("holds what a change leaves, and every change", () => {
    const configuration = fixture("update-replace-delete");
    expect(addresses(configuration.resources)).not.toContain("terraform_data.counted[2]");
    expect(addresses(configuration.resources)).toContain('terraform_data.each["gamma"]');
    const deleted = configuration.changes.find(({ address }) => address === "terraform_data.counted[2]");
    expect(deleted).toMatchObject({ actions: ["delete"], after: undefined, type: "terraform_data" });
    expect(deleted?.before?.get("input").string).toBe("v2");
    const kept = configuration.changes.find(({ address }) => address === "terraform_data.counted[0]");
    expect(kept?.after).toBe(at(configuration, "terraform_data.counted[0]"));
  });

  it("tells replacing from deleting, and what is forgotten or deposed", () => {
    const of = (address: string, change: object, rest: object = {}) => ({
      address,
      mode: "managed",
      type: "aws_a",
      name: address.slice(6),
      change,
      ...rest,
    });
    const configuration = planOf({
      resource_changes: [
        of("aws_a.replaced", { actions: ["create", "delete"], before: { x: 1 }, after: { x: 2 } }),
        of("aws_a.forgotten", { actions: ["forget"], before: { x: 1 }, after: { x: 1 } }),
        of("aws_a.deposed", { actions: ["delete"], before: { x: 1 }, after: null }, { deposed: "abc" }),
        of("aws_a.deposed", { actions: ["no-op"], before: { x: 1 }, after: { x: 1 } }),
        of("aws_a.whole", { actions: ["create"], after_unknown: true }),
        of("aws_a.odd", { actions: ["dance", "create"], after: {} }),
        { address: "ephemeral.aws_a.x", mode: "ephemeral" },
        "junk",
      ],
    });
    expect(addresses(configuration.resources)).toEqual([
      "aws_a.replaced",
      "aws_a.deposed",
      "aws_a.whole",
      "aws_a.odd",
    ]);
    expect(configuration.changes.map(({ actions }) => actions)).toEqual([
      ["create", "delete"],
      ["forget"],
      ["delete"],
      ["no-op"],
      ["create"],
      ["create"],
    ]);
    expect(read(configuration, "aws_a.whole", "x").state).toBe("configured");
  });

  it.each([
    "create",
    "moved-removed-import",
    "no-op",
    "sensitive-create",
    "target",
    "companions",
    "unknown-blocks",
  ])("holds everything that %s will leave", (name) => {
    const configuration = fixture(name);
    const planned = (rawPlan(name).resource_changes ?? []) as {
      address: string;
      mode: string;
      change: { after: unknown; actions: string[] };
    }[];
    expect(addresses(configuration.resources)).toEqual(
      planned
        .filter(
          ({ mode, change }) =>
            mode === "managed" && change.after !== null && !change.actions.includes("forget"),
        )
        .map(({ address }) => address),
    );
    expect(new Set(addresses([...configuration.resources, ...configuration.dataSources])).size).toBe(
      configuration.resources.length + configuration.dataSources.length,
    );
  });

  it("holds nothing once all is destroyed", () => {
    const configuration = fixture("destroy");
    expect(configuration.resources).toEqual([]);
    expect(configuration.changes.every(({ actions }) => actions.includes("delete"))).toBe(true);
  });

  it("reads the state where a plan only refreshes", () => {
    const configuration = fixture("refresh-only");
    expect(addresses(configuration.resources)).toEqual(
      expect.arrayContaining(["terraform_data.one", "module.m.terraform_data.this"]),
    );
    expect(read(configuration, "terraform_data.one", "input").string).toBe("one");
    expect(read(configuration, "terraform_data.secret", "input", "private").sensitive).toBe(true);
    expect([configuration.changes, configuration.source.complete]).toEqual([[], true]);
  });

  it("holds data sources, those that were read and those that will be", () => {
    const configuration = fixture("companions");
    expect(configuration.dataOfType("aws_iam_policy_document").map(({ address }) => address)).toEqual([
      "data.aws_iam_policy_document.late",
      "data.aws_iam_policy_document.known",
    ]);
    expect(read(configuration, "data.aws_iam_policy_document.known", "json").string).toContain(
      "rekognition:CompareFaces",
    );
  });

  it("says where it is from", () => {
    expect(fixture("companions").source).toEqual({
      kind: "plan",
      path: "companions.json",
      terraformVersion: "1.11.4",
      complete: true,
      errored: false,
    });
    expect(planOf({}, { path: "a, b", externalOptOut: { policyId: "p-1", owner: "us" } })).toMatchObject({
      source: { path: "a, b", terraformVersion: undefined, complete: true, errored: false },
      externalOptOut: { policyId: "p-1" },
    });
    expect(readPlan([]).source.path).toBe("");
  });

  it("says which types a plan that is not whole may leave out", () => {
    const errored = fixture("errored");
    expect(errored.source).toMatchObject({ errored: true, complete: false });
    expect(errored.mayHoldMore("aws_s3_bucket_policy")).toContain("stopped at an error");
    expect(errored.mayHoldMore("aws_dynamodb_table")).toBeUndefined();
    expect(fixture("target").mayHoldMore("terraform_data")).toContain("-target");
    expect(fixture("companions").mayHoldMore("aws_s3_bucket")).toBeUndefined();
    expect(planOf({ complete: false }).mayHoldMore("aws_s3_bucket")).toContain("not complete");
    const inModule = {
      complete: false,
      configuration: {
        root_module: {
          module_calls: {
            m: {
              module: {
                resources: [
                  { mode: "managed", type: "aws_a" },
                  { mode: "data", type: "aws_b" },
                ],
              },
            },
          },
        },
      },
    };
    expect(planOf(inModule).mayHoldMore("aws_a")).toBeDefined();
    expect(planOf(inModule).mayHoldMore("aws_b")).toBeUndefined();
  });

  it("puts the name of the plan in front where there are several", () => {
    const configuration = readPlan([
      { path: "a.json", name: "first", plan: rawPlan("companions") },
      { path: "b.json", name: "second", plan: rawPlan("workload") },
    ]);
    const block = at(configuration, "first/aws_s3_bucket_public_access_block.faces");
    expect([block.stack, block.provider?.address]).toEqual(["first", "first/provider.aws"]);
    const [reference] = block.get("bucket").references;
    expect(reference?.expression).toBe("stack.first.aws_s3_bucket.faces.id");
    expect(reference?.resources).toEqual([at(configuration, "first/aws_s3_bucket.faces")]);
    const policy = at(configuration, "second/aws_s3_bucket_policy.faces");
    expect(policy.get("policy").template).toContain("${stack.second.aws_kms_key.key.arn}");
    expect(configuration.changes[0]?.address).toMatch(/^first\//);
  });

  it("declares what the plan knows of references", () => {
    const configuration = fixture("companions");
    const reader = at(configuration, "aws_s3_bucket_policy.faces");
    expect(
      configuration.declarationsFor(
        "${aws_s3_bucket.faces.arn} ${data.aws_region.current.name} ${aws_kms_key.faces.arn}",
        reader,
      ),
    ).toEqual({
      "aws_s3_bucket.faces.bucket": "faces-of-members",
      "data.aws_partition.current.partition": "aws",
      "data.aws_region.current.name": "eu-central-1",
    });
  });
});
