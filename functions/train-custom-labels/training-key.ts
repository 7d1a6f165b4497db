import { DescribeKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { OperatorError } from "../shared/errors";
import type { Invocation } from "../shared/invocation";

/** What KMS says about a key: the fields of DescribeKey's answer that decide. */
interface DescribedKey {
  readonly Arn?: string | undefined;
  readonly KeyManager?: string | undefined;
  readonly KeySpec?: string | undefined;
  readonly KeyState?: string | undefined;
  readonly KeyUsage?: string | undefined;
}

/** Why training cannot go on under a key. The list is closed. */
type KeyFault = "missing" | "another" | "of-aws" | "not-symmetric" | "not-enabled";

const SAYS: { readonly [fault in KeyFault]: string } = {
  missing: "KMS knows no such key.",
  another: "KMS describes another key.",
  "of-aws": "It is a key of AWS, not your own.",
  "not-symmetric": "It is not a symmetric key that encrypts (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT).",
  "not-enabled": "It is not enabled.",
};

/**
 * Tells why a key is not one to train under; `undefined` for one that is.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/security-data-encryption.html
 */
function faultOfKey(key: DescribedKey, keyArn: string): KeyFault | undefined {
  if (key.Arn !== keyArn) return "another";
  if (key.KeyManager !== "CUSTOMER") return "of-aws";
  if (key.KeySpec !== "SYMMETRIC_DEFAULT" || key.KeyUsage !== "ENCRYPT_DECRYPT") return "not-symmetric";
  return key.KeyState === "Enabled" ? undefined : "not-enabled";
}

/**
 * Makes sure of the key before hours of training: Rekognition takes symmetric keys only, and says of another one no more than that
 * a parameter is invalid.
 *
 * @throws {OperatorError} `key-unfit`, and `key-refused` where the role may not ask.
 * @throws {TryAgainError} When KMS is throttling, failing or silent, or time is out.
 */
export async function requireUsableKey(
  keyArn: string,
  kms: KMSClient,
  invocation: Invocation,
): Promise<void> {
  const command = new DescribeKeyCommand({ KeyId: keyArn });
  const answer = await invocation.call(
    "DescribeKey",
    (abortSignal) => kms.send(command, { abortSignal }),
    ({ errorName }) => (errorName === "NotFoundException" ? "missing" : undefined),
  );
  const fault = answer === "missing" ? answer : faultOfKey(answer.KeyMetadata ?? {}, keyArn);
  if (fault !== undefined) throw new OperatorError("key-unfit", SAYS[fault]);
}
