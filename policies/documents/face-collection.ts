import type { AwsEnvironment } from "./aws-environment";
import type { IdentityStatement } from "./policy-document";
import { collectionArn } from "./rekognition-statements";

/** Puts face vectors into a collection. A picture in S3 takes a grant of its bucket as well. */
export const indexFacesStatement = (
  environment: AwsEnvironment,
  collectionId: string,
): IdentityStatement => ({
  Sid: "IndexFaceVectors",
  Effect: "Allow",
  Action: "rekognition:IndexFaces",
  Resource: collectionArn(environment, collectionId),
});

/** Takes back face vectors whose ids are known. It lists none. */
export const unindexFacesStatement = (
  environment: AwsEnvironment,
  collectionId: string,
): IdentityStatement => ({
  Sid: "UnindexFaceVectors",
  Effect: "Allow",
  Action: "rekognition:DeleteFaces",
  Resource: collectionArn(environment, collectionId),
});

/** Finds whose face a picture shows. */
export const searchFacesStatement = (
  environment: AwsEnvironment,
  collectionId: string,
): IdentityStatement => ({
  Sid: "SearchFaceVectors",
  Effect: "Allow",
  Action: "rekognition:SearchFacesByImage",
  Resource: collectionArn(environment, collectionId),
});
