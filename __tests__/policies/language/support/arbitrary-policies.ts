import fc from "fast-check";
import type { Request, RequestPrincipal } from "../../../../policies/language";
import { ACCOUNT, BUCKET, OTHER_ACCOUNT } from "./cases";

/**
 * A small vocabulary on purpose: values must collide often, or random policies never meet random requests.
 */
const ACTIONS = [
  "*",
  "s3:*",
  "s3:Get*",
  "s3:GetObject",
  "s3:GetObject*",
  "s3:?etObject",
  "S3:PUTOBJECT",
  "s3:ListBucket",
  "kms:Decrypt",
];
const RESOURCES = [
  "*",
  BUCKET,
  `${BUCKET}/*`,
  `${BUCKET}*`,
  `${BUCKET}/a*`,
  `${BUCKET}/?`,
  "arn:aws:s3:::other/*",
  "arn:*:s3:::*",
];
const REQUEST_ACTIONS = [
  "s3:GetObject",
  "s3:GetObjectAcl",
  "s3:PutObject",
  "s3:ListBucket",
  "s3:SetObject",
  "kms:Decrypt",
  "sqs:SendMessage",
];
const REQUEST_RESOURCES = [
  BUCKET,
  `${BUCKET}/`,
  `${BUCKET}/a`,
  `${BUCKET}/ab`,
  `${BUCKET}/b`,
  `${BUCKET}x`,
  "arn:aws:s3:::other/a",
  "arn:aws-cn:s3:::faces",
];
const ROLE = `arn:aws:iam::${ACCOUNT}:role/reader`;
const USER = `arn:aws:iam::${OTHER_ACCOUNT}:user/reader`;
const PRINCIPALS: readonly unknown[] = [
  "*",
  { AWS: "*" },
  { AWS: ACCOUNT },
  { AWS: [`arn:aws:iam::${ACCOUNT}:root`, USER] },
  { AWS: ROLE },
  { Service: "s3.amazonaws.com" },
  { AWS: OTHER_ACCOUNT, Service: ["logs.amazonaws.com", "s3.amazonaws.com"] },
];

interface KeyVocabulary {
  readonly key: string;
  readonly operators: readonly string[];
  readonly wanted: readonly string[];
  readonly given: readonly string[];
  readonly always?: true;
  readonly many?: true;
}

const TEXT = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
];
const ORDERED = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const quantified = (operators: readonly string[]): readonly string[] =>
  operators.flatMap((operator) => [`ForAnyValue:${operator}`, `ForAllValues:${operator}`]);

const KEYS: readonly KeyVocabulary[] = [
  {
    key: "aws:SecureTransport",
    operators: ["Bool", "StringEquals", "StringNotEquals"],
    wanted: ["true", "false"],
    given: ["true", "false"],
    always: true,
  },
  {
    key: "s3:x-amz-server-side-encryption",
    operators: TEXT,
    wanted: ["aws:kms", "aws:kms:dsse", "AES256", "aws:*", "*", "aws:?ms"],
    given: ["aws:kms", "AWS:KMS", "aws:kms:dsse", "AES256", "aes256", "x"],
  },
  {
    key: "aws:SourceArn",
    operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "StringLike", "StringEquals"],
    wanted: ["arn:aws:s3:::faces", "arn:aws:*:::faces", "arn:aws:logs:*:*:log-group:a*", "arn:*:s3:::*"],
    given: [
      "arn:aws:s3:::faces",
      "arn:aws:sns:::faces",
      "arn:aws:logs:eu:1:log-group:ab:c",
      "x",
      "arn:aws:s3:eu:1:faces",
    ],
  },
  {
    key: "s3:max-keys",
    operators: ORDERED.map((name) => `Numeric${name}`),
    wanted: ["1", "2", "2.5", "10"],
    given: ["0", "1", "1.5", "2", "2.5", "3", "10", "11"],
  },
  {
    key: "s3:TlsVersion",
    operators: ORDERED.map((name) => `Numeric${name}`),
    wanted: ["1.1", "1.2", "1.3"],
    given: ["1.0", "1.1", "1.2", "1.3"],
  },
  {
    key: "aws:CurrentTime",
    operators: ORDERED.map((name) => `Date${name}`),
    wanted: ["2026-01-01T00:00:00Z", "2027-01-01", "1798761600"],
    given: [
      "2025-12-31T23:59:59Z",
      "2026-01-01T00:00:00Z",
      "2026-06-01T12:00:00Z",
      "2027-01-01T00:00:00Z",
      "2030-01-01T00:00:00Z",
    ],
    always: true,
  },
  {
    key: "aws:SourceIp",
    operators: ["IpAddress", "NotIpAddress"],
    wanted: ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "2001:db8::/32", "0.0.0.0/0"],
    given: ["10.0.0.1", "10.1.2.3", "10.1.2.4", "11.0.0.0", "2001:db8::1", "2001:db9::1"],
  },
  {
    key: "aws:TagKeys",
    operators: quantified(TEXT),
    wanted: ["a", "b", "A", "a*"],
    given: ["a", "b", "c", "ab", "A"],
    many: true,
  },
  {
    key: "aws:PrincipalArn",
    operators: ["ArnLike", "ArnNotLike", "StringEquals", "StringNotLike"],
    wanted: [ROLE, USER, `arn:aws:iam::${ACCOUNT}:role/*`, "arn:aws:iam::*:user/*"],
    given: [],
  },
  {
    key: "aws:PrincipalAccount",
    operators: ["StringEquals", "StringNotEquals", "StringLike"],
    wanted: [ACCOUNT, OTHER_ACCOUNT, "1111*"],
    given: [],
  },
  { key: "aws:PrincipalIsAWSService", operators: ["Bool"], wanted: ["true", "false"], given: [] },
];

const some = <T>(values: readonly T[], maximum = 2): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: maximum }),
  );

const conditionTest: fc.Arbitrary<readonly [string, string, unknown]> = fc
  .constantFrom(...KEYS)
  .chain(({ key, operators, wanted }) =>
    fc.oneof(
      { weight: 7, arbitrary: fc.tuple(fc.constantFrom(...operators), fc.constant(key), some(wanted)) },
      {
        weight: 2,
        arbitrary: fc.tuple(
          fc.constantFrom(...operators).map((name) => `${name}IfExists`),
          fc.constant(key),
          some(wanted),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(
          fc.constant("Null"),
          fc.constantFrom(key, key.toLowerCase()),
          fc.constantFrom("true", "false"),
        ),
      },
    ),
  );

const condition: fc.Arbitrary<Record<string, Record<string, unknown>>> = fc
  .array(conditionTest, { maxLength: 3 })
  .map((tests) => {
    const block: Record<string, Record<string, unknown>> = {};
    for (const [operator, key, values] of tests) {
      const lower = key.toLowerCase();
      const of = block[operator] ?? {};
      block[operator] = Object.keys(of).some((name) => name.toLowerCase() === lower)
        ? of
        : { ...of, [key]: values };
    }
    return block;
  });

const either = (
  name: string,
  values: fc.Arbitrary<unknown>,
  inverted = 3,
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), values)
    .map(([roll, value]) => ({ [roll < inverted ? `Not${name}` : name]: value }));

const matcher = (principalInverted: number): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(
      either("Action", some(ACTIONS), 2),
      either("Resource", some(RESOURCES), 2),
      either("Principal", fc.constantFrom(...PRINCIPALS), principalInverted),
      condition,
    )
    .map(([actions, resources, principals, Condition]) => ({
      ...actions,
      ...resources,
      ...principals,
      ...(Object.keys(Condition).length > 0 ? { Condition } : {}),
    }));

const everyone = fc.boolean();

/** A resource policy of one to four statements; most of them judge everyone, or nothing would ever be proved. */
const resourcePolicy: fc.Arbitrary<readonly Record<string, unknown>[]> = fc.array(
  fc.tuple(matcher(1), fc.constantFrom("Deny", "Deny", "Allow"), everyone).map(([statement, Effect, all]) => {
    const { NotPrincipal, Principal, ...rest } = statement;
    if (all) return { Effect, ...rest, Principal: "*" };
    return { Effect, ...rest, ...(Principal === undefined ? { NotPrincipal } : { Principal }) };
  }),
  { minLength: 1, maxLength: 4 },
);

const anyScope: fc.Arbitrary<Record<string, unknown>> = fc.tuple(matcher(2), everyone).map(([found, all]) => {
  const { NotPrincipal: _not, Principal: _plain, ...rest } = found;
  return all ? rest : found;
});

/** A scope near a statement: its own requests, without or with one more condition; such questions are often proved. */
const scopeNear = (statement: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(condition, fc.constantFrom("same", "narrower", "without condition")).map(([more, change]) => {
    const { Effect: _effect, Condition, ...rest } = statement;
    if (change === "without condition") return rest;
    const own = Condition as Record<string, Record<string, unknown>> | undefined;
    const both = change === "narrower" ? { ...more, ...own } : own;
    return both === undefined || Object.keys(both).length === 0 ? rest : { ...rest, Condition: both };
  });

/** A policy and what a question is about. */
export const policyWithScope = resourcePolicy.chain((statements) =>
  fc.tuple(
    fc.constant(statements),
    fc.oneof(
      anyScope,
      fc.constantFrom(...statements).chain(scopeNear),
      fc.constantFrom(...statements).chain(scopeNear),
    ),
  ),
);

const requestPrincipal: fc.Arbitrary<RequestPrincipal> = fc.constantFrom<RequestPrincipal>(
  { type: "anonymous" },
  { type: "service", name: "s3.amazonaws.com" },
  { type: "service", name: "sns.amazonaws.com" },
  { type: "aws", arn: ROLE, account: ACCOUNT },
  { type: "aws", arn: `arn:aws:iam::${ACCOUNT}:role/other`, account: ACCOUNT },
  { type: "aws", arn: `arn:aws:iam::${ACCOUNT}:root`, account: ACCOUNT },
  { type: "aws", arn: USER, account: OTHER_ACCOUNT },
  { type: "aws", arn: "arn:aws:iam::999900001111:user/x", account: "999900001111" },
);

/** A request that could exist: what the principal and the transport imply is kept. */
export const request: fc.Arbitrary<Request> = fc
  .tuple(
    fc.constantFrom(
      ...REQUEST_ACTIONS.flatMap((action) =>
        REQUEST_RESOURCES.map((resource) => ({ action, resource })),
      ).filter(({ action, resource }) => isRealistic(action, resource)),
    ),
    requestPrincipal,
    fc.tuple(
      ...KEYS.map(({ given, always, many }): fc.Arbitrary<string | string[] | undefined> => {
        if (given.length === 0) return fc.constant(undefined);
        const value = many
          ? fc.array(fc.constantFrom(...given), { minLength: 1, maxLength: 3 })
          : fc.constantFrom(...given);
        return always ? value : fc.option<string | string[], undefined>(value, { nil: undefined });
      }),
    ),
  )
  .map(([{ action, resource }, principal, values]) => {
    const context: Record<string, string | string[]> = {};
    KEYS.forEach(({ key }, index) => {
      const value = values[index];
      if (value !== undefined) context[key] = value;
    });
    if (context["aws:SecureTransport"] === "false") delete context["s3:TlsVersion"];
    if (principal.type === "aws") {
      context["aws:PrincipalArn"] = principal.arn;
      context["aws:PrincipalAccount"] = principal.account;
      context["aws:PrincipalIsAWSService"] = "false";
    } else if (principal.type === "service") context["aws:PrincipalIsAWSService"] = "true";
    return { action, resource, principal, context };
  });

/** `s3:GetObject` takes objects, `s3:ListBucket` buckets; names that AWS does not know take anything. */
function isRealistic(action: string, resource: string): boolean {
  const isObject = resource.includes("/");
  if (["s3:GetObject", "s3:GetObjectAcl", "s3:PutObject"].includes(action))
    return isObject && !resource.endsWith("/");
  if (action === "s3:ListBucket") return !isObject;
  return action === "s3:SetObject";
}
