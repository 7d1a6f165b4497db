import type { PolicyKind } from "./policy";

interface SizeLimit {
  readonly maximum: number;
  /** AWS counts identity and trust policies without white space, and the others as they are sent. */
  readonly whitespace: boolean;
  /** A lower limit of the most common carrier: crossing it is lint, because the kind alone does not say what carries it. */
  readonly advised?: number;
}

/**
 * How long a document may be.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html - managed 6,144; inline in a role 10,240; trust 2,048, 4,096 on request
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html - bucket policy 20 KB
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html - key policy 32 KB
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html - SCP and RCP 5,120
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html - endpoint policy 20,480
 */
export const SIZE_LIMITS: Readonly<Record<PolicyKind, SizeLimit>> = {
  identity: { maximum: 10_240, whitespace: false, advised: 6_144 },
  resource: { maximum: 20_480, whitespace: true },
  key: { maximum: 32_768, whitespace: true },
  scp: { maximum: 5_120, whitespace: true },
  rcp: { maximum: 5_120, whitespace: true },
  endpoint: { maximum: 20_480, whitespace: true },
  trust: { maximum: 4_096, whitespace: false, advised: 2_048 },
};

/** No document of any kind comes near this: longer input is not read at all. */
export const LONGEST_INPUT = 1_000_000;

/** In characters where AWS leaves white space out, else in bytes, as the document is sent. */
export function policySize(text: string, kind: PolicyKind): { readonly size: number; readonly unit: string } {
  return SIZE_LIMITS[kind].whitespace
    ? { size: new TextEncoder().encode(text).length, unit: "bytes" }
    : { size: text.replace(/\s+/g, "").length, unit: "characters" };
}
