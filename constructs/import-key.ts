import type { Construct } from "constructs";
import { type KeyUse, keyUseStatements, type ResourceStatement } from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import * as awsNames from "./validation/aws-names";
import { keyUseFaults } from "./validation/key-use-faults";
import { throwFaults } from "./validation/validation-error";

/** A key that somebody else manages. */
export interface ImportedKey extends EncryptionKey {
  /** What the key's owner must add to its policy, for everything that this app does with it. */
  requiredStatements(): readonly ResourceStatement[];
}

/**
 * A customer managed key that exists already. Its policy is not this app's to write: hand `requiredStatements()` to its owner.
 *
 * @param keyArn the full ARN, or a token for it
 * @throws ValidationError for an id or an alias, which would resolve in the account of whoever makes a request
 */
export function importKey(scope: Construct, keyArn: string, props: AwsEnvironmentProps = {}): ImportedKey {
  const { environment, environmentFaults } = readEnvironment(scope, props);
  throwFaults(scope, "importKey", [...environmentFaults, ...awsNames.keyArn("keyArn", keyArn, environment)]);
  const uses: KeyUse[] = [];
  return {
    keyArn,
    environment,
    allow: (use) => {
      throwFaults(scope, "importKey", keyUseFaults("use", use, environment));
      const text = JSON.stringify(use);
      if (!uses.some((other) => JSON.stringify(other) === text)) uses.push(use);
    },
    requiredStatements: () => keyUseStatements(uses, environment),
  };
}
