import { ACCOUNT, type Stack } from "../support/judges";

export const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
export const ADMIN = `arn:aws:iam::${ACCOUNT}:role/key-administrator`;
export const READER = `arn:aws:iam::${ACCOUNT}:role/verify`;
export const STRANGER = "arn:aws:iam::999988887777:role/stranger";

export const allow = (Principal: unknown, Action: unknown, Condition?: object, more: object = {}) => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource: "*",
  ...(Condition === undefined ? {} : { Condition }),
  ...more,
});
export const deny = (Action: unknown, Condition?: object, Principal: unknown = "*") => ({
  ...allow(Principal, Action, Condition),
  Effect: "Deny",
});

export const document = (...Statement: readonly unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** A key with these statements as its policy. */
export const keyWith = (...statements: readonly unknown[]): Stack => keyOf(document(...statements));

export const keyOf = (policy: unknown, more: Stack = {}): Stack => ({
  ...more,
  resource: { aws_kms_key: { faces: { policy } }, ...more.resource },
});

/** The same as a policy of its own resource. */
export const companionOf = (key_id: string, ...statements: readonly unknown[]): Stack => ({
  resource: {
    aws_kms_key: { faces: {} },
    aws_kms_key_policy: { faces: { key_id, policy: document(...statements) } },
  },
});

/** A provider that is bound to no account. */
export const UNBOUND = { aws: [{ region: "eu-west-1" }] };

export const root = allow({ AWS: ROOT }, "kms:*");
