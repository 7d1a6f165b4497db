import type { IdentityStatement } from "./policy-document";

/**
 * The regions of Face Liveness, fewer than Rekognition's. Elsewhere Rekognition denies the calls as if a permission were missing.
 *
 * @see https://repost.aws/questions/QUOKDLPsVvQne9ZmMipd7X2Q/accessdeniedexception-when-using-createfacelivenesssessioncommand
 */
export const FACE_LIVENESS_REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-south-1",
  "eu-west-1",
  "us-east-1",
  "us-west-2",
];

/** Begins Face Liveness sessions, which know no resources: `"*"` is the narrowest that IAM takes. */
export const createLivenessStatement: IdentityStatement = {
  Sid: "CreateLivenessSessions",
  Effect: "Allow",
  Action: "rekognition:CreateFaceLivenessSession",
  Resource: "*",
};

/**
 * Runs a session before a camera: all that a client may do. It takes the id of a session that was begun for it, and neither begins
 * one nor reads what it showed.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/face-liveness-programming-api.html
 */
export const startLivenessStatement: IdentityStatement = {
  Sid: "StartLivenessSessions",
  Effect: "Allow",
  Action: "rekognition:StartFaceLivenessSession",
  Resource: "*",
};
