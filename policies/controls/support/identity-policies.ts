import type { Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import type { PolicyDocument } from "./policy-questions";

/** Types that carry an identity policy in `policy`. */
export const IDENTITY_POLICY_TYPES = [
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_iam_group_policy",
  "aws_iam_policy",
] as const;

/** Types that attach a managed policy by its ARN, in `policy_arn`. */
export const ATTACHMENT_TYPES = [
  "aws_iam_role_policy_attachment",
  "aws_iam_user_policy_attachment",
  "aws_iam_group_policy_attachment",
  "aws_iam_policy_attachment",
] as const;

/** The identity policies that a resource carries: its `policy`, or the inline policies of a role. */
export function identityPoliciesIn(
  resource: Resource,
  { policies }: ReviewContext,
): readonly PolicyDocument[] {
  const attributes =
    resource.type === "aws_iam_role"
      ? (resource.get("inline_policy").blocks ?? [resource.get("inline_policy")]).map((each) =>
          each.get("policy"),
        )
      : [resource.get("policy")];
  return attributes
    .map((attribute) => policies.documentIn(resource, attribute, "identity"))
    .filter(({ document }) => document !== undefined && document !== "");
}
