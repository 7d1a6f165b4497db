import { judges } from "../support/judges";
import { allow, attachments, granted, rolePolicy } from "./support/grants";

const role = "arn:aws:iam::111122223333:role/stream";
const to = (service: string | readonly string[], operator = "StringEquals") => ({
  Condition: { [operator]: { "iam:PassedToService": service } },
});
const rekognition = to("rekognition.amazonaws.com");

judges("RKG-ACCESS-11", [
  {
    name: "it names role and service",
    verdict: "pass",
    given: granted({ ...allow("iam:PassRole", role), ...rekognition }),
  },
  {
    name: "it refers to the role",
    verdict: "pass",
    given: granted({ ...allow("iam:PassRole", "${aws_iam_role.stream.arn}"), ...rekognition }),
  },
  {
    name: "it takes roles by how they begin, and a service by StringLike",
    verdict: "pass",
    given: granted({
      ...allow("iam:PassRole", `${role}-*`),
      ...to("rekognition.*", "StringLike"),
    }),
  },
  {
    name: "another condition stands beside it",
    verdict: "pass",
    given: granted({
      ...allow("iam:PassRole", role),
      Condition: {
        StringEquals: { "iam:PassedToService": "rekognition.amazonaws.com" },
        StringEqualsIfExists: { "iam:PassedToService": "x" },
      },
    }),
  },
  {
    name: "an AWS policy does not allow it",
    verdict: "pass",
    given: {
      resource: {
        aws_iam_role: { verify: { managed_policy_arns: ["arn:aws:iam::aws:policy/PowerUserAccess"] } },
      },
    },
  },
  {
    name: "it names every role",
    verdict: "fail",
    given: granted({ ...allow("iam:PassRole"), ...rekognition }),
    evidence: "aws_iam_role_policy.verify policy",
    reason: /every role/,
  },
  {
    name: "it names every role of the account",
    verdict: "fail",
    given: granted({ ...allow("iam:PassRole", "arn:aws:iam::111122223333:role/*"), ...rekognition }),
  },
  {
    name: "two statements name every role together",
    verdict: "fail",
    given: granted(
      ...["abcdefghijklmnopqr", "stuvwxyz0123456789"].map((starts) => ({
        ...allow(
          "iam:PassRole",
          [...starts].map((start) => `arn:aws:iam::*:role/${start}*`),
        ),
        ...rekognition,
      })),
    ),
  },
  {
    name: "it names no service",
    verdict: "fail",
    given: granted(allow("iam:PassRole", role)),
    reason: /service/,
  },
  ...["*", "*.amazonaws.com", "*.com", "?*", "*amazonaws.com*"].map((service) => ({
    name: `the service is like ${service}`,
    verdict: "fail" as const,
    given: granted({ ...allow("iam:PassRole", role), ...to(service, "StringLike") }),
  })),
  {
    name: "the list of services is empty",
    verdict: "fail",
    given: granted({ ...allow("iam:PassRole", role), ...to([]) }),
  },
  {
    name: "one of the services is any",
    verdict: "fail",
    given: granted({
      ...allow("iam:PassRole", role),
      ...to(["rekognition.amazonaws.com", "*"], "StringLike"),
    }),
  },
  ...["StringEqualsIfExists", "StringNotEquals", "ForAllValues:StringEquals"].map((operator) => ({
    name: `the service stands in ${operator}`,
    verdict: "fail" as const,
    given: granted({ ...allow("iam:PassRole", role), ...to("rekognition.amazonaws.com", operator) }),
  })),
  ...["*", "iam:*", "iam:Pass*", "IAM:passrole"].map((action) => ({
    name: `${action} allows it`,
    verdict: "fail" as const,
    given: granted(allow(action)),
  })),
  {
    name: "NotAction allows it",
    verdict: "fail",
    given: granted({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
  },
  ...attachments("arn:aws:iam::aws:policy/IAMFullAccess").map(([how, given]) => ({
    name: `IAMFullAccess is given ${how}`,
    verdict: "fail" as const,
    given,
  })),
  {
    name: "a variable holds the role",
    verdict: "unknown",
    given: granted({ ...allow("iam:PassRole", "${var.role_arn}"), ...rekognition }),
  },
  {
    name: "a variable holds the service",
    verdict: "unknown",
    given: granted({ ...allow("iam:PassRole", role), ...to("${var.service}") }),
  },
  { name: "a variable holds the action", verdict: "unknown", given: granted(allow("${var.action}")) },
  { name: "a variable holds the policy", verdict: "unknown", given: rolePolicy("${var.policy}") },
  { name: "it does not allow it", verdict: "not-applicable", given: granted(allow("s3:*")) },
  {
    name: "it is denied",
    verdict: "not-applicable",
    given: granted(allow("*"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
  },
]);
