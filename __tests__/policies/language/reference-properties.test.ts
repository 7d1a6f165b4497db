import fc from "fast-check";
import {
  type Answer,
  type Declarations,
  InvalidScopeError,
  policyOf,
  proveAllowsOnly,
  proveDenied,
  type Scope,
} from "../../../policies/language";
import { document, ref, type StatementJson } from "./support/cases";

/**
 * An answer about references must hold for every value that they may have: ask once with references open, then again with values
 * declared. Open and proved means proved for each; open and refuted means refuted for each.
 */
const FACES = ref("aws_s3_bucket.faces.arn");
const NAME = ref("aws_s3_bucket.faces.bucket");
const OTHER = ref("aws_s3_bucket.other.arn");
const ACCOUNT = ref("data.aws_caller_identity.current.account_id");
const VARIABLE = ref("var.arn");
const TEXT = ref("var.text");
/** What is compared with an account is taken to be one: a request of no account is no request. */
const SOME_ACCOUNT = ref("var.account");
const partition = ref("data.aws_partition.current.partition");

const RESOURCES = [
  FACES,
  `${FACES}/*`,
  `${FACES}*`,
  `arn:${partition}:s3:::${NAME}/*`,
  `arn:aws:s3:::${NAME}`,
  OTHER,
  `${OTHER}/*`,
  VARIABLE,
  `${VARIABLE}/*`,
  "*",
  "arn:aws:s3:::*",
  "arn:*:s3:::*",
  "arn:aws:s3:::faces",
  "arn:aws:s3:::faces/*",
  "arn:aws:s3:::fa?es/*",
  `${FACES}/${TEXT}/*`,
  `arn:aws:s3:::?`,
];
const ACTIONS = ["s3:*", "s3:Get*", "s3:GetObject", "s3:ListBucket", `s3:${TEXT}`, TEXT];
const PRINCIPALS: readonly unknown[] = [
  "*",
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: `arn:${partition}:iam::${ACCOUNT}:role/reader` },
  { AWS: "111122223333" },
  { AWS: `arn:aws:iam::111122223333:role/${TEXT}` },
  { Service: `${TEXT}.amazonaws.com` },
  { Service: "s3.amazonaws.com" },
  { AWS: VARIABLE },
];
const CONDITIONS: readonly unknown[] = [
  undefined,
  undefined,
  { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
  { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
  { StringEquals: { "aws:PrincipalAccount": SOME_ACCOUNT } },
  { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
  { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/*` } },
  { StringEquals: { "aws:PrincipalArn": VARIABLE } },
  { StringLike: { "aws:PrincipalArn": `arn:aws:iam::${TEXT}*` } },
  { ArnEquals: { "aws:SourceArn": FACES } },
  { ArnNotEquals: { "aws:SourceArn": [FACES, OTHER] } },
  { StringLike: { "aws:SourceArn": `${VARIABLE}*` } },
  { StringEquals: { "aws:SourceVpce": TEXT } },
  { StringNotEqualsIgnoreCase: { "aws:SourceVpce": [TEXT, "vpce-1"] } },
  { NumericLessThan: { "s3:max-keys": TEXT } },
];

const some = (values: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const element = (name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), values)
    .map(([roll, value]) => ({ [roll === 0 ? `Not${name}` : name]: value }));
const matcher = fc
  .tuple(
    element("Action", some(ACTIONS)),
    element("Resource", some(RESOURCES)),
    fc.constantFrom(...PRINCIPALS),
    fc.constantFrom(...CONDITIONS),
  )
  .map(
    ([action, resource, Principal, Condition]): StatementJson => ({
      ...action,
      ...resource,
      Principal,
      ...(Condition === undefined ? {} : { Condition }),
    }),
  );
const statements = fc.array(
  fc
    .tuple(matcher, fc.constantFrom("Allow", "Deny", "Deny"))
    .map(([rest, Effect]): StatementJson => ({ Effect, ...rest })),
  { minLength: 1, maxLength: 3 },
);

/** Scopes cannot hold what is not modelled. */
const fixedScope = fc.constantFrom<Scope>(
  { Action: "s3:*", Resource: [FACES, `${FACES}/*`] },
  { Action: "s3:GetObject", Resource: `${FACES}/*` },
  { Action: "s3:*", Resource: ["arn:aws:s3:::faces", "arn:aws:s3:::faces/*"] },
  { Principal: { AWS: ACCOUNT } },
  { Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } } },
  { Condition: { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }, Resource: FACES },
  { Resource: `${VARIABLE}/*` },
  { Action: "s3:*", Condition: { ArnEquals: { "aws:SourceArn": FACES } } },
  { Action: "s3:*", Resource: `${OTHER}/*`, Principal: { Service: "s3.amazonaws.com" } },
  {},
);

/** Statements with a question about them; half of the questions are about what one of the statements matches. */
const asked: fc.Arbitrary<readonly [readonly StatementJson[], Scope]> = statements.chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.oneof(
      fixedScope,
      fc.constantFrom(...rows).map(({ Effect: _effect, Principal, ...rest }): Scope => {
        const everyone = Principal === "*" ? {} : { Principal };
        return { ...rest, ...everyone } as Scope;
      }),
    ),
  ),
);

const declarations: fc.Arbitrary<Declarations> = fc.record({
  "aws_s3_bucket.faces.bucket": fc.constantFrom("faces", "fates", "x"),
  "aws_s3_bucket.other.bucket": fc.constantFrom("other", "y"),
  "data.aws_caller_identity.current.account_id": fc.constantFrom("111122223333", "444455556666"),
  "data.aws_partition.current.partition": fc.constantFrom("aws", "aws-cn"),
  "var.account": fc.constantFrom("111122223333", "444455556666", "777788889999"),
  "var.arn": fc.constantFrom(
    "arn:aws:s3:::faces",
    "arn:aws:iam::111122223333:role/reader",
    "arn:aws:iam::444455556666:root",
    "arn:aws:s3:::z",
  ),
  "var.text": fc.constantFrom("GetObject", "111122223333", "s3", "reader", "vpce-1", "a", "7"),
});

type Ask = (json: unknown, asked: Scope, known: Declarations) => Answer["verdict"] | "impossible";
const asking =
  (prove: typeof proveDenied): Ask =>
  (json, asked, known) => {
    try {
      return prove(policyOf(json, { kind: "resource", declarations: known }), asked, { declarations: known })
        .verdict;
    } catch (error) {
      // A declared value may make a fault (an action "s3:7") or an empty scope: then there is nothing to compare.
      if (
        error instanceof InvalidScopeError ||
        (error instanceof Error && error.name === "PolicyFaultsError")
      )
        return "impossible";
      throw error;
    }
  };

// CI raises LANGUAGE_PROPERTY_RUNS to 50,000.
jest.setTimeout(3_600_000);

describe("answers about references", () => {
  it.each([
    ["what is denied", asking(proveDenied)],
    ["what is allowed only", asking(proveAllowsOnly)],
  ])("hold for every value of the references: %s", (_name, ask) => {
    const counts: Record<string, number> = {};
    const numRuns = Math.ceil(Number(process.env.LANGUAGE_PROPERTY_RUNS ?? 2100) / 12);
    fc.assert(
      fc.property(
        asked,
        fc.array(declarations, { minLength: 3, maxLength: 3 }),
        ([rows, question], values) => {
          const json = document(rows);
          const open = ask(json, question, {});
          counts[open] = (counts[open] ?? 0) + 1;
          if (open !== "proved" && open !== "refuted") return;
          for (const known of values)
            expect([open, "impossible", "unknown"]).toContain(ask(json, question, known));
        },
      ),
      { numRuns },
    );
    if (process.env.LANGUAGE_PROPERTY_RUNS === undefined) return;
    // Only many runs say something about how often each answer comes.
    console.info(JSON.stringify(counts));
    expect((counts.proved ?? 0) * 200).toBeGreaterThan(numRuns);
    expect((counts.refuted ?? 0) * 100).toBeGreaterThan(numRuns);
  });
});
