import { weakenings } from "./policy-weakenings";

type Json = Readonly<Record<string, unknown>>;

/** Synthesized stacks by name. */
export type Stacks = Readonly<Record<string, unknown>>;

/** The stacks with one change. */
export interface StackMutant {
  /** `aws_s3_bucket_versioning.Faces versioning_configuration.status: removed`. */
  readonly name: string;
  readonly stacks: Stacks;
}

/** Attributes that hold an IAM policy. */
const POLICIES = new Set(["policy", "assume_role_policy"]);

/** Written by cdktf, or about the order of work: no setting of what is deployed. */
const NO_SETTINGS = new Set(["//", "depends_on", "lifecycle", "provider"]);

/**
 * Every way in which one resource, attribute, list item or statement of the stacks can be removed, weakened, pointed elsewhere or made
 * unknown, of those whose names are chosen.
 */
export function* stackMutants(stacks: Stacks, chosen: RegExp): Iterable<StackMutant> {
  for (const mutant of everyMutant(stacks)) if (chosen.test(mutant.name)) yield mutant;
}

function* everyMutant(stacks: Stacks): Iterable<StackMutant> {
  for (const [stack, json] of Object.entries(stacks)) {
    for (const [type, named] of entries(member(json, "resource"))) {
      for (const [id, body] of entries(named)) {
        const address = `${type}.${id}`;
        yield {
          name: `${address}: resource removed`,
          stacks: { ...stacks, [stack]: replaced(json, ["resource", type, id], undefined) },
        };
        for (const { path, change, value } of bodyMutants(type, body)) {
          yield {
            name: `${address} ${path.join(".")}: ${change}`,
            stacks: { ...stacks, [stack]: replaced(json, ["resource", type, id, ...path], value) },
          };
        }
      }
    }
  }
}

interface Mutation {
  readonly path: readonly (string | number)[];
  readonly change: string;
  readonly value: unknown;
}

function* bodyMutants(type: string, body: unknown): Iterable<Mutation> {
  for (const [name, value] of entries(body)) {
    if (NO_SETTINGS.has(name)) continue;
    if (POLICIES.has(name) && typeof value === "string") {
      for (const { change, document } of weakenings(JSON.parse(value)))
        yield { path: [name], change, value: JSON.stringify(document) };
      yield* removedAndUnknown([name]);
    } else if (type === "aws_organizations_policy" && name === "content" && typeof value === "string") {
      yield* documentMutants([name], value);
    } else yield* valueMutants([name], value);
  }
}

/** A document that is no IAM policy, attribute by attribute. */
function* documentMutants(path: Mutation["path"], text: string): Iterable<Mutation> {
  const document: unknown = JSON.parse(text);
  if (member(document, "Statement") !== undefined) {
    for (const { change, document: mutant } of weakenings(document as Json))
      yield { path, change, value: JSON.stringify(mutant) };
  } else {
    for (const { path: inner, change, value } of valueMutants([], document)) {
      if (inner.length === 0) continue;
      yield {
        path,
        change: `${inner.join(".")} ${change}`,
        value: JSON.stringify(replaced(document, inner, value)),
      };
    }
  }
  yield* removedAndUnknown(path);
}

function* valueMutants(path: Mutation["path"], value: unknown): Iterable<Mutation> {
  if (path.length > 0) yield* removedAndUnknown(path);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* valueMutants([...path, index], item);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, each] of entries(value)) yield* valueMutants([...path, name], each);
  } else {
    for (const [change, other] of weaker(value)) yield { path, change, value: other };
  }
}

const removedAndUnknown = (path: Mutation["path"]): readonly Mutation[] => [
  { path, change: "removed", value: undefined },
  { path, change: "made unknown", value: "${var.somebody_decides}" },
];

/** Other values of the same kind. */
function weaker(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value === "boolean") return [[`${!value}`, !value]];
  if (typeof value === "number")
    return [0, 1, 100_000].filter((each) => each !== value).map((each) => [`${each}`, each]);
  if (typeof value !== "string") return [];
  const opposite = OPPOSITES[value];
  if (opposite !== undefined) return opposite.map((each) => [each, each]);
  if (/^\d+$/.test(value))
    return [
      ["0.99", "0.99"],
      ["0", "0"],
    ];
  return [["pointed elsewhere", elsewhere(value)]];
}

const OPPOSITES: Readonly<Record<string, readonly string[]>> = {
  Enabled: ["Suspended", "Disabled"],
  "aws:kms": ["AES256"],
  AES256: ["aws:kms"],
  "SSE-C": ["NONE"],
  BucketOwnerEnforced: ["ObjectWriter", "BucketOwnerPreferred"],
  SYMMETRIC_DEFAULT: ["RSA_2048"],
  ENCRYPT_DECRYPT: ["SIGN_VERIFY"],
  Active: ["PassThrough"],
  optOut: ["optIn", "optout"],
  "@@none": ["@@assign", "@@all"],
  AISERVICES_OPT_OUT_POLICY: ["SERVICE_CONTROL_POLICY"],
  SERVICE_CONTROL_POLICY: ["AISERVICES_OPT_OUT_POLICY"],
  "nodejs22.x": ["nodejs12.x"],
};

/** The same kind of name for another thing. */
function elsewhere(value: string): string {
  if (value.startsWith("${")) return "elsewhere";
  if (value.startsWith("arn:")) return value.replace(/[^:/]+$/, "elsewhere");
  return `${value}-elsewhere`;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

const entries = (value: unknown): readonly [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** A copy with the value at a path replaced; with `undefined` removed. */
function replaced(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    const next = replaced(value[Number(step)], rest, replacement);
    return value.flatMap((item: unknown, index) =>
      index !== step ? [item] : next === undefined ? [] : [next],
    );
  }
  const { [step]: old, ...others } = value as Record<string, unknown>;
  const next = replaced(old, rest, replacement);
  return next === undefined ? others : { ...others, [step]: next };
}
