import { type KeyResolution, resolveKey } from "../../configuration/links/keys";
import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { type BucketSetting, settingOf } from "./buckets";
import { keyArn } from "./key-settings";

/** The rules of a bucket's default encryption, one attribute each, or why there are none. */
export function encryptionRules(bucket: Resource, context: ReviewContext): BucketSetting {
  const { holders, doubt } = settingOf(
    bucket,
    context,
    "aws_s3_bucket_server_side_encryption_configuration",
    "rule",
    ["server_side_encryption_configuration", "rule"],
  );
  return {
    // A set of rules that is empty, or not known, stands for itself.
    holders: holders.flatMap((rule) => {
      const { blocks = [] } = rule;
      return blocks.length === 0 ? [rule] : blocks;
    }),
    doubt,
  };
}

export const algorithmIn = (rule: Attribute): Attribute =>
  rule.get("apply_server_side_encryption_by_default").get("sse_algorithm");

export const keyIn = (rule: Attribute): Attribute =>
  rule.get("apply_server_side_encryption_by_default").get("kms_master_key_id");

export const isKms = (algorithm: string | undefined): boolean =>
  algorithm === "aws:kms" || algorithm === "aws:kms:dsse";

/** With what a bucket encrypts objects that say nothing, as far as it concerns its policy. */
export type DefaultKey =
  /** Under a customer managed key; `arn` is how a policy may write it, undefined where that is not known. */
  | { readonly kind: "customer"; readonly arn: string | undefined; readonly attribute: Attribute }
  /** Surely under no customer managed key. */
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly reason: string };

/** The key of a bucket's default encryption. */
export function defaultKeyOf(bucket: Resource, context: ReviewContext): DefaultKey {
  const { holders, doubt } = encryptionRules(bucket, context);
  const [rule, ...others] = holders;
  if (rule === undefined) {
    return doubt === undefined ? { kind: "none" } : { kind: "unknown", reason: doubt };
  }
  const algorithm = algorithmIn(rule);
  if (algorithm.state === "configured") {
    return { kind: "unknown", reason: `${algorithm.evidence.address}: its algorithm is not known` };
  }
  if (!isKms(algorithm.string)) return { kind: "none" };
  const attribute = keyIn(rule);
  const key = resolveKey(attribute, context.configuration);
  if (key.kind === "unknown" && attribute.template !== undefined) {
    // Not known, but the policy may name the same thing.
    return { kind: "customer", arn: others.length > 0 ? undefined : attribute.template, attribute };
  }
  if (key.kind === "unknown") return { kind: "unknown", reason: key.reason };
  if (key.kind !== "customer") return { kind: "none" };
  return { kind: "customer", arn: others.length > 0 ? undefined : arnOf(key, attribute), attribute };
}

const ARN = /^arn:[^:]*:kms:[^:]*:[^:]*:key\//;

function arnOf(key: KeyResolution & { kind: "customer" }, attribute: Attribute): string | undefined {
  const { string, template } = attribute;
  if (string !== undefined && ARN.test(string)) return string;
  const [only, ...more] = key.keys;
  if (only !== undefined && more.length === 0) return keyArn(only);
  // An alias or an id of a key elsewhere is no ARN; the ARN that a data source finds is one.
  return template !== undefined && /(?:^|[._])arn\}$/.test(template) ? template : undefined;
}
