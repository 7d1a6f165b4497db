import { KEY_TYPES, type KeyResolution, resolveKey } from "../../configuration/links/keys";
import { referenceTo } from "../../configuration/reference-to";
import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { fail, type Judgement, pass, unknown } from "../judgement";

/** Every KMS key that the configuration manages. */
export const keys = ({ configuration }: ReviewContext): readonly Resource[] =>
  configuration.ofType(...KEY_TYPES);

/** Whether an attribute names a customer managed key. `what` is encrypted: "The queue". */
export function judgeKey(attribute: Attribute, context: ReviewContext, what: string): Judgement {
  return judgeResolved(resolveKey(attribute, context.configuration), attribute, what);
}

export function judgeResolved(key: KeyResolution, attribute: Attribute, what: string): Judgement {
  switch (key.kind) {
    case "customer":
      return pass(`${what} is encrypted with a customer managed key.`, attribute);
    case "aws-managed":
      return fail(`${what} is encrypted with ${key.name}, a key that AWS manages.`, attribute);
    case "absent":
      return fail(`${what} names no customer managed key.`, attribute);
    case "invalid":
      return fail(
        `${what} names "${key.text}" as its key, which is no key: give the ARN of a customer managed key.`,
        attribute,
      );
    case "unknown":
      return unknown(
        `Which key encrypts it is not known: ${key.reason}. Review the plan, or the stack that makes the key together with this one.`,
        attribute,
      );
  }
}

/** The ARN of a key as a policy may write it: known, or as the reference that stands for it. */
export const keyArn = (key: Resource): string => key.get("arn").string ?? `\${${referenceTo(key)}.arn}`;
