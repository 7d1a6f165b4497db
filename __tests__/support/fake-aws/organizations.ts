import { ServiceError } from "./service-error";
import type { FakeWorld } from "./world";

/**
 * DescribeEffectivePolicy, as a member of an organization sees it.
 *
 * @throws {ServiceError} `EffectivePolicyNotFoundException` where the account has no opt-out policy.
 */
export function describeEffectivePolicy(
  world: FakeWorld,
  input: { readonly PolicyType?: string; readonly TargetId?: string },
): object {
  world.permit("organizations:DescribeEffectivePolicy", "*", "AccessDeniedException", 400);
  if (input.TargetId !== undefined && input.TargetId !== world.accountId)
    throw new ServiceError("TargetNotFoundException");
  if (input.PolicyType !== "AISERVICES_OPT_OUT_POLICY" || world.optOutPolicy === undefined)
    throw new ServiceError("EffectivePolicyNotFoundException");
  return {
    EffectivePolicy: {
      PolicyContent: JSON.stringify(world.optOutPolicy),
      LastUpdatedTimestamp: world.epochSeconds(),
      TargetId: world.accountId,
      PolicyType: input.PolicyType,
    },
  };
}
