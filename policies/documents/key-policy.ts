import { wildcardMatch } from "../language/evaluator/wildcard";
import { accountRootArn } from "./arns";
import type { AwsEnvironment } from "./aws-environment";
import type { KeyUse } from "./key-use";
import { keyUseStatements } from "./key-use-statements";
import { mergeStatements, PolicyStatementError } from "./merge-statements";
import { toOneOrMore } from "./one-or-more";
import type { ResourcePolicy, ResourceStatement } from "./policy-document";

/**
 * Everything it takes to look after a key, and nothing that uses it. Written out: `kms:Create*` would hold `kms:CreateGrant`, which
 * hands the key's use to others.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const KEY_ADMINISTRATION_ACTIONS = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
  "kms:UpdatePrimaryRegion",
] as const;

export interface CustomerManagedKeyPolicyOptions {
  readonly environment: AwsEnvironment;
  /**
   * ARNs of roles or users of the account that look after the key beside the account itself. They are principals, so they must
   * exist when the key is made.
   */
  readonly administratorArns?: readonly string[] | undefined;
  readonly uses?: readonly KeyUse[] | undefined;
  /**
   * Lets IAM policies of the account alone decide who uses the key (`kms:*` for the account's root, the default key policy of AWS).
   * Then an administrator of the account can decrypt face images.
   */
  readonly delegateUseToIam?: boolean | undefined;
  readonly additionalStatements?: readonly ResourceStatement[] | undefined;
}

/**
 * The policy of a customer managed key. The account's root keeps *administration*, through IAM, so nobody can be locked out; *use*
 * is only what the policy names. No IAM policy of the account, `AdministratorAccess` included, is enough to decrypt.
 *
 * @throws PolicyStatementError for a Sid that is taken, an unconditioned Allow for everyone, or a Deny of `kms:PutKeyPolicy`.
 */
export function customerManagedKeyPolicy(options: CustomerManagedKeyPolicyOptions): ResourcePolicy {
  const { environment, administratorArns = [], uses = [], additionalStatements = [] } = options;
  const administrators = toOneOrMore(administratorArns);
  const account: ResourceStatement = {
    Sid: "AdministrationByAccount",
    Effect: "Allow",
    Principal: { AWS: accountRootArn(environment) },
    Action: options.delegateUseToIam ? "kms:*" : KEY_ADMINISTRATION_ACTIONS,
    Resource: "*",
  };
  const administration: readonly ResourceStatement[] =
    administrators === undefined
      ? []
      : [
          {
            Sid: "AdministrationByAdministrators",
            Effect: "Allow",
            Principal: { AWS: administrators },
            Action: KEY_ADMINISTRATION_ACTIONS,
            Resource: "*",
          },
        ];
  const taken = additionalStatements.map((statement) => String(statement?.Sid));
  const own = [account, ...administration, ...keyUseStatements(uses, environment, taken)];
  const statements = mergeStatements(own, additionalStatements, environment.accountId);
  refuseLockout(additionalStatements);
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * KMS refuses a policy that locks out whoever writes it, but not one that locks out everybody else. A Deny that reaches
 * `kms:PutKeyPolicy` is refused whatever its conditions: it has no good use that a narrower Deny would not serve.
 */
function refuseLockout(statements: readonly ResourceStatement[]): void {
  for (const { Sid, Effect, Action } of statements) {
    if (
      Effect === "Deny" &&
      [Action].flat().some((pattern) => wildcardMatch(pattern.toLowerCase(), "kms:putkeypolicy"))
    ) {
      throw new PolicyStatementError(
        `statement ${JSON.stringify(Sid)} must not deny \`kms:PutKeyPolicy\`: it could lock the account out of its key for ever. Name the actions to deny.`,
      );
    }
  }
}
