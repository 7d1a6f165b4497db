import * as networkNames from "./validation/network-names";
import type { PropFault } from "./validation/validation-error";

/** Where in a VPC a function runs. */
export interface FunctionVpc {
  /** Ids of private subnets, at least one; two in two zones outlive the loss of one. */
  readonly subnetIds: readonly [string, ...string[]];
  /**
   * Ids of the function's security groups, at least one. They must let port 443 out: to the endpoints' group, and to S3's prefix list
   * where S3 has a gateway endpoint.
   */
  readonly securityGroupIds: readonly [string, ...string[]];
}

export const vpcFaults = (prop: string, vpc: FunctionVpc | undefined): readonly PropFault[] =>
  vpc === undefined
    ? []
    : [
        ...networkNames.ids(`${prop}.subnetIds`, vpc.subnetIds, networkNames.subnetId),
        ...networkNames.ids(`${prop}.securityGroupIds`, vpc.securityGroupIds, networkNames.securityGroupId),
      ];
