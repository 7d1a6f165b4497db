import type { OneOrMore } from "./policy-document";

/** Services whose requests to KMS an identity of the account may cause, as `kms:ViaService` knows them. */
export const VIA_SERVICES = [
  "s3",
  "rekognition",
  "lambda",
  "sqs",
  "sns",
  "kinesis",
  "kinesisvideo",
  "secretsmanager",
  "dynamodb",
] as const;
export type ViaService = (typeof VIA_SERVICES)[number];

/** What an identity may do with the key through a service: read what is encrypted, write it, or both. */
export type KeyAccess = "decrypt" | "encrypt" | "encrypt-and-decrypt";

/**
 * A use of the key that is not administration. Each kind becomes one statement that is confined to the account, by the calling
 * account, the source account, or the encryption context.
 */
export type KeyUse =
  | {
      /** Identities of the account, through services, each by their own IAM policy as well. */
      readonly kind: "identities";
      /** Letters and digits; part of the statement's `Sid`. */
      readonly name: string;
      /**
       * ARNs of roles and users. They stand in a condition, so they need not exist yet when the key is made.
       */
      readonly principalArns: OneOrMore<string>;
      readonly viaServices: OneOrMore<ViaService>;
      readonly access: KeyAccess;
    }
  | {
      /** CloudWatch Logs, for log groups of these names (`*` allowed at the end). */
      readonly kind: "log-groups";
      readonly logGroupNames: OneOrMore<string>;
    }
  | {
      /** Environments of Lambda functions: whoever may deploy functions of the account by IAM. */
      readonly kind: "lambda-environments";
    }
  | {
      /** Services of AWS that publish to an encrypted topic or queue of the account. */
      readonly kind: "event-sources";
      readonly services: OneOrMore<EventSource>;
    }
  | {
      /** Callers of `CreateProjectVersion` and `CopyProjectVersion` with this key. */
      readonly kind: "custom-labels-training";
      readonly principalArns: OneOrMore<string>;
    }
  | {
      /** Callers of `CreateFaceLivenessSession` and `GetFaceLivenessSessionResults` with this key. */
      readonly kind: "face-liveness";
      readonly principalArns: OneOrMore<string>;
    };

/** `cloudwatch`: alarms; `events`: EventBridge rules; `sns`: topics that deliver to an encrypted queue. */
export const EVENT_SOURCES = ["cloudwatch", "events", "sns"] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

/** Actions of cryptographic use, as IAM writes them. */
export const KEY_ACTIONS: { readonly [access in KeyAccess]: readonly [string, ...string[]] } = {
  decrypt: ["kms:Decrypt"],
  // An encrypted upload in parts decrypts its own data key; a single one does not. S3 documents both for writers.
  encrypt: ["kms:GenerateDataKey", "kms:Decrypt"],
  "encrypt-and-decrypt": [
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
  ],
};
