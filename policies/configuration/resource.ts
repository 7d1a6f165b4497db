// Resources, their attributes and what these refer to: three interfaces that name each other, and so one file.

export type ResourceMode = "managed" | "data";

/** A resource or a data source, as it will be once the configuration is applied. */
export interface Resource {
  /**
   * For example `module.store.aws_s3_bucket.faces["a.b"]`. Where several stacks are read at once, with the stack in front:
   * `workload/aws_s3_bucket.faces`.
   */
  readonly address: string;
  readonly mode: ResourceMode;
  /** For example `aws_s3_bucket`, also of a data source. */
  readonly type: string;
  /** The stack or plan it is of, where several are read at once. */
  readonly stack: string | undefined;
  /** The path of the construct that made it, where the configuration tells. */
  readonly constructPath: string | undefined;
  /** The provider configuration that manages it; undefined where none is written. */
  readonly provider: Provider | undefined;
  /** An attribute by its Terraform name. */
  get(name: string): Attribute;
}

/** A configured provider. */
export interface Provider {
  /** `provider.aws`, `provider.aws.frankfurt`; with the stack in front where several are read. */
  readonly address: string;
  /** For example `aws`. */
  readonly name: string;
  /** The account it is bound to: the only one in `allowed_account_ids`, that of an assumed role, or the one that the reader was told. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  get(name: string): Attribute;
}

/** What a plan does to a resource. `read` is a data source's; `forget` leaves the thing behind, unmanaged. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "forget";

/** A planned change. A replacement is a `delete` and a `create`, in either order. */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly Action[];
  /** The resource as it is before, which a change that deletes it takes away; undefined where it is new. */
  readonly before: Resource | undefined;
  /** The resource as it will be; undefined where it is deleted or forgotten. */
  readonly after: Resource | undefined;
}

/**
 * What is known of an attribute.
 * - `known`: its value is there. A list or an object may still hold parts that are not.
 * - `configured`: somebody sets it, to what is known only after apply, or elsewhere (a variable, another module).
 * - `computed`: the provider will say, and nobody sets it: not a setting.
 * - `absent`: it is not there, `null`, or an empty list of blocks.
 */
export type AttributeState = "known" | "configured" | "computed" | "absent";

/** Where something is seen: a resource, and the path of an attribute in it (`rule[0].status`; empty for the resource as a whole). */
export interface Evidence {
  readonly address: string;
  readonly path: string;
}

/**
 * An attribute of a resource, or a part of one. Nothing is copied: it looks into the document that was read.
 *
 * Terraform writes a block that may stand once as an object or as a list of one: `get` looks through a list into its first item, and
 * `blocks` gives a single object as a list of one.
 */
export interface Attribute {
  readonly state: AttributeState;
  readonly evidence: Evidence;
  /** Whether the plan marks it as sensitive: its value may decide, but is never shown. */
  readonly sensitive: boolean;
  /**
   * The text of a string (or of a number or boolean, as Terraform converts them) that is known. Where only the configuration is there,
   * references in it are replaced by what they are known to be.
   */
  readonly string: string | undefined;
  /** A known number, also one written as text. */
  readonly number: number | undefined;
  /** A known boolean, also one written as text. */
  readonly boolean: boolean | undefined;
  /**
   * The text with `${…}` references left in it that nothing resolves, each by its absolute address; undefined where only the references
   * are known (a plan of HCL; of JSON syntax, which cdktf writes, a plan keeps the text), or where it is no text. A known text is its
   * own template.
   */
  readonly template: string | undefined;
  /** What its expression refers to, through modules, variables with a value, locals and stacks. Empty where the value is known. */
  readonly references: readonly Reference[];
  /** A member of an object, or of the first block of a list. */
  get(name: string): Attribute;
  /** The items of a list, or a single object; undefined where the list itself is not known. Empty where it is absent. */
  readonly blocks: readonly Attribute[] | undefined;
  /** The members of an object, by name; undefined where it is not known. */
  readonly members: ReadonlyMap<string, Attribute> | undefined;
  /** The whole value as JSON, with `UnknownPart`s where it is not known. `undefined` where it is absent. */
  readonly json: unknown;
}

/** What an expression refers to. */
export interface Reference {
  /** Absolute, without what follows the attribute: `module.store.aws_kms_key.faces.arn`, `var.key_arn`, `local.name`. */
  readonly expression: string;
  /** The resources it may stand for, one for each instance that is possible; empty where it leads to none that is here. */
  readonly resources: readonly Resource[];
  /** The attribute that is read, for example `arn`; empty for the resource as a whole, or where `resources` is empty. */
  readonly attribute: string;
}
