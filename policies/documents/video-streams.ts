import type { AwsEnvironment } from "./aws-environment";
import type { IdentityStatement } from "./policy-document";

/** A Kinesis data stream's ARN. */
export const dataStreamArn = (environment: AwsEnvironment, name: string): string =>
  `arn:${environment.partition}:kinesis:${environment.region}:${environment.accountId}:stream/${name}`;

/**
 * The ARNs of a Kinesis video stream: AWS puts the time of its making behind the name, so only a pattern is known before. A name is
 * taken once in an account and region.
 *
 * @see https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/how-iam.html
 */
export const videoStreamArns = (environment: AwsEnvironment, name: string): string =>
  `arn:${environment.partition}:kinesisvideo:${environment.region}:${environment.accountId}:stream/${name}/*`;

/** A stream processor's ARN. */
export const streamProcessorArn = (environment: AwsEnvironment, name: string): string =>
  `arn:${environment.partition}:rekognition:${environment.region}:${environment.accountId}:streamprocessor/${name}`;

/** Watching a video stream. */
export const watchVideoStatement = (environment: AwsEnvironment, streamName: string): IdentityStatement => ({
  Sid: "WatchVideo",
  Effect: "Allow",
  Action: ["kinesisvideo:GetDataEndpoint", "kinesisvideo:GetMedia"],
  Resource: videoStreamArns(environment, streamName),
});

/** Sending video into a video stream: a camera's part. */
export const sendVideoStatement = (environment: AwsEnvironment, streamName: string): IdentityStatement => ({
  Sid: "SendVideo",
  Effect: "Allow",
  Action: ["kinesisvideo:DescribeStream", "kinesisvideo:GetDataEndpoint", "kinesisvideo:PutMedia"],
  Resource: videoStreamArns(environment, streamName),
});

/** Writing records into a data stream. */
export const writeRecordsStatement = (
  environment: AwsEnvironment,
  streamName: string,
): IdentityStatement => ({
  Sid: "WriteRecords",
  Effect: "Allow",
  Action: ["kinesis:PutRecord", "kinesis:PutRecords"],
  Resource: dataStreamArn(environment, streamName),
});

/** Reading the records of a data stream. */
export const readRecordsStatement = (environment: AwsEnvironment, streamName: string): IdentityStatement => ({
  Sid: "ReadRecords",
  Effect: "Allow",
  Action: [
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
  ],
  Resource: dataStreamArn(environment, streamName),
});

/** Starting and stopping one stream processor. */
export const operateStreamProcessorStatement = (
  environment: AwsEnvironment,
  processorName: string,
): IdentityStatement => ({
  Sid: "OperateStreamProcessor",
  Effect: "Allow",
  Action: [
    "rekognition:DescribeStreamProcessor",
    "rekognition:StartStreamProcessor",
    "rekognition:StopStreamProcessor",
  ],
  Resource: streamProcessorArn(environment, processorName),
});
