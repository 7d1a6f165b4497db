type Json = Readonly<Record<string, unknown>>;

/** A document that protects less, and how. */
export interface Weakening {
  readonly change: string;
  readonly document: Json;
}

const OUTSIDER = "arn:aws:iam::999900001111:root";

/**
 * Every way in which one statement of a policy can be made to protect less: a Deny dropped, turned, narrowed to fewer actions, resources or
 * people, or given one more condition; an Allow opened to everybody, to another account, to all actions or resources, or freed of a
 * condition. That an Allow allows less is no weakening, and takes no part.
 */
export function* weakenings(document: Json): Iterable<Weakening> {
  const statements = list(document.Statement) as readonly Json[];
  for (const [index, statement] of statements.entries()) {
    const name = typeof statement.Sid === "string" ? statement.Sid : `statement ${index}`;
    const changed = statement.Effect === "Deny" ? denies(statement) : allows(statement);
    for (const [change, replacement] of changed) {
      yield {
        change: `${name}: ${change}`,
        document: {
          ...document,
          Statement: statements.flatMap((each, at) =>
            at !== index ? [each] : replacement === undefined ? [] : [replacement],
          ),
        },
      };
    }
  }
}

type Change = readonly [name: string, statement: Json | undefined];

function* denies(statement: Json): Iterable<Change> {
  yield ["Deny dropped", undefined];
  yield ["Deny turned into Allow", { ...statement, Effect: "Allow" }];
  yield [
    "one more condition",
    {
      ...statement,
      Condition: {
        ...conditionOf(statement),
        StringNotEquals: { ...member(statement, "StringNotEquals"), "aws:PrincipalTag/team": "desk" },
      },
    },
  ];
  if ("Principal" in statement)
    yield [
      "narrowed to one principal",
      { ...statement, Principal: { AWS: "arn:aws:iam::444455556666:role/one" } },
    ];
  for (const element of ["Action", "Resource"]) {
    const values = list(statement[element]);
    if (values.length < 2) continue;
    for (const value of values)
      yield [
        `${element} ${String(value)} dropped`,
        { ...statement, [element]: values.filter((each) => each !== value) },
      ];
  }
  for (const [operator, keys] of Object.entries(conditionOf(statement))) {
    if (operator !== "Bool" && operator !== "Null") continue;
    for (const [key, value] of Object.entries(keys)) {
      const opposite = String(value) === "true" ? "false" : "true";
      yield [
        `${operator} ${key} turned`,
        { ...statement, Condition: { ...conditionOf(statement), [operator]: { ...keys, [key]: opposite } } },
      ];
    }
  }
}

function* allows(statement: Json): Iterable<Change> {
  const { Condition: _condition, ...unconditioned } = statement;
  if ("Principal" in statement) {
    yield ["opened to everybody", { ...unconditioned, Principal: "*" }];
    yield ["given to another account", { ...unconditioned, Principal: { AWS: OUTSIDER } }];
  }
  for (const [operator, keys] of Object.entries(conditionOf(statement))) {
    for (const key of Object.keys(keys))
      yield [
        `${operator} ${key} dropped`,
        { ...statement, Condition: without(conditionOf(statement), operator, key) },
      ];
  }
  const service = String(list(statement.Action)[0]).split(":")[0];
  yield ["opened to all actions of its service", { ...statement, Action: `${service}:*` }];
  yield ["opened to all actions", { ...statement, Action: "*" }];
  if ("Resource" in statement && statement.Resource !== "*")
    yield ["opened to all resources", { ...statement, Resource: "*" }];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const conditionOf = (statement: Json): Readonly<Record<string, Json>> =>
  (statement.Condition ?? {}) as Readonly<Record<string, Json>>;

const member = (statement: Json, operator: string): Json => conditionOf(statement)[operator] ?? {};

function without(condition: Readonly<Record<string, Json>>, operator: string, key: string): Json | undefined {
  const entries = Object.entries(condition).flatMap(([name, keys]) => {
    const kept = Object.entries(keys).filter(([each]) => name !== operator || each !== key);
    return kept.length === 0 ? [] : [[name, Object.fromEntries(kept)] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
