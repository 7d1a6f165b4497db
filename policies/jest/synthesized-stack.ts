/** A resource of a synthesized stack. */
export interface SynthesizedResource {
  /** For example `aws_s3_bucket.Faces_Bucket_8D3AA7BD`. */
  readonly address: string;
  /** Path of the construct, for example `workload/Faces/Bucket`; empty where the metadata is left out, as by `Testing.synth`. */
  readonly path: string;
  /** Attributes by their Terraform names, without the metadata. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The resources of a type in a synthesized stack, in the order of their addresses.
 *
 * @param stack what `Testing.synth` or a `cdk.tf.json` holds, as text or parsed
 * @param type for example `aws_s3_bucket`
 */
export function resourcesOf(stack: string | object, type: string): readonly SynthesizedResource[] {
  const configuration: unknown = typeof stack === "string" ? JSON.parse(stack) : stack;
  const named = member(member(configuration, "resource"), type);
  return Object.keys(isRecord(named) ? named : {})
    .sort()
    .map((id) => {
      const { "//": comment, ...values } = { ...record(member(named, id)) };
      const path = member(member(comment, "metadata"), "path");
      return { address: `${type}.${id}`, path: typeof path === "string" ? path : "", values };
    });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const member = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
