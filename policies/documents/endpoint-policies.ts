import { bucketArn } from "./arns";
import type { AwsEnvironment } from "./aws-environment";
import { mapOneOrMore, toOneOrMore } from "./one-or-more";
import type { ConditionBlock, OneOrMore, ResourcePolicy, ResourceStatement } from "./policy-document";

/** Parts of Rekognition that functions of ours call. */
export const REKOGNITION_SYSTEMS = [
  "images",
  "collections",
  "liveness",
  "stored-video",
  "custom-labels",
] as const;
export type RekognitionSystem = (typeof REKOGNITION_SYSTEMS)[number];

interface SystemActions {
  /** Actions that know no resource: `"*"` is the narrowest that IAM takes. */
  readonly withoutResource?: readonly string[];
  readonly onCollections?: readonly string[];
  readonly onProjects?: readonly string[];
}

const ACTIONS: { readonly [system in RekognitionSystem]: SystemActions } = {
  images: { withoutResource: ["rekognition:CompareFaces", "rekognition:DetectFaces"] },
  collections: {
    withoutResource: ["rekognition:DetectFaces"],
    onCollections: [
      "rekognition:DeleteFaces",
      "rekognition:IndexFaces",
      "rekognition:ListFaces",
      "rekognition:SearchFacesByImage",
    ],
  },
  liveness: {
    withoutResource: ["rekognition:CreateFaceLivenessSession", "rekognition:GetFaceLivenessSessionResults"],
  },
  "stored-video": {
    withoutResource: ["rekognition:GetFaceSearch"],
    onCollections: ["rekognition:StartFaceSearch"],
  },
  "custom-labels": {
    withoutResource: ["rekognition:DescribeProjects"],
    onProjects: ["rekognition:CreateProjectVersion", "rekognition:DescribeProjectVersions"],
  },
};

export interface EndpointPolicyOptions {
  readonly environment: AwsEnvironment;
  /** ARNs of the roles and users that may use the endpoint. They stand in a condition, so they need not exist yet. */
  readonly principalArns: OneOrMore<string>;
}

export interface RekognitionEndpointPolicyOptions extends EndpointPolicyOptions {
  readonly systems: readonly [RekognitionSystem, ...RekognitionSystem[]];
}

/**
 * What passes an interface endpoint of Rekognition: the named principals of the account, with the actions of these systems, on
 * collections and projects of the account and region.
 *
 * `aws:ResourceAccount` is asked for only where a request has it: nobody promises it for actions that know no resource.
 */
export function rekognitionEndpointPolicy(options: RekognitionEndpointPolicyOptions): ResourcePolicy {
  const { environment, systems } = options;
  const { partition, region, accountId } = environment;
  const condition: ConditionBlock = {
    ...callers(options),
    StringEqualsIfExists: { "aws:ResourceAccount": accountId },
  };
  const arn = (resource: string) => `arn:${partition}:rekognition:${region}:${accountId}:${resource}`;
  const statement = (Sid: string, part: keyof SystemActions, Resource: string) => {
    const actions = toOneOrMore([...new Set(systems.flatMap((system) => ACTIONS[system][part] ?? []))]);
    return actions === undefined ? [] : [allow(Sid, actions, Resource, condition)];
  };
  return policy([
    ...statement("AllowCallers", "withoutResource", "*"),
    ...statement("AllowCallersOnCollections", "onCollections", arn("collection/*")),
    ...statement("AllowCallersOnProjects", "onProjects", arn("project/*")),
  ]);
}

export interface S3EndpointPolicyOptions extends EndpointPolicyOptions {
  /** Names of buckets of the account. */
  readonly bucketNames: OneOrMore<string>;
}

/** What passes an endpoint of S3: the named principals of the account, to read, write, list and erase objects of these buckets. */
export function s3EndpointPolicy(options: S3EndpointPolicyOptions): ResourcePolicy {
  const { environment, bucketNames } = options;
  const buckets = mapOneOrMore(bucketNames, (name) => bucketArn(environment, name));
  const condition = callers(options, environment.accountId);
  return policy([
    allow(
      "AllowCallersOnObjects",
      [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
      ],
      mapOneOrMore(buckets, (bucket) => `${bucket}/*`),
      condition,
    ),
    allow("AllowCallersToList", ["s3:ListBucket", "s3:ListBucketVersions"], buckets, condition),
  ]);
}

export interface KmsEndpointPolicyOptions extends EndpointPolicyOptions {
  /** The full ARN; the key may be another account's. */
  readonly keyArn: string;
}

/** What passes an interface endpoint of KMS: the named principals of the account, to describe this key and to use it. */
export function kmsEndpointPolicy(options: KmsEndpointPolicyOptions): ResourcePolicy {
  const { environment, keyArn } = options;
  const owner = /^arn:[^:]*:kms:[^:]*:(\d{12}):/.exec(keyArn)?.[1] ?? environment.accountId;
  return policy([
    allow(
      "AllowCallersOnKey",
      ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      keyArn,
      callers(options, owner),
    ),
  ]);
}

/**
 * By condition, not in the `Principal`: a gateway endpoint reads an account there as its root user alone, and turns a role into
 * an id, which the role loses when it is made anew.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
function callers({ environment, principalArns }: EndpointPolicyOptions, resourceAccount?: string) {
  return {
    ArnEquals: { "aws:PrincipalArn": principalArns },
    StringEquals: {
      "aws:PrincipalAccount": environment.accountId,
      ...(resourceAccount === undefined ? {} : { "aws:ResourceAccount": resourceAccount }),
    },
  } satisfies ConditionBlock;
}

const allow = (
  Sid: string,
  Action: OneOrMore<string>,
  Resource: OneOrMore<string>,
  Condition: ConditionBlock,
): ResourceStatement => ({ Sid, Effect: "Allow", Principal: "*", Action, Resource, Condition });

const policy = (Statement: readonly ResourceStatement[]): ResourcePolicy => ({
  Version: "2012-10-17",
  Statement,
});
