import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { EncryptionKey } from "../access/encryption-key";
import { CustomerManagedKey } from "../customer-managed-key";
import type { Settings } from "../settings/settings";
import { GuardrailsStack } from "./guardrails-stack";

const KEY_ARN_OUTPUT = "face_images_key_arn";

/**
 * The customer managed key, with a state and administrators of its own. AWS invents its ARN, so it is applied first: then plans of
 * the workload know it.
 */
export class KeysStack extends GuardrailsStack {
  readonly key: CustomerManagedKey;
  private readonly backendName: string;

  /** @throws ValidationError naming every wrong setting */
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, settings, "workload");
    this.backendName = id;
    this.key = new CustomerManagedKey(this, "FaceImages", {
      aliases: [`${settings.prefix}/face-images`],
      administratorArns: settings.administrators,
      allowDestroy: settings.teardown,
    });
    // Not cdktf's own cross-stack output: that one is always sensitive, and would hide every policy that names the key from a plan.
    const output = new TerraformOutput(this, KEY_ARN_OUTPUT, {
      description: "ARN of the key that face images are encrypted with",
      value: this.key.keyArn,
    });
    output.overrideLogicalId(KEY_ARN_OUTPUT);
  }

  /** The key as another stack of the app knows it: the ARN by this stack's state, uses added to the key's own policy. */
  keyFor(stack: TerraformStack): EncryptionKey {
    stack.addDependency(this);
    const state = this.ensureBackendExists().getRemoteStateDataSource(stack, "keys-state", this.backendName);
    const key = this.key;
    return {
      keyArn: state.getString(KEY_ARN_OUTPUT),
      environment: key.environment,
      allow: (use) => key.allow(use),
    };
  }
}
