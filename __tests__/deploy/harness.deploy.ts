import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnablePolicyTypeCommand, ListPoliciesForTargetCommand } from "@aws-sdk/client-organizations";
import { GetBucketPolicyCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { permitDestroy } from "./adapt-stack";
import { Deployment } from "./deployment";
import { BUCKET, keysStack, OPT_OUT, organizationStack, REGION, workloadStack } from "./harness-stacks";
import { LOCAL_ACCOUNT } from "./local-aws";
import { changes, unknownLinks, unknownPolicies } from "./plan";
import {
  type AwsClients,
  connect,
  createOrganization,
  emptyBucket,
  leftovers,
  withoutBucketPolicy,
} from "./readback";
import type { Terraform } from "./terraform";

describe("Harness of the deploy tests", () => {
  const source = mkdtempSync(join(tmpdir(), "guardrails synthesized "));
  let deployment: Deployment;
  let aws: AwsClients;
  let keys: Terraform;
  let workload: Terraform;
  let organization: Terraform;
  let rootId: string;
  const step = (name: string, work: () => Promise<void>) => Deployment.step(name, () => deployment, work);

  const prepare = (name: string, stack: unknown) => {
    const folder = join(source, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
    return folder;
  };

  beforeAll(async () => {
    deployment = await Deployment.start(prepare("keys", keysStack));
    aws = connect(deployment.aws.endpoint, REGION);
    keys = deployment.stack(join(source, "keys")).terraform;
    workload = deployment.stack(prepare("workload", workloadStack)).terraform;
    organization = deployment.stack(prepare("organization", organizationStack)).terraform;
  });

  afterAll(async () => {
    aws?.destroy();
    await deployment?.stop();
    rmSync(source, { recursive: true, force: true });
    const timings = Object.entries({ keys, workload, organization }).map(
      ([name, terraform]) =>
        `${name}: ${(terraform?.timings ?? []).map(({ command, seconds }) => `${command} ${seconds.toFixed(1)} s`).join(", ")}`,
    );
    process.stderr.write(`Provider ${deployment?.providerVersion}\n${timings.join("\n")}\n`);
  });

  step("shows what a first plan knows, and applies it", async () => {
    await keys.init();
    const plan = await keys.plan();

    expect(unknownPolicies(plan)).toEqual([]);
    expect(unknownLinks(plan)).toEqual(["aws_kms_alias.faces.target_key_id"]);
    expect(changes(plan).map(({ address, actions }) => [address, ...actions])).toEqual([
      ["aws_kms_alias.faces", "create"],
      ["aws_kms_key.faces", "create"],
    ]);

    await keys.apply();
    expect(await keys.stateAddresses()).toEqual(["aws_kms_alias.faces", "aws_kms_key.faces"]);
  });

  step("names the attribute that a second plan wants to change: moto never returns it", async () => {
    expect(changes(await keys.plan())).toEqual([
      { address: "aws_kms_key.faces", actions: ["update"], attributes: ["rotation_period_in_days"] },
    ]);
  });

  step("knows another stack's output when it plans", async () => {
    await workload.init();
    const plan = await workload.plan();

    expect(unknownPolicies(plan)).toEqual([]);
    expect(unknownLinks(plan)).toEqual([]);
    await workload.apply();
  });

  step("sees no change once applied", async () => {
    expect(changes(await workload.plan())).toEqual([]);
  });

  step("reads back what was deployed: an upload without headers is under the key", async () => {
    const object = { Bucket: BUCKET, Key: "faces/one" };
    const head = await withoutBucketPolicy(aws.s3, BUCKET, async () => {
      await aws.s3.send(new PutObjectCommand({ ...object, Body: "face" }));
      return aws.s3.send(new HeadObjectCommand(object));
    });

    expect(head).toMatchObject({ ServerSideEncryption: "aws:kms", BucketKeyEnabled: true });
    expect(head.SSEKMSKeyId).toMatch(new RegExp(`^arn:aws:kms:${REGION}:${LOCAL_ACCOUNT}:key/`));
    const { Policy: policy } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket: BUCKET }));
    expect(policy).toContain("OtherKey");
  });

  step("shows the last lines of what Terraform said when it fails", async () => {
    ({ rootId } = await createOrganization(aws, []));
    await organization.init();

    await expect(organization.plan()).rejects.toThrow(
      /Enable AI services opt-out policies first\.[\s\S]*terraform\.log/,
    );
  });

  step("deploys an organization policy on an organization that was there before", async () => {
    await aws.organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: OPT_OUT }));
    const plan = await organization.plan();
    expect(unknownPolicies(plan)).toEqual([]);
    expect(unknownLinks(plan)).toEqual(["aws_organizations_policy_attachment.opt_out.policy_id"]);
    await organization.apply();

    const attached = await aws.organizations.send(
      new ListPoliciesForTargetCommand({ TargetId: rootId, Filter: OPT_OUT }),
    );
    expect(attached.Policies?.map(({ Name }) => Name)).toEqual(["harness-opt-out"]);
  });

  step("destroys everything, once a protected key is released", async () => {
    expect(await leftovers(aws)).toEqual([
      `bucket ${BUCKET}`,
      "key alias alias/harness",
      expect.stringMatching(/^key arn:aws:kms:/),
      "organization policy harness-opt-out (AISERVICES_OPT_OUT_POLICY)",
    ]);
    await expect(keys.destroy()).rejects.toThrow("prevent_destroy");
    expect(permitDestroy(keys.folder)).toEqual(["aws_kms_key.faces"]);
    expect(await emptyBucket(aws.s3, BUCKET)).toBe(1);

    for (const stack of [organization, workload, keys]) {
      await stack.destroy();
      expect(await stack.stateAddresses()).toEqual([]);
    }
    expect(await leftovers(aws)).toEqual([]);
  });

  step("empties the account on request", async () => {
    await deployment.aws.reset();
    expect(await leftovers(aws)).toEqual([]);
  });
});
