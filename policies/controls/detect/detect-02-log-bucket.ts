import { partitionOfRegion } from "../../configuration/providers";
import type { Resource } from "../../configuration/resource";
import type { Scope } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { type LogSource, logSourcesOf } from "../support/access-logging";
import { ACCOUNT_UNKNOWN, accountOf } from "../support/accounts";
import { judgeAllowsOnly } from "../support/attachments";
import { bucketArn, everythingIn, logBuckets, settingOf } from "../support/buckets";
import { sameAccount } from "../support/places";

const LOGGING_SERVICE = "logging.s3.amazonaws.com";

export const logBucket = control({
  id: "RKG-DETECT-02",
  title: "Access logs arrive, and nobody but the logging service writes them",
  severity: "medium",
  subject: "log bucket",
  rationale:
    "Whoever can write or delete access logs can hide that faces were read. And S3 delivers logs only to a bucket of the same account that is encrypted with SSE-S3: under a KMS key they are lost without a word.",
  remediation: {
    text: "Encrypt the log bucket with SSE-S3 (AES256), and let its policy allow only s3:PutObject to logging.s3.amazonaws.com, from the source bucket and its account.",
    terraform: `data "aws_iam_policy_document" "access_logs" {
  statement {
    sid       = "AllowLogDelivery"
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.access_logs.arn}/*"]
    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_s3_bucket.faces.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}`,
    typescript: `new AccessLogBucket(this, "AccessLogs", { bucketName }); // its policy names the buckets that log to it`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AU-9", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.15", suggested: true },
    { framework: "GDPR", id: "Art. 30", suggested: true },
  ],
  differs:
    "General scanners ask for a KMS key on every bucket. S3 does not support one on a bucket that receives access logs.",
  subjects: logBuckets,
  judge: (bucket, context) => {
    const sources = logSourcesOf(bucket, context);
    return all([
      judgeEncryption(bucket, context),
      ...sources.map((source) => judgeAccount(bucket, source)),
      judgePolicy(bucket, sources, context),
    ]);
  },
});

/** S3 encrypts with SSE-S3 what nobody configures otherwise, since January 2023. */
function judgeEncryption(bucket: Resource, context: ReviewContext): Judgement {
  const { holders, doubt } = settingOf(
    bucket,
    context,
    "aws_s3_bucket_server_side_encryption_configuration",
    "rule",
    ["server_side_encryption_configuration", "rule"],
  );
  if (holders.length === 0)
    return doubt === undefined
      ? pass("Logs are encrypted with SSE-S3, which is what S3 does by itself.", bucket)
      : unknown(`No encryption is found for ${bucket.address}, but ${doubt}.`, bucket);
  return all(
    holders.map((rule) => {
      const algorithm = rule.get("apply_server_side_encryption_by_default").get("sse_algorithm");
      if (algorithm.string === "AES256" || algorithm.state === "absent")
        return pass("Logs are encrypted with SSE-S3.", algorithm);
      return algorithm.state === "configured" && algorithm.string === undefined
        ? unknown("How logs are encrypted is known only after apply.", algorithm)
        : fail("Logs are lost: S3 delivers none to a bucket that is encrypted with a KMS key.", algorithm);
    }),
  );
}

function judgeAccount(bucket: Resource, { bucket: source, named }: LogSource): Judgement {
  const same = source === undefined ? "maybe" : sameAccount(source, bucket);
  if (same === "yes") return pass("The bucket that logs here is of the same account.", named);
  return same === "no"
    ? fail("The bucket that logs here is of another account: S3 delivers no logs across accounts.", named)
    : unknown("Whether the bucket that logs here is of the same account is not known.", named);
}

function judgePolicy(bucket: Resource, sources: readonly LogSource[], context: ReviewContext): Judgement {
  const arns = sources.flatMap((source) => sourceArn(source, bucket) ?? []);
  const account = accountOf(bucket, context);
  const judged = judgeWriters(bucket, { arns, account }, context);
  // What is not known narrows what may be written: it can only make a pass wrong.
  if (judged.verdict !== "pass") return judged;
  if (account === undefined) return unknown(ACCOUNT_UNKNOWN, bucket);
  return arns.length === sources.length
    ? judged
    : unknown("Which bucket logs here is not known, so nor is whether the policy names it.", bucket);
}

function sourceArn({ bucket, name }: LogSource, target: Resource): string | undefined {
  if (bucket !== undefined) return bucketArn(bucket);
  return name === undefined ? undefined : `arn:${partitionOfRegion(target.provider?.region)}:s3:::${name}`;
}

/** Reading is not writing: who may read a bucket is the matter of RKG-ACCESS-03. */
const READS = ["s3:Get*", "s3:List*"];

function judgeWriters(
  bucket: Resource,
  { arns, account }: { readonly arns: readonly string[]; readonly account: string | undefined },
  context: ReviewContext,
): Judgement {
  const delivery: Scope = {
    Principal: { Service: LOGGING_SERVICE },
    Action: "s3:PutObject",
    Resource: `${bucketArn(bucket)}/*`,
    Condition: {
      ...(arns.length === 0 ? {} : { ArnLike: { "aws:SourceArn": arns } }),
      ...(account === undefined ? {} : { StringEquals: { "aws:SourceAccount": account } }),
    },
  };
  const absent = fail("The bucket has no policy, so the logging service may not write to it.", bucket);
  const deaf: Judgement = judgeAllowsOnly(
    bucket,
    context,
    [{ NotAction: "s3:PutObject" }, { NotPrincipal: { Service: LOGGING_SERVICE } }],
    { holds: "The policy lets the logging service write nothing, so no log arrives.", breaks: "", absent },
  );
  if (deaf.verdict === "pass") return { ...deaf, verdict: "fail" };
  return judgeAllowsOnly(bucket, context, [{ Action: READS, Resource: everythingIn(bucket) }, delivery], {
    holds: "Only the logging service may write.",
    breaks: "Somebody else than the logging service for the buckets that log here may write.",
    absent,
  });
}
