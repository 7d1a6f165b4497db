import type { AwsEnvironment } from "./aws-environment";

/** ARNs from known names. A Terraform `.arn` is unknown until AWS has made the thing, and makes the whole policy around it unknown. */

export const accountRootArn = ({ partition, accountId }: AwsEnvironment): string =>
  `arn:${partition}:iam::${accountId}:root`;

export const roleArn = ({ partition, accountId }: AwsEnvironment, roleName: string): string =>
  `arn:${partition}:iam::${accountId}:role/${roleName}`;

export const bucketArn = ({ partition }: Pick<AwsEnvironment, "partition">, bucketName: string): string =>
  `arn:${partition}:s3:::${bucketName}`;

export const logGroupArn = (environment: AwsEnvironment, name: string): string =>
  regional("logs", environment, `log-group:${name}`);

export const functionArn = (environment: AwsEnvironment, name: string): string =>
  regional("lambda", environment, `function:${name}`);

export const queueArn = (environment: AwsEnvironment, name: string): string =>
  regional("sqs", environment, name);

export const topicArn = (environment: AwsEnvironment, name: string): string =>
  regional("sns", environment, name);

export const alarmArn = (environment: AwsEnvironment, name: string): string =>
  regional("cloudwatch", environment, `alarm:${name}`);

export const eventRuleArn = (environment: AwsEnvironment, name: string): string =>
  regional("events", environment, `rule/${name}`);

const regional = (
  service: string,
  { partition, region, accountId }: AwsEnvironment,
  resource: string,
): string => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
