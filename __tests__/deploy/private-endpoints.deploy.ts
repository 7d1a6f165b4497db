import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { PrivateEndpoints } from "../../constructs";
import { ENVIRONMENT, knownKey, synthStack } from "../support/synth";
import { Deployment } from "./deployment";
import { changes, unknownPolicies } from "./plan";
import type { Terraform } from "./terraform";

const ROLE = `arn:aws:iam::${ENVIRONMENT.accountId}:role/verify-face`;

/** One VPC with a gateway endpoint of S3, another with an interface endpoint. */
const stack = synthStack((scope) => {
  for (const [index, id] of ["Gateway", "Interface"].entries()) {
    const vpc = new Vpc(scope, `${id}Vpc`, {
      cidrBlock: `10.${index}.0.0/16`,
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    const subnet = new Subnet(scope, `${id}Subnet`, { vpcId: vpc.id, cidrBlock: `10.${index}.0.0/24` });
    const clients = new SecurityGroup(scope, `${id}Clients`, { name: "clients", vpcId: vpc.id });
    const routeTable = new RouteTable(scope, `${id}Routes`, { vpcId: vpc.id });
    new PrivateEndpoints(scope, id, {
      vpcId: vpc.id,
      subnetIds: [subnet.id],
      routeTableIds: id === "Gateway" ? [routeTable.id] : undefined,
      callers: [ROLE],
      clientSecurityGroupIds: [clients.id],
      bucketNames: ["faces"],
      key: knownKey(scope),
      systems: ["images", "collections", "liveness"],
    });
  }
});

describe("Private endpoints, deployed", () => {
  const source = mkdtempSync(join(tmpdir(), "guardrails synthesized "));
  let deployment: Deployment;
  let network: Terraform;
  const step = (name: string, work: () => Promise<void>) => Deployment.step(name, () => deployment, work);

  beforeAll(async () => {
    const folder = join(source, "network");
    mkdirSync(folder);
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack));
    deployment = await Deployment.start(folder);
    network = deployment.stack(folder).terraform;
  });

  afterAll(async () => {
    await deployment?.stop();
    rmSync(source, { recursive: true, force: true });
  });

  step("shows every policy in a first plan, and applies it", async () => {
    await network.init();
    const plan = await network.plan();
    expect(unknownPolicies(plan)).toEqual([]);
    expect(changes(plan).filter(({ address }) => address.startsWith("aws_vpc_endpoint."))).toHaveLength(6);
    await network.apply();
  });

  step("wants to change only what moto never returns", async () => {
    const wanted = changes(await network.plan()).flatMap(({ address, attributes }) =>
      attributes.map((attribute) => `${address.replace(/_[0-9A-F]{8}$/, "")} ${attribute}`),
    );
    expect(wanted).toEqual([
      "aws_vpc_endpoint.Interface_S3 dns_options",
      "aws_vpc_security_group_ingress_rule.Gateway_From0 description",
      "aws_vpc_security_group_ingress_rule.Interface_From0 description",
    ]);
  });

  step("destroys everything", async () => {
    await network.destroy();
    expect(await network.stateAddresses()).toEqual([]);
  });
});
