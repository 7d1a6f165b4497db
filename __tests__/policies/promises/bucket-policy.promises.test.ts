import { accessLogBucketPolicy, encryptedBucketPolicy } from "../../../policies/documents";
import { policyOf, type Scope } from "../../../policies/language";
import { keepsItsPromises } from "./promise";

const environment = { partition: "aws", accountId: "111122223333" } as const;
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const BUCKET = "arn:aws:s3:::faces";
const OBJECTS = `${BUCKET}/*`;
const EVERYTHING = [BUCKET, OBJECTS];

const SSE = "s3:x-amz-server-side-encryption";
const KEY_ID = `${SSE}-aws-kms-key-id`;
const CUSTOMER = `${SSE}-customer-algorithm`;
const WRITES = ["s3:PutObject", "s3:ReplicateObject"];
const ENCRYPTING = [...WRITES, "s3:UpdateObjectEncryption"];

const plainHttp = { Bool: { "aws:SecureTransport": "false" } };
const oldTls = { NumericLessThan: { "s3:TlsVersion": "1.2" } };
const secure = {
  Bool: { "aws:SecureTransport": "true" },
  NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" },
};

/** Somebody of the account whose own policy allows everything: then only the bucket's policy says no. */
const anyone = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);
const withAnyone = (document: object) => ({
  identity: [anyone],
  resource: [policyOf(document, { kind: "resource" })],
  sameAccount: true,
});

const upload = (Condition: Scope["Condition"] & object, Action = ENCRYPTING): Scope => ({
  Action,
  Resource: OBJECTS,
  Condition,
});
/** Over TLS 1.2 and without a key of the customer's. */
const safely = (condition: { Null?: object; StringEquals?: object; ArnEquals?: object }): Scope =>
  upload({ ...secure, ...condition, Null: { [CUSTOMER]: "true", ...condition.Null } } as Scope["Condition"] &
    object);

const denies = (name: string, scope: Scope) => ({
  name: `denies ${name}`,
  holds: (document: object) => expect(document).toDenyEvery(scope),
});
const lets = (name: string, scope: Scope) => ({
  name: `lets through ${name}`,
  holds: (document: object) => expect(withAnyone(document)).toAllow(scope),
});

const transport = [
  denies("plain HTTP, to everyone", { Action: "s3:*", Resource: EVERYTHING, Condition: plainHttp }),
  denies("TLS under 1.2, to everyone", { Action: "s3:*", Resource: EVERYTHING, Condition: oldTls }),
  lets("requests for what is not this bucket's", { Action: "s3:*", NotResource: EVERYTHING }),
  lets("requests to other services", { Action: "sqs:*", Resource: OBJECTS }),
];

keepsItsPromises(
  "The policy of an encrypted bucket",
  "resource",
  encryptedBucketPolicy({ environment, bucketName: "faces", keyArn: KEY }),
  [
    ...transport,
    denies("AES256", upload({ StringEquals: { [SSE]: "AES256" } })),
    denies(
      "any algorithm but KMS",
      upload({ Null: { [SSE]: "false" }, StringNotEquals: { [SSE]: ["aws:kms", "aws:kms:dsse"] } }),
    ),
    denies("another key", upload({ Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: KEY } })),
    denies(
      "KMS without a key id, which is the key of AWS",
      upload({ StringEquals: { [SSE]: "aws:kms" }, Null: { [KEY_ID]: "true" } }),
    ),
    denies(
      "DSSE without a key id",
      upload({ StringEquals: { [SSE]: "aws:kms:dsse" }, Null: { [KEY_ID]: "true" } }),
    ),
    denies("a key of the customer's (SSE-C)", upload({ Null: { [CUSTOMER]: "false" } }, WRITES)),
    lets(
      "an upload without headers, which default encryption protects",
      safely({ Null: { [SSE]: "true", [KEY_ID]: "true" } }),
    ),
    lets("KMS with the key", safely({ StringEquals: { [SSE]: "aws:kms" }, ArnEquals: { [KEY_ID]: KEY } })),
    lets(
      "DSSE with the key",
      safely({ StringEquals: { [SSE]: "aws:kms:dsse" }, ArnEquals: { [KEY_ID]: KEY } }),
    ),
    lets("the key alone", safely({ Null: { [SSE]: "true" }, ArnEquals: { [KEY_ID]: KEY } })),
    lets("re-encryption in place under the key", {
      Action: "s3:UpdateObjectEncryption",
      Resource: OBJECTS,
      Condition: { ...secure, StringEquals: { [SSE]: "aws:kms" }, ArnEquals: { [KEY_ID]: KEY } },
    }),
    lets("everything that is no upload", { NotAction: ENCRYPTING, Resource: EVERYTHING, Condition: secure }),
    lets("every request for the bucket itself", { Action: "s3:*", NotResource: OBJECTS, Condition: secure }),
    {
      name: "allows nobody anything by itself",
      holds: (document) => expect(document).toAllowOnly({ Action: "none:Nothing" }),
    },
  ],
);

const delivery: Scope = {
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
  Condition: {
    ArnEquals: { "aws:SourceArn": BUCKET },
    StringEquals: { "aws:SourceAccount": environment.accountId },
  },
};
const LOGS = ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"];

keepsItsPromises(
  "The policy of a log bucket",
  "resource",
  accessLogBucketPolicy({ environment, bucketName: "logs", sourceBucketNames: ["faces"] }),
  [
    denies("plain HTTP, to everyone", { Action: "s3:*", Resource: LOGS, Condition: plainHttp }),
    denies("TLS under 1.2, to everyone", { Action: "s3:*", Resource: LOGS, Condition: oldTls }),
    lets("requests for what is not this bucket's", { Action: "s3:*", NotResource: LOGS }),
    lets("requests to other services", { Action: "sqs:*", Resource: LOGS }),
    lets("everything over TLS 1.2", { Action: "s3:*", Resource: LOGS, Condition: secure }),
    {
      name: "lets the logging service write, from the source bucket and account",
      holds: (document) =>
        expect(document).toAllow({ ...delivery, Condition: { ...delivery.Condition, ...secure } } as Scope),
    },
    { name: "allows nobody else anything", holds: (document) => expect(document).toAllowOnly(delivery) },
  ],
);
