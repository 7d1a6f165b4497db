import { KEY_TYPES } from "../../configuration/links/keys";
import type { Change, Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { fail, type Judgement, notApplicable, pass, unknown } from "../judgement";
import { isLogBucket } from "../support/buckets";
import { isServiceControlPolicy } from "../support/opt-out-guard";
import { isOptOutPolicy, OPT_OUT_TYPE } from "../support/opt-out-policies";
import { changesNamed, changesOf, type Loss, lossOf, NO_CHANGE, seenIn } from "../support/planned-changes";

const ATTACHMENT = "aws_organizations_policy_attachment";
const POLICY = "aws_organizations_policy";

export const takenAway = control<Change>({
  id: "RKG-CHANGE-01",
  title: "The plan takes no key, face bucket or opt-out away",
  severity: "critical",
  subject: "planned change",
  rationale:
    "Without its key no face image can be read again, a deleted bucket takes its images with it, and without the opt-out AWS may train with what it is sent from that moment on.",
  remediation: {
    text: "Keep it: undo what makes Terraform delete or replace it, name its new address in a `moved` block, and protect it by `prevent_destroy`. Where it shall go, waive this for the one address and plan.",
    terraform: `moved {
  from = aws_kms_key.old
  to   = aws_kms_key.faces
}

resource "aws_kms_key" "faces" {
  lifecycle {
    prevent_destroy = true
  }
}`,
    typescript: `new CustomerManagedKey(this, "Faces", { ... }); // prevent_destroy is set`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "KMS.3" },
    { framework: "AWS Config", id: "kms-cmk-not-scheduled-for-deletion" },
    { framework: "NIST 800-53 r5", id: "SC-12" },
    { framework: "NIST 800-53 r5", id: "SC-12(2)" },
    { framework: "Prowler", id: "kms_cmk_not_deleted_unintentionally" },
    { framework: "ISO 27001:2022", id: "A.8.10", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  differs: "General scanners look at what a plan will have made; here also at what it takes away.",
  subjects: (context) =>
    changesOf(context.configuration, ...KEY_TYPES, "aws_s3_bucket", POLICY, ATTACHMENT).filter((change) =>
      mayMatter(change, context),
    ),
  noSubject: NO_CHANGE,
  judge(change, context) {
    const loss = lossOf(change);
    if (loss === undefined) return pass("It stays.", ...seenIn(change));
    switch (change.type) {
      case "aws_s3_bucket":
        return isLogTarget(change, context)
          ? notApplicable("It only receives access logs.", ...seenIn(change))
          : fail(told(loss, "The bucket", "its images go with it"), ...seenIn(change));
      case POLICY:
        return fail(told(loss, "The opt-out policy", "the opt-out ends with it"), ...seenIn(change));
      case ATTACHMENT:
        return judgeAttachment(change, loss, context);
      default:
        return fail(told(loss, "The key", "what it encrypts cannot be read again"), ...seenIn(change));
    }
  },
});

function told(loss: Loss, thing: string, consequence: string): string {
  switch (loss) {
    case "deleted":
      return `${thing} is deleted: ${consequence}.`;
    case "replaced":
      return `${thing} is deleted and made anew: ${consequence}; the new one does not bring it back.`;
    case "forgotten":
      return `${thing} is forgotten: it stays behind, and nothing here watches over it or keeps it any more.`;
  }
}

/** Policies of other types, and their attachments, are not this control's. */
function mayMatter(change: Change, context: ReviewContext): boolean {
  const resource = change.before ?? change.after;
  if (resource === undefined) return true;
  if (change.type === POLICY) return isOptOutPolicy(resource) !== "no";
  return change.type !== ATTACHMENT || typeAttached(resource, context) !== "other";
}

/** What kind of policy an attachment attaches. */
function typeAttached(
  attachment: Resource,
  { configuration }: ReviewContext,
): "opt-out" | "other" | "unknown" {
  const attribute = attachment.get("policy_id");
  const policies = [
    ...attribute.references.flatMap(({ resources }) => resources),
    ...changesNamed(configuration, POLICY, "id", attribute.string).flatMap(({ before }) => before ?? []),
  ];
  const types = policies
    .filter(({ type }) => type === POLICY)
    .map((policy) => policy.get("type").string ?? (isServiceControlPolicy(policy) ? "other" : "unknown"));
  if (types.includes(OPT_OUT_TYPE)) return "opt-out";
  return types.length > 0 && !types.includes("unknown") ? "other" : "unknown";
}

function judgeAttachment(change: Change, loss: Loss, context: ReviewContext): Judgement {
  const resource = change.before;
  if (resource !== undefined && typeAttached(resource, context) === "unknown") {
    return unknown(
      `An attachment is ${loss}, and what kind of policy it attaches is not known: plan it together with the policy.`,
      resource.get("policy_id"),
    );
  }
  return fail(
    loss === "replaced"
      ? "The attachment of the opt-out policy is deleted and made anew: in between nobody is opted out."
      : told(loss, "The attachment of the opt-out policy", "the opt-out ends with it"),
    ...seenIn(change),
  );
}

/** It received the logs of another bucket before the plan, or is made for that. */
function isLogTarget({ before }: Change, context: ReviewContext): boolean {
  if (before === undefined) return false;
  if (isLogBucket(before, context)) return true;
  const name = before.get("bucket").string;
  return changesNamed(context.configuration, "aws_s3_bucket_logging", "target_bucket", name).length > 0;
}
