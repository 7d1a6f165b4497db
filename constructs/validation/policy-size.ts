import type { Construct } from "constructs";

/**
 * The sizes that AWS accepts, in characters of the minified document. Neither Terraform nor the provider checks them before apply.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const POLICY_MAX_CHARACTERS = {
  bucket: 20_480,
  endpoint: 20_480,
  key: 32_768,
  role: 10_240,
  "service control": 5_120,
} as const;

/** cdktf's mark for a value that only Terraform knows, whatever its length will be. */
const TOKEN = /\$\{TfToken\[[^\]]*\]\}/g;

/** At synth, says that a policy is too large. What only Terraform knows counts nothing, so this is the least that it will have. */
export function addSizeValidation(
  construct: Construct,
  what: string,
  render: () => string,
  kind: keyof typeof POLICY_MAX_CHARACTERS,
): void {
  construct.node.addValidation({
    validate: () => {
      const length = render().replace(TOKEN, "").length;
      const limit = POLICY_MAX_CHARACTERS[kind];
      if (length <= limit) return [];
      return [
        `${what} must have at most ${limit} characters, got: ${length}. Grant less, or split what it serves.`,
      ];
    },
  });
}
