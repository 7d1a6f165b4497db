import type { Stack } from "../support/judges";
import { KEY_ARN } from "../support/judges";

export const SSE = "s3:x-amz-server-side-encryption";
export const KEY_ID = `${SSE}-aws-kms-key-id`;
export const CUSTOMER = `${SSE}-customer-algorithm`;
export const OBJECTS = "arn:aws:s3:::faces/*";

/** A Deny of uploads under a condition. */
export const deny = (Condition: object, more: object = {}) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: OBJECTS,
  Condition,
  ...more,
});

export const document = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** A bucket under a key, with a policy. */
export const bucketWith = (
  policy: unknown,
  {
    key = KEY_ARN,
    algorithm = "aws:kms",
    more = {},
  }: { key?: unknown; algorithm?: string; more?: Stack } = {},
): Stack => ({
  ...more,
  resource: {
    aws_s3_bucket: { faces: { bucket: "faces" } },
    aws_s3_bucket_server_side_encryption_configuration: {
      faces: {
        bucket: "${aws_s3_bucket.faces.id}",
        rule: [
          { apply_server_side_encryption_by_default: { sse_algorithm: algorithm, kms_master_key_id: key } },
        ],
      },
    },
    ...(policy === undefined
      ? {}
      : { aws_s3_bucket_policy: { faces: { bucket: "${aws_s3_bucket.faces.id}", policy } } }),
    ...more.resource,
  },
});

export const LOG_BUCKET: Stack = {
  resource: { aws_s3_bucket: { logs: { bucket: "logs", tags: { "guardrails:role": "access-logs" } } } },
};
