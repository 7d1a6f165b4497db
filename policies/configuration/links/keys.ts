import type { Configuration } from "../configuration";
import type { Attribute, Reference, Resource } from "../resource";
import { linkedFrom } from "./companions";
import { identitiesOf } from "./identities";
import { namingReferences, unresolved } from "./link";

/** What an attribute that names a KMS key leads to. */
export type KeyResolution =
  /** A customer managed key; `keys` are those of the configuration that it may be, none where it is managed elsewhere. */
  | { readonly kind: "customer"; readonly keys: readonly Resource[] }
  /** A key that AWS manages: `aws/s3`. */
  | { readonly kind: "aws-managed"; readonly name: string }
  | { readonly kind: "absent" }
  /** Text that names no key. */
  | { readonly kind: "invalid"; readonly text: string }
  | { readonly kind: "unknown"; readonly reason: string };

export const KEY_TYPES = [
  "aws_kms_key",
  "aws_kms_replica_key",
  "aws_kms_external_key",
  "aws_kms_replica_external_key",
] as const;

const KEY_ID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|mrk-[0-9a-f]{32})$/i;
const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/(.+)$/;
const ALIAS = /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:)?alias\/(.+)$/;
/** Whatever its references stand for, this is a key of AWS. */
const MANAGED_ALIAS = /^(?:arn:.*:)?alias\/(aws\/.*)$/s;
/** A key is found in fewer steps than this (an alias that a data source looks up), and among fewer references. */
const DEEPEST = 4;
const MOST_REFERENCES = 8;

/** Resolves the key that an attribute names: by reference, ARN, id, alias or data source. */
export function resolveKey(attribute: Attribute, configuration: Configuration, depth = 0): KeyResolution {
  const { state, string, references, template } = attribute;
  if (string !== undefined)
    return string === "" ? { kind: "absent" } : keyNamed(string, attribute, configuration);
  if (state === "absent" || state === "computed") return { kind: "absent" };
  if (references.length === 0 || references.length > MOST_REFERENCES || depth > DEEPEST)
    return { kind: "unknown", reason: unresolved(attribute) };
  const managed = MANAGED_ALIAS.exec(template ?? "")?.[1];
  if (managed !== undefined) return { kind: "aws-managed", name: managed };
  // More than a name: a condition may choose another key.
  const naming = namingReferences(template, references);
  if (naming === undefined || (template === undefined && readsTwice(references)))
    return { kind: "unknown", reason: unresolved(attribute) };
  return together(naming.map((each) => keyReferenced(each, attribute, configuration, depth)));
}

/** A plan of HCL tells references only. An expression that reads two attributes of one key does more than name it: it may choose. */
const readsTwice = (references: readonly Reference[]): boolean =>
  references.some(({ resources, attribute }, index) =>
    references
      .slice(index + 1)
      .some(
        (other) => other.attribute !== attribute && other.resources.some((each) => resources.includes(each)),
      ),
  );

function keyNamed(text: string, attribute: Attribute, configuration: Configuration): KeyResolution {
  const alias = ALIAS.exec(text)?.[1];
  if (alias !== undefined) {
    if (alias.startsWith("aws/")) return { kind: "aws-managed", name: alias };
    const [resource] = linkedFrom(configuration, attribute, "aws_kms_alias").sure;
    return resource === undefined
      ? { kind: "customer", keys: [] }
      : resolveKey(resource.get("target_key_id"), configuration, 1);
  }
  const id = KEY_ARN.exec(text)?.[1] ?? text;
  if (!KEY_ID.test(id) && !KEY_ARN.test(text)) return { kind: "invalid", text };
  // A data source knows who manages a key: its ARN alone does not tell.
  const lookedUp = lookedUpKeys(configuration).get(text);
  if (lookedUp !== undefined) return { kind: "aws-managed", name: lookedUp };
  const keys = KEY_TYPES.flatMap((type) => linkedFrom(configuration, attribute, type).sure);
  return { kind: "customer", keys };
}

const awsManagedKeys = new WeakMap<Configuration, ReadonlyMap<string, string>>();

/** The keys that data sources found to be AWS managed, by ARN and id. */
function lookedUpKeys(configuration: Configuration): ReadonlyMap<string, string> {
  const known = awsManagedKeys.get(configuration);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  const add = (name: string, ...values: readonly (string | undefined)[]): void => {
    for (const value of values) if (value !== undefined) names.set(value, name);
  };
  for (const data of configuration.dataOfType("aws_kms_key")) {
    if (data.get("key_manager").string !== "AWS") continue;
    add(data.get("key_id").string ?? "aws", data.get("arn").string, data.get("id").string);
  }
  for (const data of configuration.dataOfType("aws_kms_alias")) {
    const name = data.get("name").string ?? "";
    if (!name.startsWith("alias/aws/")) continue;
    add(name, data.get("target_key_arn").string, data.get("target_key_id").string);
  }
  awsManagedKeys.set(configuration, names);
  return names;
}

function keyReferenced(
  reference: Reference,
  attribute: Attribute,
  configuration: Configuration,
  depth: number,
): KeyResolution {
  if (reference.resources.length === 0) return { kind: "unknown", reason: unresolved(attribute) };
  return together(
    reference.resources.map((resource): KeyResolution => {
      const { type, mode } = resource;
      if (mode === "managed" && KEY_TYPES.some((each) => each === type))
        return ["", ...identitiesOf(type)].includes(reference.attribute)
          ? { kind: "customer", keys: [resource] }
          : { kind: "unknown", reason: unresolved(attribute) };
      if (type === "aws_kms_alias") {
        const name = resource.get("name").string;
        if (name?.startsWith("alias/aws/")) return { kind: "aws-managed", name: name.slice("alias/".length) };
        if (mode === "managed") return resolveKey(resource.get("target_key_id"), configuration, depth + 1);
        return name === undefined
          ? { kind: "unknown", reason: unresolved(resource.get("name")) }
          : keyNamed(name, resource.get("name"), configuration);
      }
      if (type === "aws_kms_key" && mode === "data") return keyLookedUp(resource, configuration, depth);
      // The same key as another resource uses: aws_s3_bucket_server_side_encryption_configuration.x.…kms_master_key_id
      const named = resource.get(reference.attribute);
      if (/kms|key/.test(reference.attribute) && named.state !== "absent")
        return resolveKey(named, configuration, depth + 1);
      return { kind: "unknown", reason: unresolved(attribute) };
    }),
  );
}

function keyLookedUp(data: Resource, configuration: Configuration, depth: number): KeyResolution {
  const manager = data.get("key_manager").string;
  const name = data.get("key_id").string ?? data.address;
  if (manager === "AWS") return { kind: "aws-managed", name };
  const key = resolveKey(data.get("key_id"), configuration, depth + 1);
  if (key.kind !== "customer" || manager === "CUSTOMER" || key.keys.length > 0) return key;
  return data.get("key_id").string?.includes("alias/") === true
    ? key
    : { kind: "unknown", reason: `${data.address}: who manages the key is known after it is read` };
}

/** Of several keys that it may be, the worst; the customer's keys together. */
function together(keys: readonly KeyResolution[]): KeyResolution {
  const worst = keys.find(({ kind }) => kind !== "customer");
  if (worst !== undefined) return worst;
  return { kind: "customer", keys: keys.flatMap((key) => (key.kind === "customer" ? key.keys : [])) };
}
