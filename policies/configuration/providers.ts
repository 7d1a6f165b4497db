import type { Attribute } from "./resource";

type Get = (name: string) => Attribute;

const ROLE_ACCOUNT = /^arn:[^:]*:iam::(\d{12}):role\//;

/** The account that a provider is bound to: the only one that it allows, or that of the role that it assumes. */
export function accountOf(get: Get): string | undefined {
  const allowed = get("allowed_account_ids").blocks ?? [];
  const [only] = allowed;
  if (allowed.length === 1 && isAccountId(only?.string)) return only?.string;
  return ROLE_ACCOUNT.exec(get("assume_role").get("role_arn").string ?? "")?.[1];
}

/** What a plan tells of an account may be anything: questions are asked about twelve digits only. */
export const isAccountId = (text: string | undefined): text is string => /^\d{12}$/.test(text ?? "");

export const regionOf = (get: Get): string | undefined => get("region").string;

/** The partition that a region is of; `aws` where the region is not known. */
export function partitionOfRegion(region: string | undefined): string {
  if (region?.startsWith("us-gov-")) return "aws-us-gov";
  return region?.startsWith("cn-") ? "aws-cn" : "aws";
}
