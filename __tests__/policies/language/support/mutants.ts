import type { PolicyKind } from "../../../../policies/language";

type Json = Readonly<Record<string, unknown>>;

/** A document with one change, and what the change is. */
export interface Mutant {
  readonly name: string;
  readonly document: Json;
}

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["StringEquals", "StringNotEquals"],
  ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ["StringLike", "StringNotLike"],
  ["ArnEquals", "ArnNotEquals"],
  ["ArnLike", "ArnNotLike"],
  ["NumericEquals", "NumericNotEquals"],
  ["NumericLessThan", "NumericGreaterThanEquals"],
  ["NumericLessThanEquals", "NumericGreaterThan"],
  ["DateEquals", "DateNotEquals"],
  ["DateLessThan", "DateGreaterThanEquals"],
  ["DateLessThanEquals", "DateGreaterThan"],
  ["IpAddress", "NotIpAddress"],
];
const ACCOUNT_THAT_NOBODY_MEANT = "999900001111";

/**
 * Every document that differs from this one by one dropped, widened, narrowed or inverted statement, effect, principal, action,
 * resource, condition, operator or value. A good set of assertions about the document fails for each of them.
 *
 * @param kind what the document is attached to: in a key policy `kms:*` is everything already, so it cannot be widened
 */
export function mutantsOf(document: Json, kind: PolicyKind): readonly Mutant[] {
  const statements = (
    Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  ) as readonly Json[];
  return statements.flatMap((statement, index) => {
    const name = typeof statement.Sid === "string" ? statement.Sid : `statement ${index}`;
    const withStatement = (replacement: readonly Json[]): Json => ({
      ...document,
      Statement: statements.flatMap((each, at) => (at === index ? replacement : [each])),
    });
    const changed = changesOf(statement, kind).map(([change, replacement]) => ({
      name: `${name}: ${change}`,
      document: withStatement([replacement]),
    }));
    const dropped = statements.length > 1 ? [{ name: `${name}: dropped`, document: withStatement([]) }] : [];
    return [...dropped, ...changed];
  });
}

type Change = readonly [name: string, statement: Json];

function changesOf(statement: Json, kind: PolicyKind): readonly Change[] {
  return [
    ["effect inverted", { ...statement, Effect: statement.Effect === "Allow" ? "Deny" : "Allow" }],
    ...listChanges(statement, "Action", (action) =>
      kind === "key" && action === "kms:*" ? action : widerAction(action),
    ),
    ...listChanges(statement, "Resource", () => "*"),
    ...principalChanges(statement),
    ...conditionChanges(statement),
  ];
}

/** `s3:GetObject` becomes `s3:Get*`; a pattern becomes the whole service; the whole service becomes everything. */
function widerAction(action: string): string {
  const [service = "", name = ""] = action.split(":");
  if (name === "*" || name === "") return "*";
  const verb = /^[A-Z][a-z]+/.exec(name)?.[0];
  return name.includes("*") || verb === undefined ? `${service}:*` : `${service}:${verb}*`;
}

function listChanges(
  statement: Json,
  element: "Action" | "Resource",
  wider: (value: string) => string,
): readonly Change[] {
  const changes: Change[] = [];
  const inverse = `Not${element}`;
  for (const name of [element, inverse]) {
    const value = statement[name];
    if (value === undefined) continue;
    const other = name === element ? inverse : element;
    const { [name]: _removed, ...rest } = statement;
    changes.push([`${name} inverted to ${other}`, { ...rest, [other]: value }]);
    const values = (Array.isArray(value) ? value : [value]) as readonly string[];
    values.forEach((each, index) => {
      const others = values.filter((_, at) => at !== index);
      if (others.length > 0) changes.push([`${name} ${each} dropped`, { ...statement, [name]: others }]);
      if (wider(each) !== each)
        changes.push([`${name} ${each} widened`, { ...statement, [name]: [...others, wider(each)] }]);
    });
  }
  return changes;
}

function principalChanges(statement: Json): readonly Change[] {
  const { Principal, ...rest } = statement;
  if (Principal === undefined) return [];
  const changes: Change[] = [
    ["Principal inverted to NotPrincipal", { ...rest, NotPrincipal: Principal }],
    ["Principal replaced by another account", { ...rest, Principal: { AWS: ACCOUNT_THAT_NOBODY_MEANT } }],
  ];
  if (!isEveryone(Principal)) changes.push(["Principal widened to everyone", { ...rest, Principal: "*" }]);
  if (typeof Principal !== "object" || Principal === null) return changes;
  for (const [kind, value] of Object.entries(Principal)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.length < 2) continue;
    values.forEach((each, index) => {
      const others = values.filter((_, at) => at !== index);
      changes.push([
        `principal ${String(each)} dropped`,
        { ...rest, Principal: { ...Principal, [kind]: others } },
      ]);
    });
  }
  return changes;
}

const isEveryone = (principal: unknown): boolean =>
  principal === "*" ||
  (typeof principal === "object" && principal !== null && "AWS" in principal && principal.AWS === "*");

function conditionChanges(statement: Json): readonly Change[] {
  const { Condition, ...unconditioned } = statement;
  if (typeof Condition !== "object" || Condition === null) return [];
  const block = Condition as Readonly<Record<string, Json>>;
  const changes: Change[] = [["condition dropped", unconditioned]];
  const tests = Object.entries(block).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => [operator, key] as const),
  );
  for (const [operator, key] of tests) {
    const values = block[operator]?.[key];
    const without = withoutTest(block, operator, key);
    const add = (name: string, otherOperator: string, otherValues: unknown): void => {
      const Changed = { ...without, [otherOperator]: { ...without[otherOperator], [key]: otherValues } };
      changes.push([`${operator} ${key} ${name}`, { ...statement, Condition: Changed }]);
    };
    if (tests.length > 1) changes.push([`${operator} ${key} dropped`, { ...statement, Condition: without }]);
    const opposite = oppositeOf(operator);
    if (opposite !== undefined) add(`inverted to ${opposite}`, opposite, values);
    const list: readonly unknown[] = Array.isArray(values) ? values : [values];
    if (operator === "Null" || operator.startsWith("Bool"))
      add("value inverted", operator, String(list[0]) === "true" ? "false" : "true");
    else {
      list.forEach((value, index) => {
        const others = list.filter((_, at) => at !== index);
        add(`value ${String(value)} replaced`, operator, [...others, otherValue(String(value))]);
        if (others.length > 0) add(`value ${String(value)} dropped`, operator, others);
      });
    }
  }
  return changes;
}

function withoutTest(
  block: Readonly<Record<string, Json>>,
  operator: string,
  key: string,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(block).flatMap(([name, keys]) => {
      const kept = Object.entries(keys).filter(([each]) => name !== operator || each !== key);
      return kept.length === 0 ? [] : [[name, Object.fromEntries(kept)]];
    }),
  );
}

function oppositeOf(operator: string): string | undefined {
  const [, prefix = "", base = "", suffix = ""] = /^(For\w+:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const pair = OPPOSITES.find((each) => each.includes(base));
  const opposite = pair?.find((each) => each !== base);
  return opposite === undefined ? undefined : `${prefix}${opposite}${suffix}`;
}

/** A value of the same form that means something else. */
function otherValue(value: string): string {
  if (/^\d+(\.\d+)?$/.test(value))
    return /^\d{12}$/.test(value) ? ACCOUNT_THAT_NOBODY_MEANT : String(Number(value) - 0.1);
  if (value.startsWith("arn:")) return value.replace(/[^:/]+$/, "something-else");
  return `${value}x`;
}
