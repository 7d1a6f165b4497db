import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import {
  freeSid,
  IDENTITY_ELEMENTS,
  type IdentityStatement,
  PolicyStatementError,
  refuseEveryone,
  refuseWhatAwsRefuses,
  renderPolicy,
  roleArn,
  TRUST_ELEMENTS,
  type TrustPolicy,
} from "../../policies/documents";
import { type AwsEnvironmentProps, readEnvironment } from "../aws-environment";
import { defined } from "../defined";
import { policyArn, roleName } from "../validation/aws-names";
import { addSizeValidation } from "../validation/policy-size";
import { faultsOf, known, required } from "../validation/prop-rules";
import { throwFaults } from "../validation/validation-error";
import type { Grantee } from "./grantee";

export interface LeastPrivilegeRoleProps extends AwsEnvironmentProps {
  /** 1 to 64 characters. Known, so that key policies can name the role before it exists. */
  readonly roleName: string;
  readonly trustPolicy: TrustPolicy;
  /** @default - none: grants add them */
  readonly statements?: readonly IdentityStatement[] | undefined;
  /**
   * ARN of a managed policy that bounds what the role may ever do.
   *
   * @default - no boundary
   */
  readonly permissionsBoundaryArn?: string | undefined;
  /** @default - no tags of its own */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A role with one inline policy that holds just what it was granted. */
export class LeastPrivilegeRole extends Construct implements Grantee {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
  readonly roleArn: string;
  readonly grantName: string;
  private readonly granted: IdentityStatement[] = [];
  /** Statements as they were asked for, so that the same one twice is one. */
  private readonly asked = new Set<string>();

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: LeastPrivilegeRoleProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [
      ...environmentFaults,
      ...known("roleName", props.roleName),
      ...roleName("roleName", props.roleName),
      ...policyArn("permissionsBoundaryArn", props.permissionsBoundaryArn),
      ...required("trustPolicy", props.trustPolicy),
      ...faultsOf("trustPolicy", () => {
        for (const statement of props.trustPolicy?.Statement ?? []) {
          refuseWhatAwsRefuses(statement, TRUST_ELEMENTS);
          refuseEveryone(statement);
        }
      }),
      ...faultsOf("statements", () => props.statements?.forEach(refuseStatement)),
    ]);
    super(scope, id);
    this.roleArn = roleArn(environment, props.roleName);
    this.grantName = pascalCase(props.roleName);
    this.role = new IamRole(
      this,
      "Role",
      defined({
        name: props.roleName,
        assumeRolePolicy: renderPolicy(props.trustPolicy),
        permissionsBoundary: props.permissionsBoundaryArn,
        tags: props.tags,
      }),
    );
    this.addToRolePolicy(...(props.statements ?? []));
    const render = () => renderPolicy({ Version: "2012-10-17", Statement: this.granted });
    this.policy = new IamRolePolicy(this, "Policy", {
      name: "least-privilege",
      role: this.role.name,
      policy: Lazy.stringValue({ produce: render }),
    });
    addSizeValidation(this, "the role's inline policy", render, "role");
    this.node.addValidation({
      validate: () =>
        this.granted.length > 0
          ? []
          : ["the role must be granted something, got: no statement. IAM refuses an empty policy"],
    });
  }

  addToRolePolicy(...statements: readonly IdentityStatement[]): void {
    for (const statement of statements) {
      refuseStatement(statement);
      const text = JSON.stringify(statement);
      if (this.asked.has(text)) continue;
      this.asked.add(text);
      const taken = new Set(this.granted.map(({ Sid }) => Sid));
      this.granted.push({ ...statement, Sid: freeSid(statement.Sid, taken) });
    }
  }
}

/** No role of a system for face images may do everything, or everything of a service. */
function refuseStatement(statement: IdentityStatement): void {
  refuseWhatAwsRefuses(statement, IDENTITY_ELEMENTS);
  const wide = [statement.Action].flat().find((action) => /^[*?:]+$|^[a-z0-9-]+:[*?]+$/i.test(action));
  if (statement.Effect === "Allow" && wide !== undefined) {
    throw new PolicyStatementError(
      `statement ${JSON.stringify(statement.Sid)} must name actions, got: ${wide}.`,
    );
  }
}

/** `verify-face-eu-west-1` -> `VerifyFaceEuWest1`: a Sid takes letters and digits only. */
const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
