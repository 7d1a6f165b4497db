import { UnknownPart } from "../../../../policies/language";
import { at, fixture, led, planOf, read } from "./plans";

describe("an attribute of a plan", () => {
  const companions = fixture("companions");
  const blocks = fixture("unknown-blocks");

  it.each<[string, string, readonly string[], string]>([
    ["known", "aws_kms_grant.faces", ["operations"], "known"],
    ["absent where null", "aws_sns_topic.second", ["kms_master_key_id"], "absent"],
    ["absent where an empty list of blocks", "aws_lambda_function.verify", ["dead_letter_config"], "absent"],
    ["absent where nobody has heard of it", "aws_s3_bucket.faces", ["nothing", "of", "the kind"], "absent"],
    ["computed where nobody sets it", "aws_kinesis_video_stream.faces", ["kms_key_id"], "computed"],
    [
      "computed where it is an unknown block that nobody writes",
      "aws_lambda_function.verify",
      ["tracing_config"],
      "computed",
    ],
    ["computed through such a block", "aws_lambda_function.verify", ["tracing_config", "mode"], "computed"],
    [
      "computed where the variable is null",
      "module.given.aws_kinesis_video_stream.this",
      ["kms_key_id"],
      "computed",
    ],
    [
      "computed where the default of the variable is null",
      "module.defaults.aws_kinesis_video_stream.this",
      ["kms_key_id"],
      "computed",
    ],
    [
      "configured by a module's input",
      "module.set.aws_kinesis_video_stream.this",
      ["kms_key_id"],
      "configured",
    ],
    [
      "configured by a function of constants",
      "aws_cloudwatch_log_group.stamped",
      ["kms_key_id"],
      "configured",
    ],
    ["configured by a reference", "aws_lambda_function.verify", ["kms_key_arn"], "configured"],
    [
      "configured in a dynamic block, which the configuration leaves out",
      "aws_s3_bucket_server_side_encryption_configuration.faces",
      ["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"],
      "configured",
    ],
  ])("is %s", (_, address, path, state) => {
    const found = [companions, blocks].flatMap((each) => each.find(address) ?? []);
    const [first = "", ...names] = path;
    const states = found.map(
      (each) => names.reduce((attribute, name) => attribute.get(name), each.get(first)).state,
    );
    expect(states.at(-1)).toBe(state);
  });

  it("converts as Terraform does", () => {
    const days = read(
      companions,
      "aws_s3_bucket_lifecycle_configuration.faces",
      "rule",
      "expiration",
      "days",
    );
    expect([days.number, days.string, days.template]).toEqual([30, "30", "30"]);
    const block = read(companions, "aws_s3_bucket_public_access_block.faces", "block_public_acls");
    expect([block.boolean, block.string]).toEqual([true, "true"]);
  });

  it("tells no value where it is unknown", () => {
    const policy = read(companions, "aws_s3_bucket_policy.faces", "policy");
    expect([
      policy.string,
      policy.number,
      policy.boolean,
      policy.template,
      policy.blocks,
      policy.members,
    ]).toEqual(Array(6).fill(undefined));
    expect(policy.json).toBeInstanceOf(UnknownPart);
  });

  it("says where it stands", () => {
    const { evidence } = read(
      companions,
      "aws_s3_bucket_lifecycle_configuration.faces",
      "rule",
      "expiration",
      "days",
    );
    expect(evidence).toEqual({
      address: "aws_s3_bucket_lifecycle_configuration.faces",
      path: "rule[0].expiration[0].days",
    });
  });

  it("gives lists and objects with the parts that it does not know", () => {
    const [first] = read(blocks, "data.aws_iam_policy_document.faces", "statement").blocks ?? [];
    expect(first?.json).toMatchObject({
      sid: "First",
      actions: ["s3:GetObject"],
      resources: [{ reason: "statement[0].resources[0] is known only after apply" }],
    });
    expect([...(first?.members?.keys() ?? [])]).toEqual(
      expect.arrayContaining(["sid", "resources", "condition"]),
    );
    expect(read(companions, "aws_s3_bucket_lifecycle_configuration.faces", "rule").blocks).toHaveLength(2);
    expect(read(blocks, "aws_lambda_function.verify", "dead_letter_config").blocks).toEqual([]);
    expect(read(blocks, "aws_lambda_function.verify", "dead_letter_config").members?.size).toBe(0);
    expect(read(blocks, "aws_lambda_function.verify", "environment").members?.get("variables")?.state).toBe(
      "configured",
    );
  });

  it("looks into what the shape alone is known of", () => {
    const data = planOf({
      resource_changes: [
        {
          address: "aws_a.x",
          mode: "managed",
          type: "aws_a",
          name: "x",
          change: {
            actions: ["create"],
            after: {},
            after_unknown: { list: [{ id: true }], object: { id: true }, none: { id: false } },
          },
        },
      ],
    });
    expect(read(data, "aws_a.x", "list").state).toBe("known");
    expect(read(data, "aws_a.x", "list", "id").state).toBe("configured");
    expect(read(data, "aws_a.x", "object", "id").state).toBe("configured");
    expect([...(read(data, "aws_a.x", "object").members?.keys() ?? [])]).toEqual(["id"]);
    expect(read(data, "aws_a.x", "none").state).toBe("absent");
  });

  it("keeps what is sensitive marked, also in parts", () => {
    const sensitive = fixture("sensitive-create");
    const marked = sensitive.resources.flatMap((each) => [
      [each.address, each.get("input").sensitive, each.get("input").members?.get("private")?.sensitive],
    ]);
    expect(marked).toContainEqual(["terraform_data.secret", false, true]);
  });

  it("fills in a template that JSON syntax keeps", () => {
    const workload = fixture("workload");
    const policy = read(workload, "aws_s3_bucket_policy.faces", "policy");
    expect(policy.state).toBe("configured");
    expect(policy.string).toBeUndefined();
    expect(policy.template).toContain('"Resource":"arn:aws:s3:::faces-of-members/*"');
    expect(policy.template).toContain('"${aws_kms_key.key.arn}"');
    expect(policy.json).toBe(policy.template);
    expect(led(policy)).toContain("aws_kms_key.key.arn -> aws_kms_key.key");
  });

  it("names instances and modules in such a template", () => {
    const resource = {
      mode: "managed",
      type: "aws_a",
      name: "x",
      for_each_expression: { references: ["var.all"] },
    };
    const source =
      "${each.key} ${aws_b.y.id} ${aws_b.y.name} ${local.z} ${upper(aws_b.y.id)} $${kept} ${var.v}";
    const configuration = planOf({
      resource_changes: [
        {
          address: 'module.m.aws_a.x["k"]',
          module_address: "module.m",
          mode: "managed",
          type: "aws_a",
          name: "x",
          index: "k",
          change: {
            after: { list: [null] },
            after_unknown: { text: true, list: [true], odd: true, cut: true },
          },
        },
        {
          address: "module.m.aws_b.y",
          module_address: "module.m",
          mode: "managed",
          type: "aws_b",
          name: "y",
          change: { after: { name: "${n}" }, after_unknown: { id: true } },
        },
      ],
      configuration: {
        root_module: {
          module_calls: {
            m: {
              expressions: { v: { references: ["aws_c.z"] } },
              module: {
                resources: [
                  {
                    ...resource,
                    expressions: {
                      text: {
                        constant_value: source,
                        references: ["aws_b.y.id", "aws_b.y.name", "aws_b.y", "local.z", "var.v"],
                      },
                      list: {
                        constant_value: ["${aws_b.y.id}"],
                        references: ["aws_b.y.id", "aws_b.y", "local.z"],
                      },
                      odd: { constant_value: "%{ if true }x%{ endif }", references: ["local.z"] },
                      cut: { constant_value: "${aws_b", references: ["local.z"] },
                    },
                  },
                ],
              },
            },
          },
        },
      },
    });
    const x = at(configuration, 'module.m.aws_a.x["k"]');
    expect(x.get("text").template).toBe(
      "k ${module.m.aws_b.y.id} $${n} ${module.m.local.z} ${upper(aws_b.y.id)} $${kept} ${module.m.var.v}",
    );
    expect(x.get("list").json).toEqual(["${module.m.aws_b.y.id}"]);
    expect(x.get("list").blocks?.flatMap(led)).toEqual(["module.m.aws_b.y.id -> module.m.aws_b.y"]);
    expect(x.get("odd").template).toBeUndefined();
    expect(x.get("cut").template).toBeUndefined();
  });

  it("bounds how deep it looks", () => {
    const nest = (depth: number): unknown => {
      let value: unknown = "x";
      for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { of: value };
      return value;
    };
    const deep = planOf({
      resource_changes: [
        {
          address: "aws_a.x",
          mode: "managed",
          type: "aws_a",
          name: "x",
          change: { after: { deep: nest(100_000) }, after_unknown: { deep: nest(100_000) } },
        },
      ],
    });
    expect(JSON.stringify(read(deep, "aws_a.x", "deep").json)).toMatch(
      /nests too deeply|known only after apply/,
    );
  });
});
