import type { Change, Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { fail, type Judgement, notApplicable, pass } from "../judgement";
import { guardsOptOut } from "../support/opt-out-guard";
import { isOptOutPolicy } from "../support/opt-out-policies";
import { changesNamed, changesOf, type Loss, lossOf, NO_CHANGE, seenIn } from "../support/planned-changes";

const BUCKET_SAFEGUARDS: Readonly<Record<string, string>> = {
  aws_s3_bucket_public_access_block: "public access block",
  aws_s3_bucket_policy: "policy",
  aws_s3_bucket_server_side_encryption_configuration: "default encryption",
};
const POLICY = "aws_organizations_policy";
const ATTACHMENT = "aws_organizations_policy_attachment";
const LOG_GROUP = "aws_cloudwatch_log_group";

export const safeguards = control<Change>({
  id: "RKG-CHANGE-02",
  title: "The plan takes no safeguard away from a bucket or function that stays",
  severity: "high",
  subject: "planned change",
  rationale:
    "A bucket that loses its policy or public access block is open from that moment on, also where the plan makes a new one a moment later. A log group takes with it the record of who was verified.",
  remediation: {
    text: "Keep the safeguard as long as what it protects. Where only its address changes, write a `moved` block: deleting one and creating the next leaves a gap, and where the deletion comes last, nothing.",
    terraform: `moved {
  from = aws_s3_bucket_policy.old
  to   = aws_s3_bucket_policy.faces
}`,
    typescript: `// Keep the construct's id: another id is another address, and a replacement.
bucketPolicy.moveFromId("aws_s3_bucket_policy.old");`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "CM-3", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.9", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  differs:
    "General scanners look at what a plan will have made; here also at what it takes away, and at the gap in between.",
  subjects: (context) =>
    changesOf(context.configuration, ...Object.keys(BUCKET_SAFEGUARDS), LOG_GROUP, POLICY, ATTACHMENT).filter(
      (change) => isSafeguard(change, context),
    ),
  noSubject: NO_CHANGE,
  judge(change, context) {
    const { before } = change;
    const loss = lossOf(change);
    if (loss === undefined || before === undefined) return pass("It stays.", ...seenIn(change));
    const bucketSafeguard = BUCKET_SAFEGUARDS[change.type];
    if (bucketSafeguard !== undefined) return judgeBucketSafeguard(before, bucketSafeguard, loss, context);
    return change.type === LOG_GROUP
      ? judgeLogGroup(before, loss, context)
      : judgeGuard(before, loss, context);
  },
});

/** Of the policies of an organization, only a guard is one. */
function isSafeguard({ type, before, after }: Change, context: ReviewContext): boolean {
  const resource = before ?? after;
  if (resource === undefined) return true;
  if (type === POLICY) return guardsOptOut(resource, context);
  return (
    type !== ATTACHMENT || policiesAttached(resource, context).some((each) => guardsOptOut(each, context))
  );
}

function policiesAttached(attachment: Resource, { configuration }: ReviewContext): readonly Resource[] {
  const attribute = attachment.get("policy_id");
  return [
    ...attribute.references.flatMap(({ resources }) => resources),
    ...changesNamed(configuration, POLICY, "id", attribute.string).flatMap(({ before }) => before ?? []),
  ];
}

function judgeBucketSafeguard(
  before: Resource,
  safeguard: string,
  loss: Loss,
  { configuration }: ReviewContext,
): Judgement {
  const bucket = before.get("bucket");
  const name = bucket.string;
  const owners = changesNamed(configuration, "aws_s3_bucket", "bucket", name);
  if (goAlong(owners, loss, "bucket"))
    return pass("It goes together with its bucket (RKG-CHANGE-01).", bucket);
  return fail(
    `The ${safeguard} of bucket ${name ?? "that is not known"} is ${ending(loss)}, and the bucket stays.`,
    bucket,
  );
}

/**
 * Whether what a safeguard protects goes as well. What is only forgotten stays, and outlives what is deleted; what comes again under its
 * old name needs its safeguard again.
 */
const goAlong = (owners: readonly Change[], loss: Loss, named: string): boolean =>
  owners.length > 0 && owners.every((owner) => goesAlong(owner, loss, named));

function goesAlong(owner: Change, loss: Loss, named: string): boolean {
  switch (lossOf(owner)) {
    case "deleted":
      return true;
    case "replaced":
      return loss === "replaced" || owner.after?.get(named).string !== owner.before?.get(named).string;
    case "forgotten":
      return loss === "forgotten";
    case undefined:
      return false;
  }
}

function ending(loss: Loss): string {
  switch (loss) {
    case "deleted":
      return "deleted";
    case "replaced":
      return "deleted and made anew, which leaves a gap (and nothing, where the deletion comes last)";
    case "forgotten":
      return "forgotten: nothing here keeps it any more";
  }
}

const FUNCTION_LOGS = "/aws/lambda/";

function judgeLogGroup(before: Resource, loss: Loss, { configuration }: ReviewContext): Judgement {
  const attribute = before.get("name");
  const name = attribute.string ?? "";
  const functions = [
    ...(name.startsWith(FUNCTION_LOGS)
      ? changesNamed(configuration, "aws_lambda_function", "function_name", name.slice(FUNCTION_LOGS.length))
      : []),
    ...changesNamed(configuration, "aws_lambda_function", "logging_config.log_group", name),
  ];
  if (functions.length === 0 && !name.startsWith(FUNCTION_LOGS))
    return notApplicable("No function of this plan writes to it.", attribute);
  if (goAlong(functions, loss, "function_name"))
    return pass("It goes together with its function.", attribute);
  return fail(`The log group ${name} is ${ending(loss)}, and its function stays.`, attribute);
}

/** A guard protects the opt-out: it goes where that goes. */
function judgeGuard(before: Resource, loss: Loss, { configuration }: ReviewContext): Judgement {
  const optOuts = changesOf(configuration, POLICY).filter(
    (change) => change.before !== undefined && isOptOutPolicy(change.before) === "yes",
  );
  if (goAlong(optOuts, loss, "name"))
    return pass("It goes together with the opt-out (RKG-CHANGE-01).", before);
  return fail(`The guard of the opt-out is ${ending(loss)}, and the opt-out stays.`, before);
}
