import type { Resource } from "../../configuration/resource";
import { control } from "../control";
import { fail, notApplicable, pass, unknown } from "../judgement";

/** Long enough to look into what went wrong. */
const FEWEST_DAYS = 30;
/** The next step of CloudWatch above a year. */
const MOST_DAYS = 400;

export const logRetention = control<Resource>({
  id: "RKG-RETAIN-03",
  title: "Log groups keep their events from 30 to 400 days",
  severity: "medium",
  subject: "log group",
  rationale:
    "Logs tell who came when. Kept for ever, which is the default, they become a history of people's movements; kept too short, nobody can tell what happened.",
  remediation: {
    text: "Set `retention_in_days` to a step from 30 to 400.",
    terraform: `resource "aws_cloudwatch_log_group" "verify_face" {
  name              = "/aws/lambda/verify-face"
  retention_in_days = 400
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic }); // its own log group, 400 days`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "CloudWatch.16" },
    { framework: "AWS Config", id: "cw-loggroup-retention-period-check" },
    { framework: "AWS Control Tower", id: "CT.CLOUDWATCH.PR.2" },
    { framework: "NIST 800-53 r5", id: "AU-11" },
    { framework: "NIST 800-53 r5", id: "SI-12" },
    { framework: "Prowler", id: "cloudwatch_log_group_retention_policy_specific_days_enabled" },
    { framework: "Checkov", id: "CKV_AWS_66" },
    { framework: "GDPR", id: "Art. 5(1)(e)", suggested: true },
  ],
  differs:
    "General scanners ask for a year at least and take logs kept for ever as a good mark. Here for ever, and anything over 400 days, fails.",
  subjects: ({ configuration }) => configuration.ofType("aws_cloudwatch_log_group"),
  judge(group) {
    if (group.get("log_group_class").string === "DELIVERY")
      return notApplicable(
        "A log group of class DELIVERY only hands its events on: AWS ignores its retention.",
        group.get("log_group_class"),
      );
    const retention = group.get("retention_in_days");
    const { number: days, state } = retention;
    if (days === undefined)
      return state === "configured"
        ? unknown("How long events are kept is not known here; review a plan.", retention)
        : fail("No retention is set: events are kept for ever.", retention);
    if (days === 0) return fail("Events are kept for ever: a retention of 0 is none.", retention);
    return days >= FEWEST_DAYS && days <= MOST_DAYS
      ? pass(`Events are kept for ${days} days.`, retention)
      : fail(`Events are kept for ${days} days, not from ${FEWEST_DAYS} to ${MOST_DAYS}.`, retention);
  },
});
