/**
 * The little that a plan does not tell of the provider's schema, and that matters for what is judged here. By type and
 * path without indexes.
 */

/** Lists of blocks that keep the order in which they are written; others may be sets. */
const ORDERED: ReadonlySet<string> = new Set([
  "aws_iam_policy_document.statement",
  "aws_s3_bucket_lifecycle_configuration.rule",
  "aws_s3_bucket.lifecycle_rule",
]);

/**
 * Blocks that no provider computes. Where one is unknown and stands nowhere in the configuration, a dynamic block makes it, which a plan
 * leaves out.
 */
const SETTINGS: ReadonlySet<string> = new Set([
  "aws_iam_policy_document.statement",
  "aws_iam_policy_document.statement.condition",
  "aws_iam_policy_document.statement.principals",
  "aws_lambda_function.dead_letter_config",
  "aws_lambda_function.environment",
  "aws_lambda_function.vpc_config",
  "aws_rekognition_stream_processor.data_sharing_preference",
  "aws_rekognition_stream_processor.notification_channel",
  "aws_rekognition_stream_processor.output",
  "aws_s3_bucket_lifecycle_configuration.rule",
  "aws_s3_bucket_ownership_controls.rule",
  "aws_s3_bucket_replication_configuration.rule",
  "aws_s3_bucket_server_side_encryption_configuration.rule",
  "aws_s3_bucket_versioning.versioning_configuration",
]);

export const isOrdered = (type: string, path: string): boolean => ORDERED.has(keyOf(type, path));

export const isSetting = (type: string, path: string): boolean => SETTINGS.has(keyOf(type, path));

const keyOf = (type: string, path: string): string => `${type}.${path.replace(/\[\d+\]/g, "")}`;
