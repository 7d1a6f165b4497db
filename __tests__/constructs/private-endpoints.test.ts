import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, type TerraformStack, Token } from "cdktf";
import { LeastPrivilegeRole, PrivateEndpoints, type PrivateEndpointsProps } from "../../constructs";
import { compareFacesStatement, lambdaTrustPolicy } from "../../policies/documents";
import { guardrailsMatchers, resourcesOf } from "../../policies/jest";
import { policyOf as parsed } from "../../policies/language";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  policyOf,
  type StackConfiguration,
  synthStack,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const VPC = "vpc-0a1b2c3d";
const SUBNETS = ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] as const;
const ROUTE_TABLES = ["rtb-0a1b2c3d"] as const;
const CLIENTS = "sg-0a1b2c3d";
const ROLE = `arn:aws:iam::${ENVIRONMENT.accountId}:role/verify-face`;

const make = (props: Partial<PrivateEndpointsProps> = {}, stack: TerraformStack = awsStack()) =>
  new PrivateEndpoints(stack, "Private", {
    vpcId: VPC,
    subnetIds: SUBNETS,
    callers: [ROLE],
    clientSecurityGroupIds: [CLIENTS],
    bucketNames: ["faces"],
    ...props,
  });
const synthEndpoints = (props: Partial<PrivateEndpointsProps> = {}): StackConfiguration =>
  synthStack((stack) => make(props, stack));
const endpointAt = (stack: StackConfiguration, id: string) => theOnly(stack, "aws_vpc_endpoint", `/${id}`);

describe("PrivateEndpoints", () => {
  const byDefault = synthEndpoints();

  it("has a default form", () => {
    expect(normalized(byDefault)).toMatchSnapshot();
  });

  it("answers to the services' own names, in the subnets, behind its own security group", () => {
    expect(resourcesOf(byDefault, "aws_vpc_endpoint")).toHaveLength(2);
    expect(byDefault).toHaveEvery("aws_vpc_endpoint", {
      vpc_id: VPC,
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      subnet_ids: [...SUBNETS],
      security_group_ids: [`\${${theOnly(byDefault, "aws_security_group").address}.id}`],
      tags: { "guardrails:role": "private-endpoints" },
    });
    expect(endpointAt(byDefault, "Rekognition").values.service_name).toBe(
      "com.amazonaws.eu-west-1.rekognition",
    );
  });

  it("answers to the name of S3 within the VPC too, without a gateway endpoint", () => {
    expect(endpointAt(byDefault, "S3").values).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.s3",
      dns_options: { private_dns_only_for_inbound_resolver_endpoint: false },
    });
  });

  it("has a gateway endpoint of S3 where route tables are given", () => {
    const { values } = endpointAt(synthEndpoints({ routeTableIds: ROUTE_TABLES }), "S3");
    expect(values).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.s3",
      vpc_endpoint_type: "Gateway",
      route_table_ids: [...ROUTE_TABLES],
    });
    for (const ofInterfaces of ["subnet_ids", "security_group_ids", "private_dns_enabled", "dns_options"])
      expect(values).not.toHaveProperty(ofInterfaces);
  });

  it("has an endpoint of KMS where there is a key to ask about", () => {
    const stack = synthStack((scope) => make({ key: knownKey(scope) }, scope));
    expect(endpointAt(stack, "Kms").values).toMatchObject({
      service_name: "com.amazonaws.eu-west-1.kms",
      private_dns_enabled: true,
    });
    expect(make().kms).toBeUndefined();
  });

  it("lets the given security groups in on port 443, and nobody out", () => {
    const stack = synthEndpoints({ clientSecurityGroupIds: [CLIENTS, "sg-1a1b2c3d"] });
    const rules = resourcesOf(stack, "aws_vpc_security_group_ingress_rule");
    expect(rules.map(({ values }) => values.referenced_security_group_id)).toEqual([CLIENTS, "sg-1a1b2c3d"]);
    expect(stack).toHaveEvery("aws_vpc_security_group_ingress_rule", {
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      security_group_id: `\${${theOnly(stack, "aws_security_group").address}.id}`,
    });
    for (const { values } of rules)
      expect(Object.keys(values).filter((name) => /cidr|prefix/.test(name))).toEqual([]);
    const { values: group } = theOnly(stack, "aws_security_group");
    expect(group).toMatchObject({ vpc_id: VPC, name: "rekognition-private-endpoints" });
    expect(group).not.toHaveProperty("egress");
    expect(group).not.toHaveProperty("ingress");
    expect(resourcesOf(stack, "aws_vpc_security_group_egress_rule")).toEqual([]);
  });

  it("takes a name and tags", () => {
    const stack = synthEndpoints({ securityGroupName: "face endpoints", tags: { team: "t" } });
    expect(stack).toHaveEvery("aws_security_group", {
      name: "face endpoints",
      tags: { team: "t", "guardrails:role": "private-endpoints" },
    });
  });

  it.each(["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "us-gov-west-1"])(
    "has FIPS endpoints in %s",
    (region) => {
      const stack = awsStack(undefined, "stack", region);
      const callers = [
        ROLE.replace("arn:aws:", region.startsWith("us-gov") ? "arn:aws-us-gov:" : "arn:aws:"),
      ];
      const { rekognition, s3 } = make(
        { fips: true, routeTableIds: ROUTE_TABLES, callers: untyped(callers) },
        stack,
      );
      expect(rekognition.serviceNameInput).toBe(`com.amazonaws.${region}.rekognition-fips`);
      expect(s3.serviceNameInput).toBe(`com.amazonaws.${region}.s3`);
    },
  );

  it("has the FIPS endpoint of KMS", () => {
    const stack = awsStack(undefined, "stack", "us-east-1");
    const keyArn = KEY_ARN.replace("eu-west-1", "us-east-1");
    const key = { keyArn, environment: { ...ENVIRONMENT, region: "us-east-1" }, allow: () => undefined };
    const { kms } = make({ fips: true, routeTableIds: ROUTE_TABLES, key }, stack);
    expect(kms?.serviceNameInput).toBe("com.amazonaws.us-east-1.kms-fips");
  });

  it("leaves ids that only Terraform knows to Terraform", () => {
    const stack = synthStack((scope) => {
      const vpc = new Vpc(scope, "Vpc", { cidrBlock: "10.0.0.0/16" });
      const list = untyped<readonly [string]>(Token.asList(Fn.tolist(vpc.ipv6CidrBlock)));
      make(
        {
          vpcId: vpc.id,
          subnetIds: list,
          routeTableIds: list,
          clientSecurityGroupIds: [vpc.defaultSecurityGroupId, CLIENTS],
          bucketNames: [vpc.ownerId],
        },
        scope,
      );
    });
    expect(stack).toHaveEvery("aws_vpc_endpoint", { vpc_id: "${aws_vpc.Vpc.id}" });
    expect(
      resourcesOf(stack, "aws_vpc_security_group_ingress_rule").map(({ path }) => path.split("/").pop()),
    ).toEqual([`From-${CLIENTS}`, "From0"]);
  });

  it("refuses a policy of more than 20,480 characters at synth", () => {
    const callers = Array.from({ length: 200 }, (_, index) => `${ROLE}-${index}-${"x".repeat(50)}`);
    expect(() => synthEndpoints({ callers: untyped(callers) })).toThrow(
      /\[stack\/Private\] the policy of the endpoint S3 must have at most 20480 characters, got: \d{5}/,
    );
  });
});

describe("PrivateEndpoints: wrong props", () => {
  it.each(
    wrongProps([
      ["vpcId", undefined, "vpcId must be given, got: undefined"],
      ["vpcId", null, "vpcId must be given, got: null"],
      ["vpcId", "vpc-1", 'vpcId must be the id of a VPC (vpc-…), got: "vpc-1"'],
      ["vpcId", "subnet-0a1b2c3d", "vpcId must be the id of a VPC"],
      ["subnetIds", undefined, "subnetIds must be a list"],
      ["subnetIds", [], "subnetIds must hold at least 1, got: 0"],
      ["subnetIds", ["subnet-xyz"], "subnetIds[0] must be the id of a subnet"],
      ["subnetIds", [SUBNETS[0], SUBNETS[0]], "subnetIds must name each once"],
      ["routeTableIds", [], "routeTableIds must hold at least 1"],
      ["routeTableIds", [VPC], "routeTableIds[0] must be the id of a route table (rtb-…)"],
      ["callers", undefined, "callers must be a list"],
      ["callers", [], "callers must hold at least 1"],
      ["callers", [null], "callers[0] must be given"],
      ["callers", ["*"], "callers[0] must be the ARN of a role or user"],
      [
        "callers",
        [`arn:aws:iam::${ENVIRONMENT.accountId}:role/*`],
        "callers[0] must be the ARN of a role or user",
      ],
      ["callers", [`arn:aws:iam::${ENVIRONMENT.accountId}:root`], "callers[0] must be the ARN"],
      ["callers", ["arn:aws:iam::999900001111:role/x"], "callers[0] must belong to the account 123456789012"],
      ["callers", [{}], "callers[0] must be given"],
      ["callers", [5], "callers[0] must be given"],
      ["clientSecurityGroupIds", undefined, "clientSecurityGroupIds must be a list"],
      ["clientSecurityGroupIds", [], "clientSecurityGroupIds must hold at least 1"],
      [
        "clientSecurityGroupIds",
        ["0.0.0.0/0"],
        "clientSecurityGroupIds[0] must be the id of a security group",
      ],
      ["clientSecurityGroupIds", [CLIENTS, CLIENTS], "clientSecurityGroupIds must name each once"],
      [
        "clientSecurityGroupIds",
        Token.asList({ resolve: () => [CLIENTS] }),
        "clientSecurityGroupIds must be a list whose elements are known one by one",
      ],
      ["bucketNames", undefined, "bucketNames must be a list"],
      ["bucketNames", [], "bucketNames must hold at least 1"],
      ["bucketNames", ["*"], "bucketNames[0] must be a bucket name"],
      ["bucketNames", ["faces", "faces"], "bucketNames must name each once"],
      [
        "key",
        { keyArn: KEY_ARN.replace("eu-west-1", "us-east-1"), environment: ENVIRONMENT },
        "key.keyArn must be the full ARN of a KMS key of the region",
      ],
      ["systems", [], "systems must hold at least 1"],
      ["systems", ["everything"], "systems[0] must be one of images, collections"],
      ["securityGroupName", "sg-mine", "securityGroupName must be a security group's name"],
      ["securityGroupName", "x".repeat(256), "securityGroupName must be a security group's name"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("refuses FIPS where Rekognition has no such endpoint", () => {
    expect(faultsOf(() => make({ fips: true, routeTableIds: ROUTE_TABLES }))).toEqual([
      expect.stringMatching(/^fips must be left out where .* us-west-2, got: true in eu-west-1$/),
    ]);
  });

  it("refuses FIPS with an interface endpoint of S3, which has none", () => {
    expect(faultsOf(() => make({ fips: true }, awsStack(undefined, "stack", "us-east-1")))).toEqual([
      expect.stringMatching(/^routeTableIds must be given with `fips`: .*got: undefined$/),
    ]);
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({ vpcId: "x", subnetIds: untyped([]), callers: untyped([]), bucketNames: ["?"], fips: true }),
    );
    expect([error.constructPath, error.faults.map(({ prop }) => prop)]).toEqual([
      "stack/Private",
      ["vpcId", "subnetIds", "callers", "bucketNames[0]", "fips", "routeTableIds"],
    ]);
  });
});

describe("PrivateEndpoints: who may do what", () => {
  const stack = synthStack((scope) => {
    const role = new LeastPrivilegeRole(scope, "Role", {
      roleName: "enroll-face",
      trustPolicy: lambdaTrustPolicy,
      statements: [compareFacesStatement],
    });
    make({ key: knownKey(scope), callers: [role, ROLE], systems: ["images", "liveness"] }, scope);
  });
  const policyAt = (id: string) => parsed(policyOf(endpointAt(stack, id)), { kind: "endpoint" });
  const byCallers = { ArnEquals: { "aws:PrincipalArn": [ROLE, ROLE.replace("verify", "enroll")] } };
  const ofAccount = {
    ...byCallers,
    StringEquals: {
      "aws:PrincipalAccount": ENVIRONMENT.accountId,
      "aws:ResourceAccount": ENVIRONMENT.accountId,
    },
  };

  it("Rekognition: two roles, four actions", () => {
    expect(policyAt("Rekognition")).toAllowOnly({
      Action: [
        "rekognition:CompareFaces",
        "rekognition:DetectFaces",
        "rekognition:CreateFaceLivenessSession",
        "rekognition:GetFaceLivenessSessionResults",
      ],
      Condition: byCallers,
    });
  });

  it("S3: two roles, objects and names of one bucket of the account", () => {
    expect(policyAt("S3")).toAllowOnly({
      Action: ["s3:*Object", "s3:*ObjectVersion", "s3:ListBucket*", "s3:AbortMultipartUpload"],
      Resource: ["arn:aws:s3:::faces", "arn:aws:s3:::faces/*"],
      Condition: ofAccount,
    });
  });

  it("KMS: two roles, one key", () => {
    expect(policyAt("Kms")).toAllowOnly({
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      Resource: KEY_ARN,
      Condition: ofAccount,
    });
  });
});
