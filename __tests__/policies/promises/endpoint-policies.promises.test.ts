import {
  type AwsEnvironment,
  kmsEndpointPolicy,
  REKOGNITION_SYSTEMS,
  rekognitionEndpointPolicy,
  s3EndpointPolicy,
} from "../../../policies/documents";
import { type Policy, policyOf, type Scope } from "../../../policies/language";
import { keepsItsPromises } from "./promise";

const environment: AwsEnvironment = { partition: "aws", accountId: "111122223333", region: "eu-west-1" };
const ACCOUNT = environment.accountId;
/** Of whichever account: so only the condition on the principal's account keeps strangers out. */
const ROLES = ["arn:aws:iam::*:role/verify-face", "arn:aws:iam::*:role/enroll-face"] as const;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const BUCKETS = ["arn:aws:s3:::faces", "arn:aws:s3:::probes"] as const;
const COLLECTIONS = `arn:aws:rekognition:eu-west-1:${ACCOUNT}:collection/*`;
const PROJECTS = `arn:aws:rekognition:eu-west-1:${ACCOUNT}:project/*`;

const byCallers = {
  ArnEquals: { "aws:PrincipalArn": ROLES },
  StringEquals: { "aws:PrincipalAccount": ACCOUNT },
};
const ofAccount = {
  ...byCallers,
  StringEquals: { ...byCallers.StringEquals, "aws:ResourceAccount": ACCOUNT },
};
/** Of the account, or of a request that says no account. */
const ofNoOtherAccount = [ofAccount, { ...byCallers, Null: { "aws:ResourceAccount": "true" } }];

const endpoint = (document: object) => policyOf(document, { kind: "endpoint" });
const letsThroughJust = (scopes: readonly Scope[], resource: readonly Policy[] = []) => [
  ...scopes.map((scope) => ({
    name: `lets callers through: ${[scope.Action].flat().join(", ")} ${Object.keys(scope.Condition ?? {}).join(" ")}`,
    holds: (document: object) => expect({ ...withAnyone(document), resource }).toAllow(scope),
  })),
  {
    name: "lets nobody and nothing else through",
    holds: (document: object) => expect(endpoint(document)).toAllowOnly(scopes),
  },
];

/** Somebody whose own policy allows everything: then only the endpoint's policy says no. */
const anyone = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);
const withAnyone = (document: object) => ({
  identity: [anyone],
  endpoint: [endpoint(document)],
  sameAccount: true,
});

/** What a key's own policy leaves to IAM, which alone opens no key. */
const keyOfAccount = policyOf(
  {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
    ],
  },
  { kind: "key" },
);

keepsItsPromises(
  "The policy of Rekognition's endpoint",
  "endpoint",
  rekognitionEndpointPolicy({ environment, principalArns: ROLES, systems: REKOGNITION_SYSTEMS }),
  letsThroughJust(
    ofNoOtherAccount.flatMap((Condition): readonly Scope[] => [
      {
        Action: [
          "rekognition:CompareFaces",
          "rekognition:DetectFaces",
          "rekognition:CreateFaceLivenessSession",
          "rekognition:GetFaceLivenessSessionResults",
          "rekognition:GetFaceSearch",
          "rekognition:DescribeProjects",
        ],
        Condition,
      },
      {
        Action: [
          "rekognition:DeleteFaces",
          "rekognition:IndexFaces",
          "rekognition:ListFaces",
          "rekognition:SearchFacesByImage",
          "rekognition:StartFaceSearch",
        ],
        Resource: COLLECTIONS,
        Condition,
      },
      {
        Action: ["rekognition:CreateProjectVersion", "rekognition:DescribeProjectVersions"],
        Resource: PROJECTS,
        Condition,
      },
    ]),
  ),
);

keepsItsPromises(
  "The policy of Rekognition's endpoint for images",
  "endpoint",
  rekognitionEndpointPolicy({ environment, principalArns: ROLES, systems: ["images"] }),
  letsThroughJust(
    ofNoOtherAccount.map((Condition) => ({
      Action: ["rekognition:CompareFaces", "rekognition:DetectFaces"],
      Condition,
    })),
  ),
);

keepsItsPromises(
  "The policy of S3's endpoint",
  "endpoint",
  s3EndpointPolicy({ environment, principalArns: ROLES, bucketNames: ["faces", "probes"] }),
  letsThroughJust([
    {
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
      ],
      Resource: BUCKETS.map((bucket) => `${bucket}/*`),
      Condition: ofAccount,
    },
    { Action: ["s3:ListBucket", "s3:ListBucketVersions"], Resource: BUCKETS, Condition: ofAccount },
  ]),
);

keepsItsPromises(
  "The policy of KMS's endpoint",
  "endpoint",
  kmsEndpointPolicy({ environment, principalArns: ROLES, keyArn: KEY }),
  letsThroughJust(
    [
      {
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
        Resource: KEY,
        Condition: ofAccount,
      },
    ],
    [keyOfAccount],
  ),
);

describe("The policy of KMS's endpoint", () => {
  it("confines to the key's account, where that is another", () => {
    const keyArn = KEY.replace(ACCOUNT, "444455556666");
    expect(endpoint(kmsEndpointPolicy({ environment, principalArns: ROLES[0], keyArn }))).toAllowOnly({
      Resource: keyArn,
      Condition: { StringEquals: { "aws:ResourceAccount": "444455556666" } },
    });
  });

  it("confines to the caller's account, where only Terraform knows the key", () => {
    const text = JSON.stringify(
      kmsEndpointPolicy({ environment, principalArns: ROLES[0], keyArn: "${aws_kms_key.faces.arn}" }),
    );
    expect(text).toContain(`"aws:ResourceAccount":"${ACCOUNT}"`);
  });
});
