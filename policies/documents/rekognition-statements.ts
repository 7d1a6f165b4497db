import type { AwsEnvironment } from "./aws-environment";
import type { IdentityStatement } from "./policy-document";

/** The ARN of a collection of face vectors, from its known id. */
export const collectionArn = (
  { partition, region, accountId }: AwsEnvironment,
  collectionId: string,
): string => `arn:${partition}:rekognition:${region}:${accountId}:collection/${collectionId}`;

/**
 * CompareFaces knows no resources: `"*"` is the narrowest that IAM takes. The images are guarded by their own statements.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrekognition.html
 */
export const compareFacesStatement: IdentityStatement = {
  Sid: "CompareFaces",
  Effect: "Allow",
  Action: "rekognition:CompareFaces",
  Resource: "*",
};

/** DetectFaces knows no resources either. */
export const detectFacesStatement: IdentityStatement = {
  Sid: "DetectFaces",
  Effect: "Allow",
  Action: "rekognition:DetectFaces",
  Resource: "*",
};

/** Reads the results of Face Liveness sessions, which know no resources either. */
export const readLivenessStatement: IdentityStatement = {
  Sid: "ReadLivenessSessions",
  Effect: "Allow",
  Action: "rekognition:GetFaceLivenessSessionResults",
  Resource: "*",
};

/** Finds and deletes the face vectors of a member. */
export const eraseFacesStatement = (
  environment: AwsEnvironment,
  collectionId: string,
): IdentityStatement => ({
  Sid: "EraseFaceVectors",
  Effect: "Allow",
  Action: ["rekognition:ListFaces", "rekognition:DeleteFaces"],
  Resource: collectionArn(environment, collectionId),
});

/**
 * What callers of Face Liveness need of a session's key, in their own policy: the session's data are encrypted and decrypted in
 * their name.
 */
export const livenessKeyStatement = (keyArn: string): IdentityStatement => ({
  Sid: "UseKeyOfLivenessSessions",
  Effect: "Allow",
  Action: ["kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"],
  Resource: keyArn,
});

/** Lets a function be invoked, by nobody's URL. */
export const invokeStatement = (functionArn: string, Sid: string): IdentityStatement => ({
  Sid,
  Effect: "Allow",
  Action: "lambda:InvokeFunction",
  Resource: functionArn,
});

/**
 * Lets a function be invoked by its URL, and no other way. Lambda asks for both actions.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export const invokeUrlStatements = (functionArn: string, Sid: string): readonly IdentityStatement[] => [
  {
    Sid,
    Effect: "Allow",
    Action: "lambda:InvokeFunctionUrl",
    Resource: functionArn,
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
  },
  {
    Sid: `${Sid}Function`,
    Effect: "Allow",
    Action: "lambda:InvokeFunction",
    Resource: functionArn,
    Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
  },
];
