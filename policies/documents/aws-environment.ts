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

/** A region of a partition that offers Rekognition. */
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
