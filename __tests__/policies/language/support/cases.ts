import type { Answer, PolicyKind, Scopes } from "../../../../policies/language";
import { policyOf } from "../../../../policies/language";

export type Verdict = Answer["verdict"];
export type StatementJson = Readonly<Record<string, unknown>>;

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const BUCKET = "arn:aws:s3:::faces";
export const OBJECTS = `${BUCKET}/*`;
export const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const OTHER_KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;

/** A reference or policy variable, which a template literal would take for its own. */
export const ref = (expression: string): string => ["$", "{", expression, "}"].join("");

export const document = (statements: readonly StatementJson[]): Readonly<Record<string, unknown>> => ({
  Version: "2012-10-17",
  Statement: statements,
});

export const policy = (kind: PolicyKind, ...statements: readonly StatementJson[]) =>
  policyOf(document(statements), { kind });

/** A bucket policy's Deny for everyone, on the bucket and its objects, with changes. */
export function denyStatement(changes: StatementJson = {}): StatementJson {
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [BUCKET, OBJECTS],
    ...changes,
  };
  return Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined));
}

export const plainHttp: Scopes = {
  Action: "s3:*",
  Resource: [BUCKET, OBJECTS],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

export const oldTls: Scopes = {
  Action: "s3:*",
  Resource: [BUCKET, OBJECTS],
  Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
};
