import type { Policy, Scope } from "../../language";
import type { Condition } from "../../language/grammar/policy";
import type { ReviewContext } from "../control";
import { managedBehind, said } from "./key-policies";

const CONTEXT = "kms:encryptioncontext:";

/**
 * The requests that are surely of the account: by its principals, by the account that calls KMS, by its organization, or by a service on
 * behalf of what is in the account. What confines a service is taken from the policy's own conditions, each value by itself: a condition
 * that also holds for others adds nothing.
 */
export function ownRequests(policy: Policy, account: string, context: ReviewContext): readonly Scope[] {
  const confined = policy.statements
    .filter(({ effect }) => effect !== "Deny")
    .flatMap(({ conditions }) => conditions.flatMap((condition) => confinedBy(condition, account, context)));
  const distinct = new Map(confined.map((scope) => [JSON.stringify(scope), scope]));
  return [
    { Principal: { AWS: account } },
    { Condition: { StringEquals: { "kms:CallerAccount": account } } },
    ...distinct.values(),
  ];
}

function confinedBy(
  { operator, key, values }: Condition,
  account: string,
  context: ReviewContext,
): readonly Scope[] {
  if (operator.negated || (operator.family !== "string" && operator.family !== "arn")) return [];
  const isOwn = testOf(key, account, context);
  const own = values
    .filter(({ opaque }) => opaque === undefined)
    .map(said)
    .filter(isOwn);
  if (own.length === 0) return [];
  const name = operator.name.replace(/^For(?:Any|All)Values?:/, "").replace(/IfExists$/, "");
  const Condition = { [name]: { [key]: own } };
  // A caller of KMS chooses the encryption context; only a service's says on whose behalf it calls.
  return [key.startsWith(CONTEXT) ? { Principal: { Service: "*" }, Condition } : { Condition }];
}

function testOf(key: string, account: string, context: ReviewContext): (value: string) => boolean {
  if (key === "aws:principalorgid") return (value) => !/[*?]/.test(value.replace(/\$\{[^}]*\}/g, ""));
  if (key === "aws:sourceaccount") return (value) => value === account;
  if (key === "aws:sourcearn" || key.startsWith(CONTEXT)) return (value) => isOwnArn(value, account, context);
  return () => false;
}

/** An ARN in the account, one bucket (whose ARN names no account), or what the configuration itself manages. */
function isOwnArn(value: string, account: string, context: ReviewContext): boolean {
  const [arn, , service = "*", , owner] = value.split(":");
  if (arn === "arn" && owner === account && !/[*?]/.test(service)) return true;
  return /^arn:[^:]*:s3:::[^*?/]+(?:\/.*)?$/.test(value) || managedBehind(value, context) !== undefined;
}
