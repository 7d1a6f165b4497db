import { Token } from "cdktf";
import { distinct, listOf, matching } from "./prop-rules";
import type { PropFault } from "./validation-error";

/** Ids of a VPC and what is in it, as EC2 invents them: 8 or 17 hexadecimal digits. */

type IdRule = (prop: string, value: string | undefined) => readonly PropFault[];

const idOf = (prefix: string, what: string): IdRule => {
  const pattern = new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);
  return (prop, value) => matching(prop, value, pattern, `the id of ${what} (${prefix}-…)`);
};

export const vpcId = idOf("vpc", "a VPC");
export const vpcEndpointId = idOf("vpce", "a VPC endpoint");
export const subnetId = idOf("subnet", "a subnet");
export const routeTableId = idOf("rtb", "a route table");
export const securityGroupId = idOf("sg", "a security group");

/** At least one id, each once. A whole list that only Terraform knows is not judged. */
export const ids = (
  prop: string,
  values: readonly string[] | undefined,
  rule: IdRule,
): readonly PropFault[] => (Token.isUnresolved(values) ? [] : knownIds(prop, values, rule));

/** At least one id, each once, in a list that is known one by one: something is made for each, or a policy names each. */
export function knownIds(
  prop: string,
  values: readonly string[] | undefined,
  rule: IdRule,
): readonly PropFault[] {
  const faults = listOf(prop, values, rule, 1);
  return faults.length > 0 ? faults : distinct(prop, values);
}

/**
 * The name of a security group.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 */
export const securityGroupName: IdRule = (prop, value) =>
  matching(
    prop,
    value,
    /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/,
    "a security group's name of 1 to 255 letters, digits, spaces and any of ._-:/()#,@[]+=&;{}!$*, that does not begin with sg-",
  );
