/** Where a system is deployed: what ARNs are built from, so that a plan knows them before AWS has made anything. */
export interface AwsEnvironment {
  readonly partition: Partition;
  /** For example `eu-west-1`. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/**
 * The partitions that offer Rekognition. China (`aws-cn`) and the isolated ones do not.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/rekognition.html
 */
export type Partition = "aws" | "aws-us-gov";

export const ACCOUNT_ID = /^\d{12}$/;

/**
 * The regions of Rekognition, as the AWS SDK lists its endpoints.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/rekognition.html
 */
export const REKOGNITION_REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-5",
  "ap-southeast-7",
  "ca-central-1",
  "eu-central-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "il-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
];

/**
 * The regions where Rekognition has endpoints of cryptography that is validated by FIPS 140, each by PrivateLink too.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/rekognition.html
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/vpc.html
 */
export const REKOGNITION_FIPS_REGIONS: readonly string[] = [
  "ca-central-1",
  "us-east-1",
  "us-east-2",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
];

/** The form of a region's name, in the partitions that offer Rekognition. */
export const REGION = /^(?!cn-|eusc-)(us-gov|[a-z]{2})-(?!iso)[a-z]+-\d{1,2}$/;

/** The partition that a region belongs to. */
export function partitionOf(region: string): Partition {
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The principal of a service that has one per region, for example `logs.eu-west-1.amazonaws.com`. */
export function regionalServicePrincipal(
  service: string,
  { region }: AwsEnvironment,
): `${string}.amazonaws.com` {
  return `${service}.${region}.amazonaws.com`;
}

/**
 * The value of `kms:ViaService` for a service of the region.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function viaService(service: string, { region }: AwsEnvironment): string {
  return `${service}.${region}.amazonaws.com`;
}
