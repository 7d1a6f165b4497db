import type { AwsEnvironment, KeyUse } from "../../policies/documents";

/** A customer managed key, made here, in another stack, or elsewhere. */
export interface EncryptionKey {
  /** The full ARN. */
  readonly keyArn: string;
  readonly environment: AwsEnvironment;
  /** Lets the key be used so: adds the statements to its policy. The same use twice is one use. */
  allow(use: KeyUse): void;
}
