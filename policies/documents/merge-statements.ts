import type { ConditionBlock, IdentityStatement, ResourceStatement, TrustStatement } from "./policy-document";

/** Statements that cannot stand. */
export class PolicyStatementError extends Error {
  override readonly name = "PolicyStatementError";
}

/**
 * Appends a caller's statements to a policy of ours.
 *
 * @param accountId the account that nobody outside of may be allowed anything; not judged where it is left out
 * @throws PolicyStatementError for a `Sid` that is taken or that AWS refuses, an effect that is none, or an Allow for everyone
 */
export function mergeStatements<S extends ResourceStatement>(
  own: readonly S[],
  additional: readonly S[] = [],
  accountId?: string,
): readonly S[] {
  const taken = new Set(own.map(({ Sid }) => Sid));
  for (const statement of additional) {
    refuseWhatAwsRefuses(statement, RESOURCE_ELEMENTS);
    if (taken.has(statement.Sid)) {
      throw new PolicyStatementError(
        `the \`Sid\` of every statement must be its own, got a second: ${JSON.stringify(statement.Sid)}. Rename yours.`,
      );
    }
    taken.add(statement.Sid);
    refuseEveryone(statement);
    if (accountId !== undefined) refuseOtherAccounts(statement, accountId);
  }
  return [...own, ...additional];
}

/**
 * What types promise, for callers without them: a statement that says less than it seems to is refused here, not at apply.
 *
 * @throws PolicyStatementError for an element that is unknown, missing or empty, a `Sid` of other than letters and digits, an effect
 * that is none, or a principal that AWS refuses
 */
export function refuseWhatAwsRefuses(
  statement: ResourceStatement | TrustStatement | IdentityStatement,
  required: readonly Element[],
): void {
  const given: unknown = statement;
  if (typeof given !== "object" || given === null) {
    throw new PolicyStatementError(`a statement must be an object, got: ${JSON.stringify(given)}.`);
  }
  const { Sid, Effect } = statement;
  if (typeof Sid !== "string" || !/^[A-Za-z0-9]+$/.test(Sid)) {
    throw new PolicyStatementError(
      `the \`Sid\` of a statement must be letters and digits, got: ${JSON.stringify(Sid)}.`,
    );
  }
  const refuse = (rule: string, got: unknown): never => {
    throw new PolicyStatementError(
      `statement ${JSON.stringify(Sid)} ${rule}, got: ${JSON.stringify(got) ?? "nothing"}.`,
    );
  };
  if (Effect !== "Allow" && Effect !== "Deny") refuse('must have the `Effect` "Allow" or "Deny"', Effect);
  for (const name of Object.keys(statement)) {
    if (!ELEMENTS.includes(name)) refuse(`must hold only ${ELEMENTS.join(", ")}`, name);
  }
  for (const name of required) {
    const value: unknown = Reflect.get(statement, name);
    if (name === "Principal") refuseBadPrincipal(value, refuse);
    else if (!isTextOrTexts(value)) refuse(`must name its \`${name}\``, value);
  }
}

type Element = "Principal" | "Action" | "Resource";
const ELEMENTS = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

/** What a statement of each kind of policy must have. */
export const RESOURCE_ELEMENTS: readonly Element[] = ["Principal", "Action", "Resource"];
export const TRUST_ELEMENTS: readonly Element[] = ["Principal", "Action"];
export const IDENTITY_ELEMENTS: readonly Element[] = ["Action", "Resource"];

function refuseBadPrincipal(principal: unknown, refuse: (rule: string, got: unknown) => never): void {
  const rule =
    'must have a `Principal`: "*", or accounts, roles and users under AWS, or services under Service';
  if (principal === "*") return;
  if (typeof principal !== "object" || principal === null || Object.keys(principal).length === 0)
    refuse(rule, principal);
  for (const [kind, values] of Object.entries(principal ?? {})) {
    if ((kind !== "AWS" && kind !== "Service") || !isTextOrTexts(values)) refuse(rule, principal);
    for (const value of [values].flat()) {
      if (String(value).includes("*") && !(kind === "AWS" && value === "*")) {
        refuse("must name principals whole: IAM takes no wildcard within one", value);
      }
    }
  }
}

function isTextOrTexts(value: unknown): boolean {
  const list: readonly unknown[] = [value].flat();
  return list.length > 0 && list.every((text) => typeof text === "string" && text !== "");
}

/**
 * An Allow for everyone must be confined to somebody by its condition.
 *
 * @throws PolicyStatementError
 */
export function refuseEveryone(statement: ResourceStatement | TrustStatement): void {
  if (statement.Effect !== "Allow" || !isEveryone(statement.Principal) || namesSomebody(statement.Condition))
    return;
  throw new PolicyStatementError(
    `statement ${JSON.stringify(statement.Sid)} must not allow everyone. Name principals of the account, or confine it by a condition on one of ${Object.keys(NAMING_KEYS).join(", ")}.`,
  );
}

const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ARN_WITH_ACCOUNT = /^arn:[^:*?$]+:[^:]*:[^:]*:\d{12}:.+$/;
/** A value that only Terraform knows. An IAM variable (`${aws:…}`) is none: whoever asks decides what it holds. */
const REFERENCE = /^\$\{(?![A-Za-z0-9.-]+:)[^}]+\}$/;

/**
 * Keys whose value says who asks, and what that value must look like to name one account or organization. One of them must match:
 * a condition on, say, TLS alone does not pass for a restriction.
 */
const NAMING_KEYS: Readonly<Record<string, RegExp>> = {
  "aws:PrincipalArn": ARN_WITH_ACCOUNT,
  "aws:PrincipalAccount": ACCOUNT,
  "aws:PrincipalOrgID": ORGANIZATION,
  "aws:SourceArn": ARN_WITH_ACCOUNT,
  "aws:SourceAccount": ACCOUNT,
  "aws:SourceOrgID": ORGANIZATION,
  "kms:CallerAccount": ACCOUNT,
};
const POSITIVE_OPERATORS = ["StringEquals", "StringLike", "ArnEquals", "ArnLike"] as const;

function namesSomebody(condition: ConditionBlock = {}): boolean {
  return POSITIVE_OPERATORS.some((operator) =>
    Object.entries(condition[operator] ?? {}).some(([key, values]) => {
      const [, form] =
        Object.entries(NAMING_KEYS).find(([name]) => name.toLowerCase() === key.toLowerCase()) ?? [];
      const list: readonly string[] = [values].flat();
      return (
        form !== undefined &&
        list.length > 0 &&
        list.every((value) => form.test(value) || REFERENCE.test(value))
      );
    }),
  );
}

/** @throws PolicyStatementError for an Allow to a principal of another account */
function refuseOtherAccounts({ Sid, Effect, Principal }: ResourceStatement, accountId: string): void {
  if (Effect !== "Allow" || Principal === "*") return;
  const principals: readonly string[] = Principal.AWS === undefined ? [] : [Principal.AWS].flat();
  const stranger = principals.find((principal) => {
    const account = /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(principal)?.[1];
    return account !== undefined && account !== accountId;
  });
  if (stranger !== undefined) {
    throw new PolicyStatementError(
      `statement ${JSON.stringify(Sid)} must not allow anybody outside the account ${accountId}, got: ${JSON.stringify(stranger)}.`,
    );
  }
}

function isEveryone(principal: TrustStatement["Principal"]): boolean {
  if (principal === "*") return true;
  const aws: readonly string[] = principal.AWS === undefined ? [] : [principal.AWS].flat();
  return aws.includes("*");
}
