import { companionsOf } from "../../configuration/links/companions";
import type { Resource } from "../../configuration/resource";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { keys } from "../support/key-settings";

const WINDOW = 30;
const BYPASS = "bypass_policy_lockout_safety_check";

export const deletion = control({
  id: "RKG-REST-08",
  title: "Keys wait 30 days before they are deleted, and nobody is locked out of them",
  severity: "medium",
  subject: "key",
  rationale:
    "With the key, every face image under it is gone for good: no backup helps. The waiting time is the only way back, and the lockout check is what keeps a wrong policy from ending in the same place.",
  remediation: {
    text: `Set \`deletion_window_in_days\` to ${WINDOW}, and leave \`${BYPASS}\` off, also in \`aws_kms_key_policy\`.`,
    terraform: `resource "aws_kms_key" "faces" {
  deletion_window_in_days            = 30
  bypass_policy_lockout_safety_check = false
}`,
    typescript: `new CustomerManagedKey(this, "Key", { aliases: ["face-images"], deletionWindowDays: 30 });`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "KMS.3", suggested: true },
    { framework: "NIST 800-53 r5", id: "SC-12", suggested: true },
    { framework: "NIST 800-53 r5", id: "SC-12(2)", suggested: true },
    { framework: "Prowler", id: "kms_cmk_not_deleted_unintentionally", suggested: true },
  ],
  differs:
    "General scanners see a key that is about to be deleted. Here the time that it would have left counts before.",
  subjects: keys,
  judge: (key, context) => all([judgeWindow(key), judgeLockout(key, context)]),
});

function judgeWindow(key: Resource): Judgement {
  const window = key.get("deletion_window_in_days");
  if (window.number !== undefined) {
    return window.number >= WINDOW
      ? pass(`The key waits ${window.number} days before it is deleted.`, window)
      : fail(`The key waits only ${window.number} days before it is deleted.`, window);
  }
  if (window.state === "configured") {
    return unknown(
      "How long the key waits before it is deleted is not known: review the plan, or write it in the configuration.",
      window,
    );
  }
  return window.string === undefined
    ? pass(`The key waits ${WINDOW} days before it is deleted, as KMS does where nothing is said.`, key)
    : fail(`"${window.string}" is no number of days.`, window);
}

function judgeLockout(key: Resource, { configuration }: ReviewContext): Judgement {
  const { sure, possible } = companionsOf(configuration, key, "aws_kms_key_policy", "key_id");
  return all([
    ...[key, ...sure].map((holder) => judgeBypass(holder)),
    ...possible
      .filter((holder) => judgeBypass(holder).verdict !== "pass")
      .map((holder) =>
        unknown(
          `${holder.address} bypasses the lockout check, and it is not known whether it belongs to the key.`,
          holder.get(BYPASS),
        ),
      ),
  ]);
}

function judgeBypass(holder: Resource): Judgement {
  const bypass = holder.get(BYPASS);
  if (bypass.boolean === true) {
    return fail(
      "The lockout check is bypassed: a wrong policy can put the key out of everybody's reach.",
      bypass,
    );
  }
  return bypass.state === "configured"
    ? unknown("Whether the lockout check is bypassed is not known: write it in the configuration.", bypass)
    : pass("The lockout check is on.", holder);
}
