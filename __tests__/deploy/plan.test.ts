import { changes, type ResourceChange, type TerraformPlan, unknownLinks, unknownPolicies } from "./plan";

const change = (address: string, parts: Partial<ResourceChange["change"]>, mode = "managed" as const) => {
  const [type = "", name = ""] = address.split(".");
  const nothing = { actions: ["create"], before: null, after: {}, after_unknown: {} };
  return { address, mode, type, name, change: { ...nothing, ...parts } };
};

const plan = (
  resources: readonly ResourceChange[],
  expressions: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): TerraformPlan => ({
  format_version: "1.2",
  resource_changes: resources,
  configuration: {
    root_module: {
      resources: Object.entries(expressions).map(([address, found]) => ({
        address,
        mode: "managed",
        expressions: found,
      })),
    },
  },
});

describe("unknownPolicies", () => {
  it("names a policy that somebody configured and the plan does not know", () => {
    const planned = plan(
      [change("aws_s3_bucket_policy.faces", { after_unknown: { id: true, policy: true } })],
      {
        "aws_s3_bucket_policy.faces": { policy: { references: ["aws_s3_bucket.faces.arn"] } },
      },
    );

    expect(unknownPolicies(planned)).toEqual(["aws_s3_bucket_policy.faces.policy"]);
  });

  it("passes over a policy that AWS computes and nobody configured", () => {
    const planned = plan([change("aws_s3_bucket.faces", { after_unknown: { policy: true } })], {
      "aws_s3_bucket.faces": { bucket: { constant_value: "faces" } },
    });

    expect(unknownPolicies(planned)).toEqual([]);
  });

  it("counts everything unknown in a module, whose configuration it does not follow", () => {
    const inModule = {
      ...change("aws_kms_key.faces", { after_unknown: { policy: true } }),
      module_address: "module.a",
    };

    expect(unknownPolicies(plan([inModule]))).toEqual(["aws_kms_key.faces.policy"]);
  });
});

describe("unknownLinks", () => {
  it("looks into blocks", () => {
    const unknown = { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] };
    const reference = { kms_master_key_id: { references: ["aws_kms_key.faces.arn"] } };
    const planned = plan(
      [change("aws_s3_bucket_server_side_encryption_configuration.faces", { after_unknown: unknown })],
      {
        "aws_s3_bucket_server_side_encryption_configuration.faces": {
          rule: [{ apply_server_side_encryption_by_default: [reference] }],
        },
      },
    );

    expect(unknownLinks(planned)).toEqual([
      "aws_s3_bucket_server_side_encryption_configuration.faces.rule[0].apply_server_side_encryption_by_default[0].kms_master_key_id",
    ]);
  });

  it("takes an expression without references, a function of constants, for a setting", () => {
    const planned = plan([change("aws_lambda_function.verify", { after_unknown: { role: true } })], {
      "aws_lambda_function.verify": { role: {} },
    });

    expect(unknownLinks(planned)).toEqual(["aws_lambda_function.verify.role"]);
  });
});

describe("changes", () => {
  it("leaves out reads and what stays as it is", () => {
    const planned = plan([
      change("aws_kms_key.faces", { actions: ["no-op"] }),
      { ...change("aws_organizations_organization.this", { actions: ["read"] }), mode: "data" },
      change("aws_s3_bucket.faces", { actions: ["create"] }),
    ]);

    expect(changes(planned)).toEqual([
      { address: "aws_s3_bucket.faces", actions: ["create"], attributes: [] },
    ]);
  });

  it("names the attributes that an update changes, blocks that come or go as a whole", () => {
    const planned = plan([
      change("aws_lambda_function.verify", {
        actions: ["update"],
        before: {
          kms_key_arn: "",
          dead_letter_config: [],
          tracing_config: [{ mode: "Active" }],
          memory_size: 512,
        },
        after: {
          kms_key_arn: "arn:key",
          dead_letter_config: [{ target_arn: "arn:queue" }],
          tracing_config: [{ mode: "PassThrough" }],
          memory_size: 512,
        },
        after_unknown: { last_modified: true },
      }),
    ]);

    expect(changes(planned)[0]?.attributes).toEqual([
      "dead_letter_config",
      "kms_key_arn",
      "last_modified",
      "tracing_config[0].mode",
    ]);
  });

  it("reads a plan that has no changes at all", () => {
    expect(changes({ format_version: "1.2", configuration: { root_module: {} } })).toEqual([]);
  });
});
