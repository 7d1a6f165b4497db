import { UnknownPart } from "../language";
import type { Attribute, Resource } from "./resource";
import { memberOf } from "./scalars";
import { escaped, templateAsJson } from "./templates";

const DOCUMENT = "aws_iam_policy_document";
const DEEPEST = 8;

/** One reference and nothing around it: a function may make another document of it. */
const WHOLE_REFERENCE = /^\s*\$\{\s*[\w.-]+(?:\[(?:[\w.]+|"[^"\\]*")\][\w.-]*)*\s*\}\s*$/;

/**
 * The document that an attribute holds, as `parsePolicy` takes it: its text, what an `aws_iam_policy_document` will make, or an
 * `UnknownPart`. Undefined where nobody sets it.
 */
export function documentOf(attribute: Attribute, depth = 0): unknown {
  const { state, template, references } = attribute;
  if (state === "absent" || state === "computed") return undefined;
  const [reference] = references;
  const isReference = template === undefined || WHOLE_REFERENCE.test(template);
  if (references.length === 1 && reference !== undefined && isReference && depth < DEEPEST) {
    const [source] = reference.resources;
    if (reference.resources.length === 1 && source?.mode === "data" && source.type === DOCUMENT) {
      return madeBy(source, depth + 1);
    }
    // The same document as another resource carries.
    if (
      reference.resources.length === 1 &&
      source !== undefined &&
      /policy|content|json/.test(reference.attribute)
    ) {
      const other = documentOf(source.get(reference.attribute), depth + 1);
      if (other !== undefined) return other;
    }
  }
  if (attribute.string !== undefined) return escaped(attribute.string);
  const json = template === undefined ? undefined : templateAsJson(template);
  if (json !== undefined) return json;
  const names = [...new Set(references.map(({ expression }) => expression))].join(", ");
  const { address, path } = attribute.evidence;
  return new UnknownPart(
    `${address}: ${path} is known only after apply${names === "" ? "" : ` (it depends on ${names})`}; review with --synth cdktf.out, or after the apply`,
  );
}

/** No document that AWS takes has as many: what grows beyond it was written to grow. */
const MOST_STATEMENTS = 2000;

const made = new WeakMap<Resource, unknown>();

/** The document that a data source `aws_iam_policy_document` makes of its blocks. */
function madeBy(data: Resource, depth: number): unknown {
  const known = made.get(data);
  if (known !== undefined) return known;
  made.set(data, new UnknownPart(`${data.address} is made of itself`));
  const document = madeOf(data, depth);
  made.set(data, document);
  return document;
}

function madeOf(data: Resource, depth: number): unknown {
  const json = data.get("json");
  if (json.string !== undefined) return escaped(json.string);
  const own: readonly unknown[] = data.get("statement").blocks?.map(statementOf) ?? [
    new UnknownPart(`${data.address}: its statements are known only after apply`),
  ];
  const statements = merged([
    ...partOf(data.get("source_json"), depth),
    ...parts(data.get("source_policy_documents"), depth),
    ...own,
    ...parts(data.get("override_policy_documents"), depth),
    ...partOf(data.get("override_json"), depth),
  ]);
  if (statements.length > MOST_STATEMENTS)
    return new UnknownPart(`${data.address} holds more than ${MOST_STATEMENTS} statements`);
  return { Version: data.get("version").string ?? "2012-10-17", Statement: statements };
}

/** A statement takes the place of an earlier one with the same Sid; one that is not known may take any place. */
function merged(statements: readonly unknown[]): readonly unknown[] {
  const kept: unknown[] = [];
  const places = new Map<string, number>();
  for (const statement of statements.slice(0, MOST_STATEMENTS + 1)) {
    const sid = sidOf(statement);
    if (statement instanceof UnknownPart) {
      for (const place of places.values()) kept[place] = statement;
      places.clear();
    }
    const place = sid === undefined ? undefined : places.get(sid);
    if (place !== undefined) kept[place] = statement;
    else {
      if (sid !== undefined) places.set(sid, kept.length);
      kept.push(statement);
    }
  }
  return kept;
}

/** The statements of the documents in a list. */
function parts(list: Attribute, depth: number): readonly unknown[] {
  if (list.state === "absent" || list.state === "computed") return [];
  const documents = list.blocks;
  if (documents === undefined)
    return [new UnknownPart(`${list.evidence.address}: ${list.evidence.path} is not known`)];
  const statements: unknown[] = [];
  for (const each of documents) {
    statements.push(...partOf(each, depth));
    if (statements.length > MOST_STATEMENTS) break;
  }
  return statements;
}

/** The statements of one document. */
function partOf(each: Attribute, depth: number): readonly unknown[] {
  const document = documentOf(each, depth);
  if (document === undefined || document === "") return [];
  if (document instanceof UnknownPart) return [document];
  const parsed = typeof document === "string" ? parsedOr(document) : document;
  const statement = memberOf(parsed, "Statement");
  if (statement === undefined)
    return [new UnknownPart(`${each.evidence.address}: ${each.evidence.path} cannot be read`)];
  return Array.isArray(statement) ? statement.slice(0, MOST_STATEMENTS + 1) : [statement];
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The Sid of a statement; an empty one is none. */
function sidOf(statement: unknown): string | undefined {
  const sid = memberOf(statement, "Sid");
  return typeof sid === "string" && sid !== "" ? sid : undefined;
}

function statementOf(block: Attribute): unknown {
  if (block.state !== "known") return unknownAt(block);
  const members: [string, unknown][] = [];
  const add = (name: string, value: unknown): void => {
    if (value !== undefined) members.push([name, value]);
  };
  add("Sid", block.get("sid").string || undefined);
  add("Effect", settingIn(block.get("effect")) ?? "Allow");
  add("Principal", principals(block.get("principals")));
  add("NotPrincipal", principals(block.get("not_principals")));
  add("Action", settingIn(block.get("actions")));
  add("NotAction", settingIn(block.get("not_actions")));
  add("Resource", settingIn(block.get("resources")));
  add("NotResource", settingIn(block.get("not_resources")));
  add("Condition", conditions(block.get("condition")));
  return Object.fromEntries(members);
}

/** `&{aws:username}` is how the data source writes IAM's variables. */
function settingIn(attribute: Attribute): unknown {
  const { state, string, template, blocks } = attribute;
  if (state === "absent" || state === "computed") return undefined;
  if (string !== undefined) return withVariables(escaped(string));
  if (template !== undefined) return withVariables(template);
  return state === "configured" || blocks === undefined
    ? unknownAt(attribute)
    : blocks.map((item) => settingIn(item) ?? unknownAt(item));
}

const withVariables = (text: string): string => text.replace(/&\{/g, "$$$${");

function principals(list: Attribute): unknown {
  if (list.state === "absent" || list.state === "computed") return undefined;
  if (list.blocks === undefined) return unknownAt(list);
  const byType = new Map<string, unknown[]>();
  for (const block of list.blocks) {
    const type = block.get("type").string;
    if (type === undefined) return unknownAt(block);
    const identifiers = settingIn(block.get("identifiers"));
    const all = identifiers === undefined ? [] : Array.isArray(identifiers) ? identifiers : [identifiers];
    if (type === "*") return "*";
    byType.set(type, [...(byType.get(type) ?? []), ...all]);
  }
  return Object.fromEntries(byType);
}

function conditions(list: Attribute): unknown {
  if (list.state === "absent" || list.state === "computed") return undefined;
  if (list.blocks === undefined) return unknownAt(list);
  const byOperator = new Map<string, Map<string, unknown>>();
  for (const block of list.blocks) {
    const test = block.get("test").string;
    const variable = block.get("variable").string;
    if (test === undefined || variable === undefined) return unknownAt(block);
    const keys = byOperator.get(test) ?? new Map<string, unknown>();
    keys.set(variable, together(keys.get(variable), settingIn(block.get("values"))));
    byOperator.set(test, keys);
  }
  return Object.fromEntries([...byOperator].map(([test, keys]) => [test, Object.fromEntries(keys)]));
}

/** The provider puts the values of two blocks for one key together. */
function together(one: unknown, other: unknown): unknown {
  if (one === undefined) return other;
  if (!Array.isArray(one) || !Array.isArray(other))
    return new UnknownPart("two conditions for one key, of which one is known only after apply");
  return [...(one as readonly unknown[]), ...(other as readonly unknown[])];
}

const unknownAt = ({ evidence }: Attribute): UnknownPart =>
  new UnknownPart(`${evidence.address}: ${evidence.path} is known only after apply`);
