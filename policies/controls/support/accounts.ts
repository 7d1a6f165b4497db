import { isAccountId } from "../../configuration/providers";
import { referenceTo } from "../../configuration/reference-to";
import type { Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";

/**
 * The account that a resource belongs to, as a policy may write it: twelve digits, or the reference to a caller identity of the same
 * provider; undefined where nothing says.
 */
export function accountOf(resource: Resource, { configuration }: ReviewContext): string | undefined {
  const { provider } = resource;
  if (provider?.account !== undefined) return provider.account;
  const identity = configuration
    .dataOfType("aws_caller_identity")
    .find((each) => each.provider?.address === provider?.address && each.stack === resource.stack);
  if (identity === undefined) return undefined;
  const read = identity.get("account_id").string;
  if (read === undefined) return `\${${referenceTo(identity)}.account_id}`;
  return isAccountId(read) ? read : undefined;
}

/** What to say where the account is not known and decides. */
export const ACCOUNT_UNKNOWN =
  "Which account this is deployed to is not known: set `allowed_account_ids` of the provider, or give --account.";
