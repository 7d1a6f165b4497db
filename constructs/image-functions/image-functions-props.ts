import type { AwsEnvironment } from "../../policies/documents";
import type { AlarmTopic } from "../alarm-topic";
import type { AwsEnvironmentProps } from "../aws-environment";
import type { EncryptedBucket } from "../encrypted-bucket";
import { type FunctionVpc, vpcFaults } from "../function-vpc";
import * as awsNames from "../validation/aws-names";
import { oneOf, reasoned, required, wholeNumber } from "../validation/prop-rules";
import * as rekognitionProps from "../validation/rekognition-props";
import type { PropFault } from "../validation/validation-error";
import { LOG_RETENTION_DAYS, type VerificationLambdaProps } from "../verification-lambda";

/** What a system of functions takes, whatever it does. */
export interface FunctionSystemProps extends AwsEnvironmentProps {
  /** 3 to 20 lower-case letters, digits and hyphens, a letter first: every name begins with it. */
  readonly namePrefix: string;
  /** Where alarms go. */
  readonly alarmTopic: AlarmTopic;
  /**
   * Speaks to endpoints whose cryptography is validated by FIPS 140; not every region has them.
   *
   * @default false
   */
  readonly fips?: boolean | undefined;
  /**
   * The network that the functions are put into.
   *
   * @default - Lambda's own
   */
  readonly vpc?: FunctionVpc | undefined;
  /**
   * One of CloudWatch's periods from 30 to 400 days.
   *
   * @default 400
   */
  readonly logRetentionDays?: number | undefined;
  /** @default - no boundary */
  readonly permissionsBoundaryArn?: string | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What a system of functions on the members' images takes, whatever else it does. */
export interface ImageFunctionsProps extends FunctionSystemProps {
  /** Where the members' images are; its key encrypts environments, logs and failures too. */
  readonly bucket: EncryptedBucket;
}

/** How many requests a function works on at a time. */
export type Concurrency = VerificationLambdaProps["reservedConcurrency"];

/** What is wrong with the props that all such systems share: all at once, before anything is made. */
export function imageFunctionsFaults(
  props: ImageFunctionsProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { bucket } = props;
  return [
    ...functionSystemFaults(props, environment),
    ...(bucket === undefined || bucket === null
      ? required("bucket", bucket)
      : awsNames.encryptionKey("bucket.key", bucket.key, environment)),
  ];
}

/** What is wrong with the props that have nothing to do with images. */
export function functionSystemFaults(
  props: FunctionSystemProps,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { alarmTopic } = props;
  return [
    ...functionOptionsFaults(props, environment),
    ...required("alarmTopic", alarmTopic),
    ...awsNames.sameRegion("alarmTopic", alarmTopic?.environment, environment),
  ];
}

/** What is wrong with the props that say how functions run. */
export const functionOptionsFaults = (
  props: Omit<FunctionSystemProps, "alarmTopic">,
  environment: AwsEnvironment,
): readonly PropFault[] => [
  ...rekognitionProps.namePrefix("namePrefix", props.namePrefix),
  ...rekognitionProps.fips("fips", props.fips, environment),
  ...vpcFaults("vpc", props.vpc),
  ...oneOf("logRetentionDays", props.logRetentionDays, LOG_RETENTION_DAYS),
  ...awsNames.policyArn("permissionsBoundaryArn", props.permissionsBoundaryArn),
];

export const concurrencyFaults = (
  prop: string,
  concurrency: Readonly<Record<string, Concurrency>> = {},
): readonly PropFault[] =>
  Object.entries(concurrency).flatMap(([name, value]) =>
    typeof value === "object"
      ? reasoned(`${prop}.${name}`, value)
      : wholeNumber(`${prop}.${name}`, value, { from: 1, to: 1000 }),
  );
