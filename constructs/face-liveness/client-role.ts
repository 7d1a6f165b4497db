import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { type AwsEnvironment, renderPolicy, startLivenessStatement } from "../../policies/documents";
import { principalArns } from "../validation/aws-names";
import { known, required, show } from "../validation/prop-rules";
import { throwFaults } from "../validation/validation-error";

/**
 * Lets a role that is there already, for example of a Cognito identity pool, run sessions that were begun for it.
 *
 * @throws ValidationError for what is not the ARN of a role of the account
 */
export function letRoleStart(scope: Construct, roleArn: string, environment: AwsEnvironment): IamRolePolicy {
  const faults = [
    ...required("roleArn", roleArn),
    ...known("roleArn", roleArn),
    ...(typeof roleArn === "string" ? principalArns("roleArn", [roleArn], environment) : []),
  ];
  throwFaults(scope, "grantStartToRole", faults);
  const [, path = ""] = roleArn.split(":role/");
  if (path === "")
    throwFaults(scope, "grantStartToRole", [
      { prop: "roleArn", message: `must be the ARN of a role, got: ${show(roleArn)}` },
    ]);
  const roleName = path.slice(path.lastIndexOf("/") + 1);
  return new IamRolePolicy(scope, `Start${roleName}`, {
    name: "start-face-liveness",
    role: roleName,
    policy: renderPolicy({ Version: "2012-10-17", Statement: [startLivenessStatement] }),
  });
}
