import { ServiceError } from "./service-error";
import type { FakeWorld } from "./world";

/** What is out of the ordinary about a key; `"missing"`: there is none. */
export type KeyTraits =
  | "missing"
  | {
      /** @default "CUSTOMER" */
      readonly manager?: "AWS";
      /** @default "SYMMETRIC_DEFAULT" */
      readonly spec?: "RSA_2048" | "HMAC_256";
      /** @default "ENCRYPT_DECRYPT" */
      readonly usage?: "SIGN_VERIFY" | "GENERATE_VERIFY_MAC";
      /** @default "Enabled" */
      readonly state?: "Disabled" | "PendingDeletion" | "PendingImport" | "Unavailable";
    };

/**
 * DescribeKey, of any key of the account.
 *
 * @throws {ServiceError} `AccessDeniedException`, `NotFoundException` for a key that is missing.
 */
export function describeKey(world: FakeWorld, input: { readonly KeyId?: string }): object {
  const Arn = world.keyArn(input.KeyId ?? "");
  world.permit("kms:DescribeKey", Arn, "AccessDeniedException", 400);
  const traits = world.keys.get(Arn) ?? {};
  if (traits === "missing") throw new ServiceError("NotFoundException");
  const { manager = "CUSTOMER", spec = "SYMMETRIC_DEFAULT", usage = "ENCRYPT_DECRYPT", state } = traits;
  return {
    KeyMetadata: {
      AWSAccountId: world.accountId,
      KeyId: Arn.slice(Arn.indexOf("/") + 1),
      Arn,
      CreationDate: world.epochSeconds(),
      Enabled: state === undefined,
      Description: "",
      KeyUsage: usage,
      KeyState: state ?? "Enabled",
      Origin: "AWS_KMS",
      KeyManager: manager,
      KeySpec: spec,
      MultiRegion: false,
    },
  };
}
