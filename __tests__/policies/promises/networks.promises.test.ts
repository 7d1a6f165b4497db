import {
  type AwsEnvironment,
  encryptedBucketPolicy,
  networkInterfaceStatements,
} from "../../../policies/documents";
import { policyOf, type Scope } from "../../../policies/language";
import { keepsItsPromises } from "./promise";

const environment: AwsEnvironment = { partition: "aws", accountId: "111122223333", region: "eu-west-1" };
const ACCOUNT = environment.accountId;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** Somebody whose own policy allows everything: then only the policy in question says no. */
const anyone = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);

const OBJECTS = "arn:aws:s3:::faces/*";
const NETWORKS = [
  ["aws:SourceVpc", "vpc-0a1b2c3d", "DenyOtherVpcs"],
  ["aws:SourceVpce", "vpce-0a1b2c3d", "DenyOtherVpcEndpoints"],
] as const;
const closed = encryptedBucketPolicy({
  environment,
  bucketName: "faces",
  keyArn: KEY,
  onlyThroughVpcIds: ["vpc-0a1b2c3d"],
  onlyThroughVpcEndpointIds: ["vpce-0a1b2c3d"],
});
const noService = {
  Bool: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
};
const closedToAll = { identity: [anyone], sameAccount: true };
const safely = {
  Bool: { "aws:SecureTransport": "true" },
  NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" },
};
const lets = (name: string, scope: Scope) => ({
  name: `lets through ${name}`,
  holds: (document: object) =>
    expect({ ...closedToAll, resource: [policyOf(document, { kind: "resource" })] }).toAllow(scope),
});
/** Custom Labels reads what it trains with so. */
const TRAINING = {
  Sid: "AllowTraining",
  Effect: "Allow",
  Principal: { Service: "rekognition.amazonaws.com" },
  Action: "s3:GetObject",
  Resource: OBJECTS,
};
/** Neither uploads nor their headers: other promises are about those. */
const NO_UPLOADS = ["s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:DeleteObjectVersion"];

keepsItsPromises(
  "The policy of a bucket behind endpoints",
  "resource",
  closed,
  [
    ...NETWORKS.flatMap(([key, id]) => [
      {
        name: `denies every action on objects by another ${key}`,
        holds: (document: object) =>
          expect(document).toDenyEvery({
            Action: "s3:*",
            Resource: OBJECTS,
            Condition: { ...noService, StringNotEquals: { [key]: id } },
          }),
      },
      {
        name: `denies every action on objects by no ${key}, also where the request says nothing of services`,
        holds: (document: object) =>
          expect(document).toDenyEvery({
            Action: "s3:*",
            Resource: OBJECTS,
            Condition: {
              Null: {
                [key]: "true",
                "aws:PrincipalIsAWSService": "true",
                "aws:ViaAWSService": "true",
              },
            },
          }),
      },
    ]),
    lets("reads that Rekognition makes for a caller, by no endpoint", {
      Action: NO_UPLOADS,
      Resource: OBJECTS,
      Condition: {
        ...safely,
        Bool: { ...safely.Bool, "aws:ViaAWSService": "true" },
        Null: { "aws:SourceVpc": "true", "aws:SourceVpce": "true" },
      },
    }),
    {
      name: "lets through a service that acts for itself, where the policy allows it",
      holds: (document) => {
        const Statement = [...[document.Statement].flat(), TRAINING];
        expect(policyOf({ ...document, Statement }, { kind: "resource" })).toAllow({
          Principal: TRAINING.Principal,
          Action: "s3:GetObject",
          Resource: OBJECTS,
          Condition: safely,
        });
      },
    },
    lets("callers of the VPC, by the endpoint", {
      Action: NO_UPLOADS,
      Resource: OBJECTS,
      Condition: {
        ...safely,
        StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d", "aws:SourceVpce": "vpce-0a1b2c3d" },
      },
    }),
    lets("whoever manages the bucket, from everywhere", {
      Action: "s3:*",
      Resource: "arn:aws:s3:::faces",
      Condition: safely,
    }),
    lets("requests for what is not this bucket's", {
      Action: "s3:*",
      NotResource: ["arn:aws:s3:::faces", OBJECTS],
    }),
    lets("requests to other services", { Action: "sqs:*", Resource: OBJECTS }),
    {
      name: "allows nobody anything by itself",
      holds: (document) => expect(document).toAllowOnly({ Action: "none:Nothing" }),
    },
  ],
  // The policy of an encrypted bucket has promises of its own about these.
  closed.Statement.map(({ Sid }) => Sid).filter((sid) => NETWORKS.every(([, , own]) => own !== sid)),
);

const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:verify-face`;
const INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
const inRegion = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
const byCode = { ArnEquals: { "lambda:SourceFunctionArn": FUNCTION } };
const role = (document: object) => policyOf(document, { kind: "identity" });

keepsItsPromises(
  "What puts a function into a VPC",
  "identity",
  { Version: "2012-10-17", Statement: networkInterfaceStatements(environment, FUNCTION) },
  [
    {
      name: "lets Lambda manage network interfaces of the region",
      holds: (document) =>
        expect(role(document)).toAllow({
          Action: INTERFACES,
          Condition: { ...inRegion, Null: { "lambda:SourceFunctionArn": "true" } },
        }),
    },
    {
      name: "lets it do nothing else",
      holds: (document) => expect(role(document)).toAllowOnly({ Action: INTERFACES, Condition: inRegion }),
    },
    {
      name: "denies it all to the function's code, whoever grants it",
      holds: (document) =>
        expect(role(document)).toDenyEvery({
          Action: [...INTERFACES, "ec2:DetachNetworkInterface"],
          Condition: byCode,
        }),
    },
    {
      name: "denies nothing to others, and nothing else to the code",
      holds: (document) => {
        const besides = { identity: [anyone, role(document)] };
        expect(besides).toAllow({
          Action: [...INTERFACES, "ec2:DetachNetworkInterface"],
          Condition: { ArnNotEquals: { "lambda:SourceFunctionArn": FUNCTION } },
        });
        expect(besides).toAllow({ NotAction: [...INTERFACES, "ec2:DetachNetworkInterface"] });
      },
    },
  ],
);
