import type { Construct } from "constructs";
import { AiServicesOptOutPolicy } from "../ai-services-opt-out-policy";
import type { Settings } from "../settings/settings";
import { GuardrailsStack } from "./guardrails-stack";

/** What the settings say of an opt-out that this app deploys. */
export type ManagedOptOut = Exclude<Settings["optOut"], { readonly external: unknown }>;

/** The opt-out and its guard, in the management account. */
export class OrganizationStack extends GuardrailsStack {
  readonly optOut: AiServicesOptOutPolicy;

  /** @throws ValidationError naming every wrong setting */
  constructor(scope: Construct, id: string, settings: Settings, optOut: ManagedOptOut) {
    super(scope, id, settings, "management");
    this.optOut = new AiServicesOptOutPolicy(this, "OptOut", {
      targetIds: optOut.targets,
      policyName: `${settings.prefix}-ai-services-opt-out`,
      guard: optOut.guardExemption && { exempt: optOut.guardExemption },
    });
  }
}
