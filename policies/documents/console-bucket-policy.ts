import { bucketArn } from "./arns";
import type { AwsEnvironment } from "./aws-environment";
import { mergeStatements } from "./merge-statements";
import type { ResourcePolicy, ResourceStatement } from "./policy-document";
import { denyPlainHttp, denyTlsBelow12 } from "./transport";

export interface ConsoleBucketPolicyOptions {
  readonly environment: Pick<AwsEnvironment, "partition" | "accountId">;
  readonly bucketName: string;
  /** Statements of the caller's own: those of the policy that this one replaces. A `Sid` that is taken is an error. */
  readonly additionalStatements?: readonly ResourceStatement[] | undefined;
}

/**
 * The policy of the bucket that the Custom Labels console made: denies plain HTTP and TLS under 1.2.
 *
 * It denies no upload that names another encryption, as the policy of an encrypted bucket does: the console uploads as it sees fit,
 * nobody can make it name the key, and AWS does not say that it names none. The bucket's default encryption takes what names none.
 */
export function consoleBucketPolicy(options: ConsoleBucketPolicyOptions): ResourcePolicy {
  const bucket = bucketArn(options.environment, options.bucketName);
  const objects = `${bucket}/*`;
  return {
    Version: "2012-10-17",
    Statement: mergeStatements(
      [denyPlainHttp("s3:*", [bucket, objects]), denyTlsBelow12([bucket, objects])],
      options.additionalStatements,
      options.environment.accountId,
    ),
  };
}
