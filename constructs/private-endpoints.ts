import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Token } from "cdktf";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  kmsEndpointPolicy,
  mapOneOrMore,
  REGION,
  REKOGNITION_FIPS_REGIONS,
  REKOGNITION_SYSTEMS,
  type RekognitionSystem,
  type ResourcePolicy,
  rekognitionEndpointPolicy,
  renderPolicy,
  s3EndpointPolicy,
} from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import type { Grantee } from "./access/grantee";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import * as awsNames from "./validation/aws-names";
import * as networkNames from "./validation/network-names";
import { addSizeValidation } from "./validation/policy-size";
import { distinct, listOf, oneOf, required } from "./validation/prop-rules";
import { type PropFault, throwFaults } from "./validation/validation-error";

/** Somebody who may use the endpoints: a role or function of the app, or the ARN of a role or user of the account. */
export type EndpointCaller = Pick<Grantee, "roleArn"> | string;

export interface PrivateEndpointsProps extends AwsEnvironmentProps {
  /** The VPC. Its DNS support and DNS host names must be on: the services answer to their own names in it. */
  readonly vpcId: string;
  /** Ids of the subnets that interface endpoints stand in, at least one; two in two zones outlive the loss of one. */
  readonly subnetIds: readonly [string, ...string[]];
  /**
   * Route tables of the callers' subnets: S3 then has a gateway endpoint, which costs nothing.
   *
   * @default - S3 has an interface endpoint in the subnets
   */
  readonly routeTableIds?: readonly [string, ...string[]] | undefined;
  /** Who may use the endpoints, at least one. Everybody else is refused, whatever IAM allows. */
  readonly callers: readonly [EndpointCaller, ...EndpointCaller[]];
  /** Security groups of the callers, at least one. They must let port 443 out themselves. */
  readonly clientSecurityGroupIds: readonly [string, ...string[]];
  /** Names of the buckets of the account that callers use, at least one. */
  readonly bucketNames: readonly [string, ...string[]];
  /**
   * The key that callers ask KMS about themselves, as training does. S3 and Rekognition use a key by no endpoint of yours.
   *
   * @default - no endpoint of KMS
   */
  readonly key?: EncryptionKey | undefined;
  /**
   * The parts of Rekognition that callers use.
   *
   * @default ["images"]
   */
  readonly systems?: readonly [RekognitionSystem, ...RekognitionSystem[]] | undefined;
  /**
   * Endpoints of cryptography that is validated by FIPS 140, for functions that ask for them. Only in some regions, and with a gateway
   * endpoint of S3: PrivateLink has no FIPS endpoint of S3.
   *
   * @default false
   */
  readonly fips?: boolean | undefined;
  /**
   * 1 to 255 characters, of its own in the VPC.
   *
   * @default "rekognition-private-endpoints"
   */
  readonly securityGroupName?: string | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const HTTPS = 443;

/**
 * A private way to Rekognition, S3 and KMS: nothing crosses the internet, and each endpoint lets through only what callers of the
 * account do, to the account's own buckets, collections and key.
 *
 * A bucket that is `onlyThroughVpcIds` of this VPC is reached by no other way.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/vpc.html
 */
export class PrivateEndpoints extends Construct {
  readonly rekognition: VpcEndpoint;
  readonly s3: VpcEndpoint;
  /** Undefined without a key. */
  readonly kms: VpcEndpoint | undefined;
  /** Of the interface endpoints: lets callers in on port 443, and nothing out. */
  readonly securityGroup: SecurityGroup;
  readonly ingressRules: readonly VpcSecurityGroupIngressRule[];

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...propFaults(props, environment)]);
    super(scope, id);
    const { vpcId, key } = props;
    const tags = { ...props.tags, "guardrails:role": "private-endpoints" };
    const principalArns = mapOneOrMore(props.callers, arnOf);
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      name: props.securityGroupName ?? "rekognition-private-endpoints",
      description: "Callers of private endpoints, over HTTPS",
      vpcId,
      tags,
      // Endpoints hold the group: another one must be there before it can go.
      lifecycle: { createBeforeDestroy: true },
    });
    this.ingressRules = props.clientSecurityGroupIds.map(
      (clientId, index) =>
        new VpcSecurityGroupIngressRule(
          this,
          Token.isUnresolved(clientId) ? `From${index}` : `From-${clientId}`,
          {
            securityGroupId: this.securityGroup.id,
            referencedSecurityGroupId: clientId,
            ipProtocol: "tcp",
            fromPort: HTTPS,
            toPort: HTTPS,
            description: "HTTPS of a caller",
            tags,
          },
        ),
    );
    const common = (endpointId: string, policy: ResourcePolicy) => {
      const text = renderPolicy(policy);
      addSizeValidation(this, `the policy of the endpoint ${endpointId}`, () => text, "endpoint");
      return { vpcId, policy: text, tags };
    };
    const placed = {
      vpcEndpointType: "Interface",
      subnetIds: [...props.subnetIds],
      securityGroupIds: [this.securityGroup.id],
      privateDnsEnabled: true,
    };
    const named = (service: string) => `com.amazonaws.${environment.region}.${service}`;
    const suffix = props.fips ? "-fips" : "";
    this.rekognition = new VpcEndpoint(this, "Rekognition", {
      ...common(
        "Rekognition",
        rekognitionEndpointPolicy({ environment, principalArns, systems: props.systems ?? ["images"] }),
      ),
      ...placed,
      serviceName: named(`rekognition${suffix}`),
    });
    const toS3 = {
      ...common(
        "S3",
        s3EndpointPolicy({
          environment,
          principalArns,
          bucketNames: mapOneOrMore(props.bucketNames, (name) => name),
        }),
      ),
      serviceName: named("s3"),
    };
    this.s3 = new VpcEndpoint(
      this,
      "S3",
      props.routeTableIds === undefined
        ? // Otherwise AWS keeps the name for resolvers outside the VPC, and wants a gateway endpoint beside.
          { ...toS3, ...placed, dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } }
        : { ...toS3, vpcEndpointType: "Gateway", routeTableIds: [...props.routeTableIds] },
    );
    this.kms =
      key &&
      new VpcEndpoint(this, "Kms", {
        ...common("Kms", kmsEndpointPolicy({ environment, principalArns, keyArn: key.keyArn })),
        ...placed,
        serviceName: named(`kms${suffix}`),
      });
  }
}

const arnOf = (caller: EndpointCaller): string => (typeof caller === "string" ? caller : caller.roleArn);

function propFaults(props: PrivateEndpointsProps, environment: AwsEnvironment): readonly PropFault[] {
  const { callers, routeTableIds, systems, key } = props;
  return [
    ...required("vpcId", props.vpcId),
    ...networkNames.vpcId("vpcId", props.vpcId ?? undefined),
    ...networkNames.ids("subnetIds", props.subnetIds, networkNames.subnetId),
    ...(routeTableIds === undefined
      ? []
      : networkNames.ids("routeTableIds", routeTableIds, networkNames.routeTableId)),
    ...callerFaults(callers, environment),
    ...networkNames.knownIds(
      "clientSecurityGroupIds",
      props.clientSecurityGroupIds,
      networkNames.securityGroupId,
    ),
    ...listOf("bucketNames", props.bucketNames, awsNames.bucketName, 1),
    ...distinct("bucketNames", props.bucketNames),
    ...(key === undefined ? [] : awsNames.encryptionKey("key", key, environment)),
    ...(systems === undefined
      ? []
      : listOf("systems", systems, (at, system) => oneOf(at, system, REKOGNITION_SYSTEMS), 1)),
    ...(props.fips ? fipsFaults(props, environment) : []),
    ...networkNames.securityGroupName("securityGroupName", props.securityGroupName),
  ];
}

function callerFaults(
  callers: readonly EndpointCaller[] | undefined,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const given = (at: string, caller: EndpointCaller) =>
    required(at, typeof caller === "string" ? caller : caller?.roleArn);
  const faults = listOf("callers", callers, given, 1);
  return faults.length > 0 ? faults : awsNames.principalArns("callers", callers?.map(arnOf), environment);
}

function fipsFaults(
  { routeTableIds }: PrivateEndpointsProps,
  { region }: AwsEnvironment,
): readonly PropFault[] {
  const faults: PropFault[] = [];
  if (REGION.test(region) && !REKOGNITION_FIPS_REGIONS.includes(region)) {
    faults.push({
      prop: "fips",
      message: `must be left out where Rekognition has no FIPS endpoint; it has one in ${REKOGNITION_FIPS_REGIONS.join(", ")}, got: true in ${region}`,
    });
  }
  if (routeTableIds === undefined) {
    faults.push({
      prop: "routeTableIds",
      message:
        "must be given with `fips`: PrivateLink has no FIPS endpoint of S3, a gateway endpoint leads to the public one, got: undefined",
    });
  }
  return faults;
}
