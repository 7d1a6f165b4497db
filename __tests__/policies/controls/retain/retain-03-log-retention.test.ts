import { ref } from "../support/bucket-policies";
import { judges, type Stack } from "../support/judges";
import { casesOf } from "../support/lifecycles";

const group = (settings: object): Stack => ({
  resource: { aws_cloudwatch_log_group: { verify: { name: "/aws/lambda/verify", ...settings } } },
});

judges("RKG-RETAIN-03", [
  ...casesOf("pass", {
    "30 days": group({ retention_in_days: 30 }),
    "400 days": group({ retention_in_days: 400 }),
    "as text": group({ retention_in_days: "365" }),
    "of a class that is a variable": group({ retention_in_days: 365, log_group_class: ref("var.class") }),
  }),
  ...casesOf("fail", {
    "0, which is never": group({ retention_in_days: 0 }),
    '"0", which is never': group({ retention_in_days: "0" }),
    "not set, which is never": group({}),
    null: group({ retention_in_days: null }),
    "14 days": group({ retention_in_days: 14 }),
    "545 days": group({ retention_in_days: 545 }),
    "a negative number": group({ retention_in_days: -1 }),
  }),
  ...casesOf("unknown", {
    "a variable": group({ retention_in_days: ref("var.days") }),
    "a value of for_each": group({ for_each: ref("var.groups"), retention_in_days: ref("each.value.days") }),
  }),
  ...casesOf("not-applicable", {
    "of class DELIVERY, whose retention AWS ignores": group({
      log_group_class: "DELIVERY",
      retention_in_days: 0,
    }),
    "there is none": {},
  }),
  {
    name: "tells that 0 is never",
    verdict: "fail",
    given: group({ retention_in_days: 0 }),
    reason: /for ever/,
    evidence: "aws_cloudwatch_log_group.verify retention_in_days",
  },
]);
