import { ACCOUNT_ID, type AwsEnvironment, REGION } from "../../policies/documents";
import { isLeftToTerraform, listOf, matching, required, show } from "./prop-rules";
import type { PropFault } from "./validation-error";

/** Names and ARNs as the APIs of AWS take them. The provider checks most of them at apply only, or not at all. */

const BUCKET_NAME = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;
const RESERVED_BUCKET_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_BUCKET_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/**
 * A general purpose bucket's name. Dots are refused though S3 allows them: over HTTPS the wildcard certificate does not match such
 * a name.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketName(prop: string, value: string | undefined, maxLength = 63): readonly PropFault[] {
  if (isLeftToTerraform(value)) return [];
  const name: unknown = value;
  const faults: PropFault[] = [];
  if (typeof name !== "string" || name.length < 3 || name.length > maxLength || !BUCKET_NAME.test(name)) {
    faults.push({
      prop,
      message: `must be a bucket name of 3 to ${maxLength} lower-case letters, digits and hyphens, that begins and ends with a letter or digit, got: ${show(value)}`,
    });
  } else if (
    RESERVED_BUCKET_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    RESERVED_BUCKET_SUFFIXES.some((suffix) => name.endsWith(suffix))
  ) {
    faults.push({
      prop,
      message: `must not begin with ${RESERVED_BUCKET_PREFIXES.join(", ")} or end with ${RESERVED_BUCKET_SUFFIXES.join(", ")}, which S3 reserves, got: ${show(value)}`,
    });
  }
  return faults;
}

const NAME_CHARACTERS = "letters, digits, hyphens and underscores";

export const functionName = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(prop, value, /^[0-9A-Za-z_-]{1,64}$/, `a function name of 1 to 64 ${NAME_CHARACTERS}`);

export const queueName = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(prop, value, /^[0-9A-Za-z_-]{1,80}$/, `a queue name of 1 to 80 ${NAME_CHARACTERS}`);

export const topicName = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(prop, value, /^[0-9A-Za-z_-]{1,256}$/, `a topic name of 1 to 256 ${NAME_CHARACTERS}`);

export const roleName = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(prop, value, /^[\w+=,.@-]{1,64}$/, "a role name of 1 to 64 letters, digits and any of _+=,.@-");

export const policyArn = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(
    prop,
    value,
    /^arn:aws(-us-gov)?:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
    "the ARN of a managed policy (arn:aws:iam::<account>:policy/<name>)",
  );

/** For an environment that is wrong itself. */
const ANYWHERE = { partition: "aws(?:-us-gov)?", region: "[a-z0-9-]+" };

/**
 * The ARN of a key: an id or alias would resolve in the account of whoever makes the request. S3, Lambda, Logs and SNS all ask for a
 * key of their own region.
 */
export function keyArn(
  prop: string,
  value: string | undefined,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const { partition, region } = REGION.test(environment.region) ? environment : ANYWHERE;
  return matching(
    prop,
    value,
    new RegExp(`^arn:${partition}:kms:${region}:\\d{12}:key/(mrk-)?[0-9a-f-]{32,36}$`),
    `the full ARN of a KMS key of the region (arn:${partition}:kms:${region}:<account>:key/<id>), no id and no alias`,
  );
}

/** A key of the same account's and region's constructs, or an imported one: given, of this region, and by its full ARN. */
export function encryptionKey(
  prop: string,
  key: { readonly keyArn: string; readonly environment: AwsEnvironment } | undefined,
  environment: AwsEnvironment,
): readonly PropFault[] {
  const missing = [...required(prop, key), ...required(`${prop}.keyArn`, key?.keyArn)].slice(0, 1);
  if (key === undefined || missing.length > 0) return missing;
  const faults = keyArn(`${prop}.keyArn`, key.keyArn, environment);
  return faults.length > 0 ? faults : sameRegion(prop, key.environment, environment);
}

/** What two things in different regions cannot do for each other. An environment that is wrong itself is not compared. */
export function sameRegion(
  prop: string,
  other: AwsEnvironment | undefined,
  { region }: AwsEnvironment,
): readonly PropFault[] {
  if (other === undefined || other.region === region || !REGION.test(region)) return [];
  return [{ prop, message: `must be in the region ${region}, got: one in ${other.region}` }];
}

const ROLE_OR_USER = /^arn:(aws|aws-us-gov):iam::(\d{12}):(role|user)\/[\w+=,.@/-]+$/;

/** ARNs of roles and users that must exist, in the account itself, each named: no wildcard, no session, no root. */
export function principalArns(
  prop: string,
  arns: readonly string[] | undefined,
  environment: AwsEnvironment,
): readonly PropFault[] {
  return listOf(prop, arns, (at, arn) => {
    if (isLeftToTerraform(arn)) return [];
    const match = ROLE_OR_USER.exec(arn);
    if (match === null) {
      return [
        {
          prop: at,
          message: `must be the ARN of a role or user (arn:${environment.partition}:iam::${environment.accountId}:role/<name>), no wildcard, session or root, got: ${show(arn)}`,
        },
      ];
    }
    const [, partition, account] = match;
    return !ACCOUNT_ID.test(environment.accountId) ||
      (account === environment.accountId && partition === environment.partition)
      ? []
      : [
          {
            prop: at,
            message: `must belong to the account ${environment.accountId} (${environment.partition}), got: ${show(arn)}`,
          },
        ];
  });
}

/** A root, an organizational unit or an account, as AWS Organizations names them. */
export const organizationTarget = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(
    prop,
    value,
    ORGANIZATION_TARGET,
    "a root (r-…), an organizational unit (ou-…-…) or an account id of 12 digits",
  );

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html */
export const ORGANIZATION_TARGET = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/;

export function awsEnvironment(prop: string, { accountId, region }: AwsEnvironment): readonly PropFault[] {
  return [
    ...matching(`${prop}.accountId`, accountId, ACCOUNT_ID, "an account id of 12 digits"),
    ...matching(
      `${prop}.region`,
      region,
      REGION,
      'a region, for example "eu-west-1", of a partition that offers Rekognition',
    ),
  ];
}
