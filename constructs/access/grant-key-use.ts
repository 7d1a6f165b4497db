import {
  KEY_ACTIONS,
  type KeyAccess,
  mapOneOrMore,
  type OneOrMore,
  type ViaService,
  viaService,
} from "../../policies/documents";
import type { EncryptionKey } from "./encryption-key";
import type { Grantee } from "./grantee";

/** What a role is let to do with a key. */
export interface KeyGrant {
  /** What is encrypted, for example the bucket's id: part of the statements' `Sid`. */
  readonly of: string;
  readonly viaServices: OneOrMore<ViaService>;
  readonly access: KeyAccess;
}

/** Lets a role use a key through services, on both sides: the key's policy names the role, the role's policy names the key. */
export function grantKeyUse(
  key: EncryptionKey,
  grantee: Grantee,
  { of, viaServices, access }: KeyGrant,
): void {
  const purpose = `${sidPart(of)}${SUFFIX[access]}`;
  key.allow({
    kind: "identities",
    name: `${purpose}By${grantee.grantName}`,
    principalArns: grantee.roleArn,
    viaServices,
    access,
  });
  grantee.addToRolePolicy({
    Sid: `UseKey${purpose}`,
    Effect: "Allow",
    Action: KEY_ACTIONS[access],
    Resource: key.keyArn,
    Condition: {
      StringEquals: {
        "kms:ViaService": mapOneOrMore(viaServices, (service) => viaService(service, key.environment)),
      },
    },
  });
}

const SUFFIX: { readonly [access in KeyAccess]: string } = {
  decrypt: "Decrypt",
  encrypt: "Encrypt",
  "encrypt-and-decrypt": "EncryptDecrypt",
};

/** What a Sid can hold of a construct's id. */
export const sidPart = (id: string): string => id.replace(/[^A-Za-z0-9]/g, "");
