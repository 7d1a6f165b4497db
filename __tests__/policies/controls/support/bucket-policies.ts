import type { Stack } from "./judges";

export type Statement = Readonly<Record<string, unknown>>;

/** The text of a reference: `${aws_s3_bucket.faces.arn}`. */
export const ref = (expression: string): string => ["$", "{", expression, "}"].join("");

export const BUCKET = "arn:aws:s3:::faces";
export const OBJECTS = `${BUCKET}/*`;
export const INSECURE = { Bool: { "aws:SecureTransport": "false" } };

/** A Deny of everything in the bucket, with changes; what is set to undefined is left out. */
export const deny = (Condition: unknown, changes: Statement = {}): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [BUCKET, OBJECTS],
  Condition,
  ...changes,
});

export const document = (...Statement: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

export const BUCKETS = { aws_s3_bucket: { faces: { bucket: "faces" } } };

/** A bucket with a policy of its own resource. */
export const withPolicy = (policy: unknown, bucket = ref("aws_s3_bucket.faces.id")): Stack => ({
  resource: { ...BUCKETS, aws_s3_bucket_policy: { faces: { bucket, policy } } },
});

export const withStatements = (...statements: readonly Statement[]): Stack =>
  withPolicy(document(...statements));
