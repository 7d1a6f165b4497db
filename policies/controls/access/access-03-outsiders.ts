import type { Resource } from "../../configuration/resource";
import type { Scope, Scopes } from "../../language";
import { control, type ReviewContext } from "../control";
import { type Judgement, pass, unknown } from "../judgement";
import { ACCOUNT_UNKNOWN, accountOf } from "../support/accounts";
import { judgeAllowsOnly, policiesOn } from "../support/attachments";
import { buckets } from "../support/buckets";

/** Principals of the account, and services that work for it. */
const inside = (account: string): readonly Scope[] => [
  { Principal: { AWS: account } },
  { Principal: { Service: "*" }, Condition: { StringEquals: { "aws:SourceAccount": account } } },
  { Principal: { Service: "*" }, Condition: { ArnLike: { "aws:SourceArn": `arn:*:*:*:${account}:*` } } },
];

/**
 * Queues and topics are opened to "everybody" in the name of a source: only services say one, and `aws:SourceOwner` is in the policy that
 * SNS gives a topic.
 */
const sourced = (account: string): readonly Scope[] => [
  { Condition: { StringEquals: { "aws:SourceOwner": account } } },
  { Condition: { StringEquals: { "aws:SourceAccount": account } } },
  { Condition: { ArnLike: { "aws:SourceArn": `arn:*:*:*:${account}:*` } } },
];

/** All but services that say for no account what they do. */
const BOUND: Scopes = [
  { NotPrincipal: { Service: "*" } },
  { Principal: { Service: "*" }, Condition: { Null: { "aws:SourceAccount": "false" } } },
  { Principal: { Service: "*" }, Condition: { Null: { "aws:SourceArn": "false" } } },
];

const NOBODY = "000000000000";

const judgeInside = (
  resource: Resource,
  context: ReviewContext,
  account: string,
  absent: Judgement,
): Judgement =>
  judgeAllowsOnly(
    resource,
    context,
    resource.type === "aws_s3_bucket" ? inside(account) : [...inside(account), ...sourced(account)],
    {
      holds: "The policy allows nobody outside the account.",
      breaks: "The policy allows somebody outside the account.",
      absent,
    },
  );

export const outsiders = control({
  id: "RKG-ACCESS-03",
  title: "Policies of buckets, queues and topics allow nobody outside the account",
  severity: "critical",
  subject: "bucket, queue or topic",
  rationale:
    "Whoever a bucket policy lets in reads face images without asking anybody in the account; whoever a queue or topic lets in reads failed verifications and alarms, or makes them up. A service that is not bound to the account can be used by others.",
  remediation: {
    text: "Name principals of the account. Give an Allow for a service a condition on `aws:SourceAccount` (and `aws:SourceArn`).",
    terraform: `data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/*"]
    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}`,
    typescript: `faces.grantRead(role); // the role's policy, not the bucket's`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "S3.2" },
    { framework: "AWS Security Hub", id: "S3.3" },
    { framework: "AWS Security Hub", id: "S3.6" },
    { framework: "AWS Config", id: "s3-bucket-policy-grantee-check" },
    { framework: "NIST 800-53 r5", id: "AC-3" },
    { framework: "NIST 800-53 r5", id: "AC-6" },
    { framework: "NIST 800-53 r5", id: "SC-7" },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
    { framework: "Checkov", id: "CKV_AWS_70" },
  ],
  differs:
    "General scanners look for a wildcard principal. Here every request that the policy allows must come from the account, whatever the statement looks like.",
  subjects: (context) => [
    ...buckets(context),
    ...context.configuration.ofType("aws_sqs_queue", "aws_sns_topic"),
  ],
  judge(resource, context) {
    const none = pass("There is no policy, so only policies of the account let anybody in.", resource);
    const account = accountOf(resource, context);
    if (account !== undefined) return judgeInside(resource, context, account, none);
    // Nobody is of this account: what is refuted may yet be the account's own, but for anonymous callers and unbound services.
    const judged = judgeInside(resource, context, NOBODY, none);
    if (judged.verdict !== "fail" || judged.witness === undefined) return judged;
    if (judged.witness.principal.type === "anonymous") return judged;
    const bound = judgeAllowsOnly(resource, context, BOUND, {
      holds: ACCOUNT_UNKNOWN,
      breaks: "The policy allows a service for whatever account.",
      absent: none,
    });
    if (bound.verdict === "fail") return bound;
    return unknown(
      ACCOUNT_UNKNOWN,
      ...policiesOn(resource, context).documents.map(({ attribute }) => attribute),
    );
  },
});
