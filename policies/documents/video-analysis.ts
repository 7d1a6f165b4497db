import { queueArn, topicArn } from "./arns";
import type { AwsEnvironment } from "./aws-environment";
import type { IdentityStatement, TrustPolicy } from "./policy-document";
import { collectionArn } from "./rekognition-statements";

/** What of Rekognition takes a role: any of its jobs, or stream processors only. */
export type RekognitionSource = "*" | "streamprocessor/*";

/**
 * Who may take on a role of Rekognition's: the service, and only where it works for this account. Without the conditions anybody's
 * job could name the role and have the service use it.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/cross-service-confused-deputy-prevention.html
 */
export function rekognitionTrustPolicy(environment: AwsEnvironment, source: RekognitionSource): TrustPolicy {
  const { partition, region, accountId } = environment;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowRekognition",
        Effect: "Allow",
        Principal: { Service: "rekognition.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:${partition}:rekognition:${region}:${accountId}:${source}` },
        },
      },
    ],
  };
}

export interface StartFaceSearchOptions {
  readonly environment: AwsEnvironment;
  readonly collectionId: string;
  /** The role in which Rekognition says that it is done. */
  readonly notificationRoleArn: string;
}

/** Searching stored videos for the faces of one collection, with one role handed to Rekognition and to nobody else. */
export function startFaceSearchStatements(options: StartFaceSearchOptions): readonly IdentityStatement[] {
  return [
    {
      Sid: "StartFaceSearch",
      Effect: "Allow",
      Action: "rekognition:StartFaceSearch",
      Resource: collectionArn(options.environment, options.collectionId),
    },
    {
      Sid: "PassNotificationRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: options.notificationRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": "rekognition.amazonaws.com" } },
    },
  ];
}

/** GetFaceSearch knows no resources: `"*"` is the narrowest that IAM takes. */
export const getFaceSearchStatement: IdentityStatement = {
  Sid: "GetFaceSearch",
  Effect: "Allow",
  Action: "rekognition:GetFaceSearch",
  Resource: "*",
};

/** Publishing to a topic. */
export const publishStatement = (environment: AwsEnvironment, topicName: string): IdentityStatement => ({
  Sid: "PublishNotifications",
  Effect: "Allow",
  Action: "sns:Publish",
  Resource: topicArn(environment, topicName),
});

/** What Lambda does in a function's name to hand it messages of a queue. */
export const takeMessagesStatement = (environment: AwsEnvironment, queueName: string): IdentityStatement => ({
  Sid: "TakeMessages",
  Effect: "Allow",
  Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  Resource: queueArn(environment, queueName),
});
