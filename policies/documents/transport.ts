import type { OneOrMore, ResourceStatement } from "./policy-document";

/**
 * Denies every request that does not come over TLS. The condition stands alone: one more key beside it would let plain HTTP
 * through wherever that key does not match.
 *
 * The value is the bare string "false": IAM reads `false` and `["false"]` alike, Prowler compares to the letter.
 */
export function denyPlainHttp(actions: OneOrMore<string>, resources: OneOrMore<string>): ResourceStatement {
  return {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: actions,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * Denies TLS 1.0 and 1.1. A statement of its own: `s3:TlsVersion` is absent from a plain HTTP request, so in one statement with
 * `aws:SecureTransport` neither would be denied.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function denyTlsBelow12(resources: OneOrMore<string>): ResourceStatement {
  return {
    Sid: "DenyTlsBelow12",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: resources,
    Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  };
}
