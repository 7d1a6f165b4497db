import { join } from "node:path";
import { readInput } from "../../../../policies/configuration/input/read-input";
import { readPlan } from "../../../../policies/configuration/plan/read-plan";
import { readSynth } from "../../../../policies/configuration/synth/read-synth";
import type { SynthStack } from "../../../../policies/configuration/synth/stack";
import { at, led, planOf, rawPlan, read } from "./plans";

const FOLDER = join(__dirname, "../../../fixtures/plans/app");

function stacks(): readonly SynthStack[] {
  const input = readInput(FOLDER);
  if (input.kind !== "synth") throw new Error("not an app");
  return input.stacks;
}

/** The plan as HCL would have it: without the templates that JSON syntax leaves in it. */
function asHcl(plan: unknown): unknown {
  return JSON.parse(JSON.stringify(plan), (_, value: unknown) => {
    if (
      typeof value !== "object" ||
      value === null ||
      !("constant_value" in value) ||
      !("references" in value)
    )
      return value;
    return { references: value.references };
  });
}

describe("a plan with the app that it came from", () => {
  const synth = readSynth(stacks(), { path: "app" });
  const plan = rawPlan("workload");
  const configuration = planOf(asHcl(plan), { synth });

  it("takes from the app what the plan knows only after apply", () => {
    const policy = read(configuration, "aws_s3_bucket_policy.faces", "policy");
    expect(read(planOf(asHcl(plan)), "aws_s3_bucket_policy.faces", "policy").template).toBeUndefined();
    expect(policy.state).toBe("configured");
    expect(policy.template).toContain('"${aws_kms_key.key.arn}"');
    expect(policy.template).toContain(":s3:::faces-of-members/*");
    expect(policy.json).toBe(policy.template);
    expect(led(policy)).toContain("aws_kms_key.key.arn -> aws_kms_key.key");
    expect(policy.references.at(-1)?.resources).toEqual([at(configuration, "aws_kms_key.key")]);
  });

  it("takes it in nested blocks as well", () => {
    const path = ["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"];
    expect(
      read(configuration, "aws_s3_bucket_server_side_encryption_configuration.faces", ...path).template,
    ).toBe("${aws_kms_key.key.arn}");
  });

  it("adds the other stacks, the paths of constructs, and waivers", () => {
    const optOut = at(configuration, "organization/aws_organizations_policy.optout");
    expect([optOut.stack, optOut.get("type").string]).toEqual(["organization", "AISERVICES_OPT_OUT_POLICY"]);
    expect(at(configuration, "aws_kms_key.key").constructPath).toBe("workload/key");
    expect(configuration.providers.map(({ address }) => address)).toEqual([
      "provider.aws",
      "organization/provider.aws",
    ]);
    expect(configuration.recordedWaivers).toEqual([
      { address: "aws_s3_bucket.faces", waivers: [{ control: "RKG-REST-02" }] },
    ]);
  });

  it("does not believe an app whose references are others", () => {
    const changed = stacks().map((stack) => ({
      ...stack,
      json: JSON.parse(
        JSON.stringify(stack.json).replaceAll("aws_kms_key.key.arn", "aws_kms_key.key.key_id"),
      ) as unknown,
    }));
    const other = planOf(asHcl(plan), { synth: readSynth(changed, { path: "app" }) });
    expect(read(other, "aws_s3_bucket_policy.faces", "policy").template).toBeUndefined();
  });

  it("does not believe an app that has lost a reference", () => {
    const changed = stacks().map((stack) => ({
      ...stack,
      json: JSON.parse(JSON.stringify(stack.json).replaceAll("${aws_kms_key.key.arn}", "*")) as unknown,
    }));
    const other = planOf(asHcl(plan), { synth: readSynth(changed, { path: "app" }) });
    expect(read(other, "aws_s3_bucket_policy.faces", "policy").template).toBeUndefined();
  });

  it("leads through another stack's state, where the plan has not read it", () => {
    const backend = (name: string) => ({ backend: { local: { path: `${name}.tfstate` } } });
    const app = readSynth(
      [
        {
          name: "keys",
          path: "keys",
          json: {
            terraform: backend("keys"),
            resource: { aws_kms_key: { key: {} } },
            output: { key: { value: "${aws_kms_key.key.arn}" } },
          },
        },
        {
          name: "workload",
          path: "workload",
          json: {
            terraform: backend("workload"),
            data: {
              terraform_remote_state: { keys: { backend: "local", config: { path: "keys.tfstate" } } },
            },
            resource: {
              aws_sqs_queue: {
                faces: { kms_master_key_id: "${data.terraform_remote_state.keys.outputs.key}" },
              },
            },
          },
        },
      ],
      { path: "app" },
    );
    const state = "data.terraform_remote_state.keys";
    const later = {
      resource_changes: [
        {
          address: "aws_sqs_queue.faces",
          mode: "managed",
          type: "aws_sqs_queue",
          name: "faces",
          change: { actions: ["create"], after: {}, after_unknown: { kms_master_key_id: true } },
        },
        {
          address: state,
          mode: "data",
          type: "terraform_remote_state",
          name: "keys",
          change: { actions: ["read"], after: {}, after_unknown: { outputs: true } },
        },
      ],
      configuration: {
        root_module: {
          resources: [
            {
              mode: "managed",
              type: "aws_sqs_queue",
              name: "faces",
              expressions: {
                kms_master_key_id: { references: [`${state}.outputs.key`, `${state}.outputs`, state] },
              },
            },
          ],
        },
      },
    };
    const key = read(planOf(later, { synth: app }), "aws_sqs_queue.faces", "kms_master_key_id");
    expect(led(key)).toEqual(["stack.keys.aws_kms_key.key.arn -> keys/aws_kms_key.key"]);
    expect(key.template).toBe("${stack.keys.aws_kms_key.key.arn}");
  });

  it("takes lists and objects with the names of the plan", () => {
    const app = readSynth(
      [
        { name: "other", path: "other", json: {} },
        {
          name: "workload",
          path: "workload",
          json: {
            resource: {
              aws_b: { y: {} },
              aws_a: { x: { list: ["${aws_b.y.id}", 1], map: { deep: ["${aws_b.y.id}"] } } },
            },
          },
        },
        { name: "third", path: "third", json: { resource: { aws_c: { z: {} } } } },
      ],
      { path: "app" },
    );
    const change = (type: string, name: string, after_unknown: object) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      change: { actions: ["create"], after: {}, after_unknown },
    });
    const references = { references: ["aws_b.y.id", "aws_b.y"] };
    const several = readPlan(
      [
        {
          path: "p",
          name: "planned",
          plan: {
            resource_changes: [
              change("aws_a", "x", { list: [true, false], map: true }),
              change("aws_b", "y", { id: true }),
            ],
            configuration: {
              root_module: {
                resources: [
                  {
                    mode: "managed",
                    type: "aws_a",
                    name: "x",
                    expressions: { list: references, map: references },
                  },
                ],
              },
            },
          },
        },
        { path: "q", name: "unlike", plan: {} },
      ],
      { synth: app },
    );
    const x = at(several, "planned/aws_a.x");
    expect(x.get("list").json).toEqual(["${stack.planned.aws_b.y.id}", null]);
    expect([x.get("map").json, x.get("map").template]).toEqual([
      { deep: ["${stack.planned.aws_b.y.id}"] },
      undefined,
    ]);
    expect(x.get("map").references[0]?.resources).toEqual([at(several, "planned/aws_b.y")]);
    expect(several.find("third/aws_c.z")).toBeDefined();
    expect(several.find("workload/aws_b.y")).toBeUndefined();
  });

  it("tells references of an app of one stack from what only looks like them", () => {
    const text = "${aws_b.y.id} ${data.aws_c.z.id} $${aws_b.y.id} $${aws:username}";
    const app = readSynth(
      [{ name: "one", path: "one", json: { resource: { aws_b: { y: {} }, aws_a: { x: { text } } } } }],
      { path: "app" },
    );
    const change = (type: string, name: string) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      change: { actions: ["create"], after: {}, after_unknown: { text: true, id: true } },
    });
    const plan = {
      resource_changes: [change("aws_a", "x"), change("aws_b", "y")],
      configuration: {
        root_module: {
          resources: [
            {
              mode: "managed",
              type: "aws_a",
              name: "x",
              expressions: { text: { references: ["aws_b.y.id", "aws_b.y", "data.aws_c.z.id"] } },
            },
          ],
        },
      },
    };
    const several = readPlan(
      [
        { path: "p", name: "p", plan },
        { path: "q", name: "q", plan: {} },
      ],
      { synth: app },
    );
    expect(read(several, "p/aws_a.x", "text").template).toBe(
      "${stack.p.aws_b.y.id} ${stack.p.data.aws_c.z.id} $${aws_b.y.id} $${aws:username}",
    );
  });

  it("takes nothing of an app that the plan is not of", () => {
    const other = planOf(rawPlan("create"), { synth });
    expect(other.resources.every(({ type }) => type === "terraform_data")).toBe(true);
    expect(other.recordedWaivers).toEqual([]);
  });
});
