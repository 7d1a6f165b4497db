/**
 * An unresolved value: one opaque symbol. `alphabet` bounds what its text may hold, so that `${bucket}/*` cannot be taken to cover
 * another bucket's objects; `unique` says that two addresses are two things (buckets, keys), never one name.
 */
export interface Reference {
  readonly id: string;
  readonly alphabet: "name" | "digits" | "any";
  readonly unique: boolean;
}

/** Values declared for references: `data.aws_caller_identity.current.account_id` -> `111122223333`. */
export type Declarations = Readonly<Record<string, string>>;

/** In front of an address: the modules it is in, and the stack, where several stacks are read at once. */
const PREFIX = /^(?:(?:module|stack)\.[\w-]+(?:\[(?:\d+|"[^"\\]*")\])?\.)*/;
const ADDRESS =
  /^((?:(?:module|stack)\.[\w-]+(?:\[(?:\d+|"[^"\\]*")\])?\.)*(?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*(?:\[(?:\d+|"[^"\\]*")\])?)\.([a-z_][a-z0-9_]*)$/;
const DOTTED = /^[a-z][\w-]*(?:\.[A-Za-z_][\w-]*|\[(?:\d+|"[^"\\]*")\])+$/;

const symbol = (id: string, alphabet: Reference["alphabet"], unique = false): Reference => ({
  id,
  alphabet,
  unique,
});

/** The partition of the provider: one symbol for a whole configuration. */
export const PARTITION = "data.aws_partition.current.partition";

/** Resource types whose `.arn` is built from their name or id. */
const ARN_SHAPES: Readonly<
  Record<string, { service: string; prefix: string; regional: boolean; nameAttributes: string[] }>
> = {
  aws_s3_bucket: { service: "s3", prefix: "", regional: false, nameAttributes: ["bucket", "id"] },
  aws_kms_key: { service: "kms", prefix: "key/", regional: true, nameAttributes: ["key_id", "id"] },
  aws_kms_replica_key: { service: "kms", prefix: "key/", regional: true, nameAttributes: ["key_id", "id"] },
  aws_kms_external_key: { service: "kms", prefix: "key/", regional: true, nameAttributes: ["id"] },
  aws_sqs_queue: { service: "sqs", prefix: "", regional: true, nameAttributes: ["name"] },
  aws_sns_topic: { service: "sns", prefix: "", regional: true, nameAttributes: ["name"] },
  aws_kinesis_stream: { service: "kinesis", prefix: "stream/", regional: true, nameAttributes: ["name"] },
};

/** The names of other types are unique in their account and region only, and replicas share the key id of their key. */
const GLOBALLY_UNIQUE: ReadonlySet<string> = new Set(["aws_s3_bucket", "aws_kms_key"]);

/**
 * The parts an expression stands for, or undefined where it is more than a reference. Attributes of one resource stay related: the
 * `.arn` of a bucket is `arn:<partition>:s3:::` followed by its `.bucket`.
 */
export function parseReference(
  expression: string,
  declarations: Declarations,
): readonly (string | Reference)[] | undefined {
  const match = ADDRESS.exec(expression);
  const address = match?.[1] ?? "";
  const attribute = match?.[2] ?? "";
  const local = address.replace(PREFIX, "");
  const type = local.replace(/^data\./, "").split(".")[0] ?? "";
  const declaredOr = (id: string, reference: Reference): string | Reference =>
    Object.hasOwn(declarations, id) ? (declarations[id] ?? reference) : reference;
  if (match !== null && type === "aws_caller_identity" && ["account_id", "id"].includes(attribute)) {
    const id = `${address}.account_id`;
    return [declaredOr(id, symbol(id, "digits"))];
  }
  if (match !== null && type === "aws_partition" && ["partition", "id"].includes(attribute)) {
    return [declaredOr(PARTITION, symbol(PARTITION, "name"))];
  }
  if (match !== null && type === "aws_region" && ["name", "id", "region"].includes(attribute)) {
    const id = `${address}.name`;
    return [declaredOr(id, symbol(id, "name"))];
  }
  const shape = Object.hasOwn(ARN_SHAPES, type) ? ARN_SHAPES[type] : undefined;
  if (match !== null && shape !== undefined) {
    // A data source looks a thing up: it may be the thing that another address creates.
    const unique = !local.startsWith("data.") && GLOBALLY_UNIQUE.has(type);
    const nameAttribute = shape.nameAttributes.find((each) =>
      Object.hasOwn(declarations, `${address}.${each}`),
    );
    const nameId = `${address}.${shape.nameAttributes[0] ?? "name"}`;
    const name = declaredOr(`${address}.${nameAttribute ?? ""}`, symbol(nameId, "name", unique));
    if (shape.nameAttributes.includes(attribute)) return [name];
    if (attribute === "arn") {
      const owner = shape.regional
        ? ["", symbol(`${address}.region`, "name"), ":", symbol(`${address}.account`, "digits"), ":"]
        : ["::"];
      const partition = declaredOr(PARTITION, symbol(PARTITION, "name"));
      return ["arn:", partition, `:${shape.service}:`, ...owner, shape.prefix, name].filter(
        (part) => part !== "",
      );
    }
  }
  if (DOTTED.test(expression) && !expression.startsWith("each.") && !expression.startsWith("count.")) {
    return [symbol(expression, "any")];
  }
  return undefined;
}
