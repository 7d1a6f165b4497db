import type { PrincipalElement, PrincipalEntry, RequestMatcher } from "../grammar/policy";
import type { Request, RequestPrincipal } from "../questions/request";
import type { Text } from "../symbols/text";
import { invert, some, type Tri } from "./tri";

type TextOf = (text: Text) => string | undefined;
/** What the match decides: a Deny, an Allow, or membership in a scope. */
export type Purpose = "deny" | "allow" | "scope";

export function principalMatches(
  element: PrincipalElement,
  { principal }: Request,
  textOf: TextOf,
  purpose: Purpose,
): Tri {
  const listed = some(element.entries, (entry) => entryMatches(entry, principal, textOf));
  if (!element.negated) return listed;
  if (purpose === "scope" || principal.type !== "aws") return invert(listed);
  return notPrincipalMatches(element.entries, principal, textOf, purpose);
}

/** Whether the principal is named itself, not only through its account. */
export function namesPrincipal({ principals }: RequestMatcher, { principal }: Request, textOf: TextOf): Tri {
  if (principals === undefined) return true;
  if (principals.negated) return principal.type === "aws" ? undefined : true;
  return some(principals.entries, (entry) => {
    const matched = entryMatches(entry, principal, textOf);
    if (entry.type !== "account" || principal.type !== "aws" || matched !== true) return matched;
    return principal.arn.endsWith(":root") && principal.arn.split(":").length === 6;
  });
}

function entryMatches(entry: PrincipalEntry, principal: RequestPrincipal, textOf: TextOf): Tri {
  switch (entry.type) {
    case "everyone":
      return true;
    case "unmodelled":
      return undefined;
    case "any-service":
      return principal.type === "service";
    case "service":
      return principal.type === "service" && sameText(textOf(entry.name), principal.name);
    case "arn":
      return principal.type === "aws" && sameText(textOf(entry.arn), principal.arn);
    case "account": {
      if (principal.type !== "aws") return false;
      const partition =
        entry.partition === undefined ? true : sameText(textOf(entry.partition), principal.arn.split(":")[1]);
      const account = sameText(textOf(entry.account), principal.account);
      if (partition === false || account === false) return false;
      return partition === undefined || account === undefined ? undefined : true;
    }
  }
}

const sameText = (wanted: string | undefined, given: string | undefined): Tri =>
  wanted === undefined ? undefined : wanted === given;

/**
 * AWS only promises that a Deny with NotPrincipal spares a root or user that is listed with its account, and that it denies whoever
 * belongs to no listed account.
 */
function notPrincipalMatches(
  entries: readonly PrincipalEntry[],
  principal: RequestPrincipal & { type: "aws" },
  textOf: TextOf,
  purpose: Purpose,
): Tri {
  if (entries.some(({ type }) => type === "everyone")) return false;
  const accountOf = (arn: string): string => `${arn.split(":")[1]} ${arn.split(":")[4]}`;
  const touched = some(entries, (entry) => {
    if (entry.type !== "arn") return entryMatches(entry, principal, textOf);
    const arn = textOf(entry.arn);
    return arn === undefined ? undefined : accountOf(arn) === accountOf(principal.arn);
  });
  if (touched === false) return true;
  if (purpose !== "deny" || touched === undefined) return undefined;
  const accountListed = entries.some(
    (entry) => entry.type === "account" && entryMatches(entry, principal, textOf) === true,
  );
  const userListed = entries.some(
    (entry) => entry.type === "arn" && entryMatches(entry, principal, textOf) === true,
  );
  const resource = principal.arn.split(":")[5] ?? "";
  return accountListed && (resource === "root" || (userListed && resource.startsWith("user/")))
    ? false
    : undefined;
}
