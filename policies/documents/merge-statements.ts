import type { ConditionBlock, ResourceStatement, TrustStatement } from "./policy-document";

/** Statements that cannot stand. */
export class PolicyStatementError extends Error {
  override readonly name = "PolicyStatementError";
}

/**
 * Appends a caller's statements to a policy of ours.
 *
 * @throws PolicyStatementError for a `Sid` that is taken or that AWS refuses, an effect that is none, or an Allow for everyone
 */
export function mergeStatements<S extends ResourceStatement>(
  own: readonly S[],
  additional: readonly S[] = [],
): readonly S[] {
  const taken = new Set(own.map(({ Sid }) => Sid));
  for (const statement of additional) {
    if (taken.has(statement.Sid)) {
      throw new PolicyStatementError(
        `the \`Sid\` of every statement must be its own, got a second: ${JSON.stringify(statement.Sid)}. Rename yours.`,
      );
    }
    taken.add(statement.Sid);
    refuseWhatAwsRefuses(statement);
    refuseEveryone(statement);
  }
  return [...own, ...additional];
}

/** @throws PolicyStatementError for a `Sid` of other than letters and digits, or an effect that is none */
export function refuseWhatAwsRefuses({
  Sid,
  Effect,
}: {
  readonly Sid: string;
  readonly Effect: string;
}): void {
  if (typeof Sid !== "string" || !/^[A-Za-z0-9]+$/.test(Sid)) {
    throw new PolicyStatementError(
      `the \`Sid\` of a statement must be letters and digits, got: ${JSON.stringify(Sid)}.`,
    );
  }
  if (Effect !== "Allow" && Effect !== "Deny") {
    throw new PolicyStatementError(
      `the \`Effect\` of statement ${JSON.stringify(Sid)} must be "Allow" or "Deny", got: ${JSON.stringify(Effect)}.`,
    );
  }
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

function isEveryone(principal: TrustStatement["Principal"] | undefined): boolean {
  // An untyped caller's NotPrincipal is everyone but a few.
  if (principal === undefined || principal === "*") return true;
  const aws: readonly string[] = principal.AWS === undefined ? [] : [principal.AWS].flat();
  return aws.includes("*");
}
