import {
  type AwsEnvironment,
  customerManagedKeyPolicy,
  KEY_ADMINISTRATION_ACTIONS,
  type KeyUse,
} from "../../../policies/documents";
import { policyOf, type Scope } from "../../../policies/language";
import { keepsItsPromises } from "./promise";

const environment: AwsEnvironment = { partition: "aws", accountId: "111122223333", region: "eu-west-1" };
const ACCOUNT = environment.accountId;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ADMINISTRATOR = `arn:aws:iam::${ACCOUNT}:role/key-administrator`;
const VERIFIER = `arn:aws:iam::${ACCOUNT}:role/verify-face`;
const LOG_GROUP = "/aws/lambda/verify-face";
const ADMINISTRATION: Scope["Action"] = KEY_ADMINISTRATION_ACTIONS;

const via = (...services: readonly string[]) => ({
  "kms:CallerAccount": ACCOUNT,
  "kms:ViaService": services.map((service) => `${service}.eu-west-1.amazonaws.com`),
});
const verifier = { ArnEquals: { "aws:PrincipalArn": VERIFIER } };

const administration: Scope = { Principal: { AWS: ACCOUNT }, Action: ADMINISTRATION };
const reading: Scope = {
  Principal: { AWS: ACCOUNT },
  Action: "kms:Decrypt",
  Condition: { ...verifier, StringEquals: via("s3", "rekognition") },
};
const failing: Scope = {
  Principal: { AWS: ACCOUNT },
  Action: ["kms:GenerateDataKey", "kms:Decrypt"],
  Condition: { ...verifier, StringEquals: via("sqs") },
};
const environments: Scope = {
  Principal: { AWS: ROOT },
  Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
  Condition: { StringEquals: via("lambda") },
};
const grants: Scope = {
  Principal: { AWS: ROOT },
  Action: "kms:CreateGrant",
  Condition: { StringEquals: via("lambda"), Bool: { "kms:GrantIsForAWSResource": "true" } },
};
const logs: Scope = {
  Principal: { Service: "logs.eu-west-1.amazonaws.com" },
  Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
  Condition: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${LOG_GROUP}`,
    },
  },
};
const alarms: Scope = {
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
};

const uses: readonly KeyUse[] = [
  { kind: "event-sources", services: "cloudwatch" },
  { kind: "log-groups", logGroupNames: LOG_GROUP },
  { kind: "lambda-environments" },
  { kind: "identities", name: "Failures", principalArns: VERIFIER, viaServices: "sqs", access: "encrypt" },
  {
    kind: "identities",
    name: "Faces",
    principalArns: VERIFIER,
    viaServices: ["s3", "rekognition"],
    access: "decrypt",
  },
];

/** Identities of the account whose own policies allow everything: the key's policy alone says no. */
const anyone = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);
const key = (document: object) => policyOf(document, { kind: "key" });
const withAnyone = (document: object) => ({
  identity: [anyone],
  resource: [key(document)],
  sameAccount: true,
});
const lets = (name: string, scope: Scope, from: (document: object) => object = key) => ({
  name: `lets ${name}`,
  holds: (document: object) => expect(from(document)).toAllow(scope),
});

/** A key's policy where no identity of the account has a policy of its own. */
const withNobody = (document: object) => ({
  identity: [
    policyOf(
      { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "none:Nothing", Resource: "*" }] },
      { kind: "identity" },
    ),
  ],
  resource: [key(document)],
  sameAccount: true,
});
const byRoot: Scope = { Condition: { ArnEquals: { "aws:PrincipalArn": ROOT } } };
const byAdministrator: Scope = {
  Action: ADMINISTRATION,
  Condition: { ArnEquals: { "aws:PrincipalArn": ADMINISTRATOR } },
};

keepsItsPromises(
  "The administration in a key's policy",
  "key",
  customerManagedKeyPolicy({ environment, administratorArns: [ADMINISTRATOR] }),
  [
    lets("the account administer it, whatever becomes of others: nobody is locked out", {
      ...byRoot,
      Action: ADMINISTRATION,
    }),
    lets("the administrator administer it", byAdministrator),
    {
      name: "lets nobody use it, nor give its use away, nor anybody outside the account do anything",
      holds: (document) => expect(key(document)).toAllowOnly(administration),
    },
    {
      name: "lets nobody but root and the administrator do anything without a policy of their own",
      holds: (document) => expect(withNobody(document)).toAllowOnly([byRoot, byAdministrator]),
    },
  ],
);

keepsItsPromises(
  "The uses in a key's policy",
  "key",
  customerManagedKeyPolicy({ environment, uses }),
  [
    lets("the function read images through S3 and Rekognition", reading, withAnyone),
    lets("the function put failed events into its queue", failing, withAnyone),
    lets("Lambda keep environments", environments, withAnyone),
    lets("Lambda be granted environments", grants, withAnyone),
    lets("CloudWatch Logs write the log group", logs),
    lets("alarms publish", alarms),
    {
      name: "allows nothing else, and nobody outside the account",
      holds: (document) =>
        expect(key(document)).toAllowOnly([
          administration,
          reading,
          failing,
          environments,
          grants,
          logs,
          alarms,
        ]),
    },
    {
      name: "lets no identity use it without a policy of its own",
      holds: (document) => expect(withNobody(document)).toAllowOnly([byRoot, logs, alarms]),
    },
  ],
  ["AdministrationByAccount"],
);
