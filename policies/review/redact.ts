import type { Request } from "../language";
import type { Result } from "./result";

const HIDDEN = "(sensitive)";

/**
 * Takes texts that are secret out of what a result says. Controls show values in their reasons where these help; which of them a plan
 * marks as sensitive, they need not know.
 *
 * @param secrets the longest first
 */
export function redacted(result: Result, secrets: readonly string[]): Result {
  if (secrets.length === 0) return result;
  const hide = (text: string): string =>
    secrets.reduce(
      (shown, secret) => (shown.includes(secret) ? shown.replaceAll(secret, HIDDEN) : shown),
      text,
    );
  const { witness } = result;
  return {
    ...result,
    reason: hide(result.reason),
    witness: witness === undefined ? undefined : hiddenIn(witness, hide),
  };
}

function hiddenIn(
  { action, resource, principal, context }: Request,
  hide: (text: string) => string,
): Request {
  return {
    action,
    ...(resource === undefined ? {} : { resource: hide(resource) }),
    principal: principal.type === "aws" ? { ...principal, arn: hide(principal.arn) } : principal,
    context: Object.fromEntries(
      Object.entries(context).map(([key, value]) => [
        key,
        typeof value === "string" ? hide(value) : value.map(hide),
      ]),
    ),
  };
}
