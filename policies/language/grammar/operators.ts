/**
 * The condition operators, as data.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export type OperatorFamily =
  | "string"
  | "arn"
  | "numeric"
  | "date"
  | "bool"
  | "ip"
  | "binary"
  | "null"
  | "unknown";
export type Comparison = "equals" | "like" | "less" | "less-or-equal" | "greater" | "greater-or-equal";

export interface Operator {
  readonly name: string;
  readonly family: OperatorFamily;
  readonly comparison: Comparison;
  /** True where no listed value matches; and true where the key is absent. */
  readonly negated: boolean;
  readonly ignoreCase: boolean;
  /** `...IfExists`: true where the key is absent, in a Deny too. */
  readonly ifExists: boolean;
  /** `ForAnyValue:` or `ForAllValues:`, for keys with several values. */
  readonly quantifier?: "any" | "all";
}

type Base = Pick<Operator, "family" | "comparison" | "negated" | "ignoreCase">;
const base = (
  family: OperatorFamily,
  comparison: Comparison,
  options: { negated?: boolean; ignoreCase?: boolean } = {},
): Base => ({
  family,
  comparison,
  negated: options.negated ?? false,
  ignoreCase: options.ignoreCase ?? false,
});
const negated = { negated: true };
const ignoreCase = { ignoreCase: true };

const BASES: ReadonlyMap<string, Base> = new Map([
  ["StringEquals", base("string", "equals")],
  ["StringNotEquals", base("string", "equals", negated)],
  ["StringEqualsIgnoreCase", base("string", "equals", ignoreCase)],
  ["StringNotEqualsIgnoreCase", base("string", "equals", { ...negated, ...ignoreCase })],
  ["StringLike", base("string", "like")],
  ["StringNotLike", base("string", "like", negated)],
  // ArnEquals and ArnLike behave identically: both take wildcards, per segment.
  ["ArnEquals", base("arn", "like")],
  ["ArnLike", base("arn", "like")],
  ["ArnNotEquals", base("arn", "like", negated)],
  ["ArnNotLike", base("arn", "like", negated)],
  ...orderedOperators("Numeric", "numeric"),
  ...orderedOperators("Date", "date"),
  ["Bool", base("bool", "equals")],
  ["BinaryEquals", base("binary", "equals")],
  ["IpAddress", base("ip", "equals")],
  ["NotIpAddress", base("ip", "equals", negated)],
  ["Null", base("null", "equals")],
]);

function orderedOperators(prefix: string, family: OperatorFamily): [string, Base][] {
  return [
    [`${prefix}Equals`, base(family, "equals")],
    [`${prefix}NotEquals`, base(family, "equals", negated)],
    [`${prefix}LessThan`, base(family, "less")],
    [`${prefix}LessThanEquals`, base(family, "less-or-equal")],
    [`${prefix}GreaterThan`, base(family, "greater")],
    [`${prefix}GreaterThanEquals`, base(family, "greater-or-equal")],
  ];
}

const NAME = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

/** The operator of that name, or undefined: operator names are case-sensitive and never guessed. */
export function operatorOf(name: string): Operator | undefined {
  const match = NAME.exec(name);
  const found = BASES.get(match?.[2] ?? "");
  if (match === null || found === undefined) return undefined;
  const quantifier = match[1];
  const ifExists = match[3] !== undefined;
  // "Null" asks about existence itself: AWS has no NullIfExists and no set form of it.
  if (found.family === "null" && (ifExists || quantifier !== undefined)) return undefined;
  return {
    name,
    ...found,
    ifExists,
    ...(quantifier === undefined ? {} : { quantifier: quantifier === "ForAnyValue" ? "any" : "all" }),
  };
}

/** The operator's name as written elsewhere in another case, to help whoever misspelled it. */
export function nearestOperator(name: string): string | undefined {
  const wanted = name
    .replace(/^For(Any|All)Values?:/i, "")
    .replace(/IfExists$/i, "")
    .toLowerCase();
  return [...BASES.keys()].find((known) => known.toLowerCase() === wanted);
}
