import { type KeyResolution, resolveKey } from "../../configuration/links/keys";
import { partitionOfRegion } from "../../configuration/providers";
import type { Resource } from "../../configuration/resource";
import type { Scope } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { ACCOUNT_UNKNOWN, accountOf } from "../support/accounts";
import { judgeEach, policiesOn } from "../support/attachments";
import { resourceIn } from "../support/key-policies";
import { judgeResolved } from "../support/key-settings";
import { writtenRegion } from "../support/written-region";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
const ACTIONS = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:GenerateDataKey",
  "kms:DescribeKey",
];

export const logGroups = control({
  id: "RKG-REST-12",
  title: "Log groups are encrypted with a customer managed key that CloudWatch Logs may use",
  severity: "medium",
  subject: "log group",
  rationale:
    "Logs of a verification tell who was let in and when. Under your key nobody reads them without it. A key that CloudWatch Logs may not use makes the log group fail, and decisions go unrecorded.",
  remediation: {
    text: "Set `kms_key_id` of the log group, and let `logs.<region>.amazonaws.com` use the key for the group's ARN as encryption context.",
    terraform: `data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = ["logs.eu-west-1.amazonaws.com"]
    }
    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/verify-face"]
    }
  }
}`,
    typescript: `new VerificationLambda(this, "Verify", { functionName, bundle, key, alarmTopic }); // makes its group, and asks the key to let Logs use it`,
  },
  mappings: [
    { framework: "AWS Config", id: "cloudwatch-log-group-encrypted" },
    { framework: "AWS Control Tower", id: "CT.CLOUDWATCH.PR.3" },
    { framework: "NIST 800-53 r5", id: "AU-9(3)" },
    { framework: "NIST 800-53 r5", id: "SC-28(1)" },
    { framework: "NIST 800-53 r5", id: "SC-13" },
    { framework: "GDPR", id: "Art. 32" },
    { framework: "Prowler", id: "cloudwatch_log_group_kms_encryption_enabled" },
    { framework: "Checkov", id: "CKV_AWS_158" },
    { framework: "Trivy", id: "AWS-0017" },
  ],
  differs:
    "General scanners ask for a key only. Here the key's policy must also let CloudWatch Logs use it for this group.",
  subjects: ({ configuration }) => configuration.ofType("aws_cloudwatch_log_group"),
  judge(group, context) {
    const attribute = group.get("kms_key_id");
    const key = resolveKey(attribute, context.configuration);
    const named = judgeResolved(key, attribute, "The log group");
    return key.kind === "customer" ? all([named, judgeUse(group, key, context)]) : named;
  },
});

function judgeUse(
  group: Resource,
  { keys }: KeyResolution & { kind: "customer" },
  context: ReviewContext,
): Judgement {
  if (keys.length === 0) {
    // CloudWatch Logs makes no group under a key that it may not use: an apply would end there, and nothing be logged in the clear.
    return pass(
      "The key is managed elsewhere; its policy is judged where it is, and CloudWatch Logs refuses a key that it may not use.",
      group.get("kms_key_id"),
    );
  }
  const region = writtenRegion(group, context);
  if (region === undefined)
    return unknown("In which region the log group is, is not known: set `region` of the provider.", group);
  const account = accountOf(group, context);
  if (account === undefined) return unknown(ACCOUNT_UNKNOWN, group);
  const name = group.get("name");
  if (name.template === undefined) {
    return unknown(
      "The name of the log group is not known, for which the key's policy must let CloudWatch Logs use the key: give it a `name`.",
      name,
    );
  }
  const partition = partitionOfRegion(region);
  const arn = `arn:${partition}:logs:${region}:${account}:log-group:${name.string ?? name.template}`;
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const scope: Scope = {
    Principal: { Service: `logs.${region}.${suffix}` },
    Action: ACTIONS,
    Condition: {
      ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn, "aws:SourceArn": arn },
      StringEquals: { "aws:SourceAccount": account },
    },
  };
  return all(keys.map((key) => judgeKeyUse(key, scope, context)));
}

const judgeKeyUse = (key: Resource, scope: Scope, context: ReviewContext): Judgement =>
  judgeEach(
    policiesOn(key, context),
    key,
    context,
    {
      holds: "CloudWatch Logs may use the key for this log group.",
      breaks: "The key's policy does not let CloudWatch Logs use it for this log group.",
      absent: fail("The key has the default policy, which does not let CloudWatch Logs use it.", key),
    },
    (document) =>
      context.policies.allows(document, {
        ...scope,
        ...resourceIn(context.policies.policyOf(document), key),
      }),
  );
