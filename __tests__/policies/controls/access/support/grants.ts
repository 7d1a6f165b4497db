import type { Stack } from "../../support/judges";

export const document = (...Statement: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });

export const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*") => ({
  Effect: "Allow",
  Action,
  Resource,
});

/** A role's policy in a resource of its own. */
export const rolePolicy = (policy: string): Stack => ({
  resource: { aws_iam_role_policy: { verify: { role: "verify", policy } } },
});

export const granted = (...statements: readonly object[]): Stack => rolePolicy(document(...statements));

const role = { aws_iam_role: { verify: { name: "verify" } } };

/** A managed policy on a role, in every way that people write it. */
export const attachments = (arn: string): readonly (readonly [how: string, given: Stack])[] => [
  ["in managed_policy_arns", { resource: { aws_iam_role: { verify: { managed_policy_arns: [arn] } } } }],
  [
    "by an attachment to the role",
    {
      resource: {
        ...role,
        aws_iam_role_policy_attachment: { a: { role: "${aws_iam_role.verify.name}", policy_arn: arn } },
      },
    },
  ],
  [
    "by an attachment to a role elsewhere",
    { resource: { aws_iam_role_policy_attachment: { a: { role: "elsewhere", policy_arn: arn } } } },
  ],
  [
    "by an attachment to a user",
    {
      resource: {
        aws_iam_user: { ada: { name: "ada" } },
        aws_iam_user_policy_attachment: { a: { user: "ada", policy_arn: arn } },
      },
    },
  ],
  [
    "by an attachment to a group",
    { resource: { aws_iam_group_policy_attachment: { a: { group: "desk", policy_arn: arn } } } },
  ],
  [
    "by an attachment to many",
    {
      resource: {
        ...role,
        aws_iam_policy_attachment: { a: { roles: ["${aws_iam_role.verify.name}"], policy_arn: arn } },
      },
    },
  ],
  [
    "by the list of all attachments",
    {
      resource: {
        ...role,
        aws_iam_role_policy_attachments_exclusive: {
          a: { role_name: "${aws_iam_role.verify.name}", policy_arns: [arn] },
        },
      },
    },
  ],
  [
    "in a permission set",
    {
      resource: {
        aws_ssoadmin_managed_policy_attachment: {
          a: { permission_set_arn: "arn:aws:sso:::permissionSet/x/y", managed_policy_arn: arn },
        },
      },
    },
  ],
];
