/**
 * By type, the attributes whose value names the thing, the one that a configuration writes in front. Others of them stand for the same
 * name (`id` of a bucket is its `bucket`), or for an ARN that ends with it.
 */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ["bucket", "id", "arn"],
  aws_kms_key: ["key_id", "id", "arn"],
  aws_kms_replica_key: ["key_id", "id", "arn"],
  aws_kms_external_key: ["id", "key_id", "arn"],
  aws_kms_replica_external_key: ["key_id", "id", "arn"],
  aws_kms_alias: ["name", "id", "arn"],
  aws_lambda_function: ["function_name", "id", "arn", "qualified_arn", "invoke_arn"],
  aws_lambda_alias: ["name", "arn", "function_name"],
  aws_cloudwatch_log_group: ["name", "id", "arn"],
  aws_iam_role: ["name", "id", "arn"],
  aws_iam_user: ["name", "id", "arn"],
  aws_iam_group: ["name", "id", "arn"],
  aws_iam_policy: ["name", "id", "arn"],
  aws_sqs_queue: ["name", "id", "url", "arn"],
  aws_sns_topic: ["name", "id", "arn"],
  aws_kinesis_stream: ["name", "id", "arn"],
  aws_kinesis_video_stream: ["name", "id", "arn"],
  aws_organizations_policy: ["id", "arn"],
  aws_organizations_organizational_unit: ["id", "arn"],
  aws_organizations_account: ["id", "arn"],
  aws_organizations_organization: ["id", "arn"],
  aws_rekognition_collection: ["collection_id", "id", "arn"],
  aws_rekognition_project: ["name", "id", "arn"],
  aws_rekognition_stream_processor: ["name", "id", "arn", "stream_processor_arn"],
  aws_vpc_endpoint: ["id", "arn"],
};

/** Types whose `id` is the name that a configuration writes. */
const ID_IS_NAME: ReadonlySet<string> = new Set([
  "aws_s3_bucket",
  "aws_lambda_function",
  "aws_cloudwatch_log_group",
  "aws_iam_role",
  "aws_iam_user",
  "aws_iam_group",
  "aws_kms_alias",
  "aws_rekognition_collection",
]);

export const identitiesOf = (type: string): readonly string[] =>
  Object.hasOwn(IDENTITIES, type) ? (IDENTITIES[type] ?? []) : ["id", "arn"];

/** The attribute under which a value is written that is also read as `attribute`: `bucket` for `id` of a bucket. */
export const identityAttribute = (type: string, attribute: string): string =>
  attribute === "id" && ID_IS_NAME.has(type) ? (identitiesOf(type)[0] ?? attribute) : attribute;

/** What companions call the thing that they are about, where it is not the last word of its type. */
const COMPANION_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_lambda_function: "function_name",
  aws_kms_key: "key_id",
  aws_kms_replica_key: "key_id",
  aws_kms_external_key: "key_id",
  aws_sqs_queue: "queue_url",
  aws_sns_topic: "arn",
  aws_organizations_policy: "policy_id",
  aws_vpc_endpoint: "vpc_endpoint_id",
};

/** The attribute by which a companion names a thing of this type: `bucket` for `aws_s3_bucket`. */
export const companionAttribute = (type: string): string =>
  COMPANION_ATTRIBUTES[type] ?? type.slice(type.lastIndexOf("_") + 1);
