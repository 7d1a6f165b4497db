import type { Configuration } from "../../configuration/configuration";
import { linkedFrom } from "../../configuration/links/companions";
import type { Attribute, Resource } from "../../configuration/resource";
import type { Policy } from "../../language";
import type { ReviewContext } from "../control";
import { all, type Judgement, notApplicable } from "../judgement";
import { judgeFaults } from "./attachments";
import { IDENTITY_POLICY_TYPES, identityPoliciesIn } from "./identity-policies";
import { managedPolicies, type UnreadPolicy } from "./managed-policies";
import type { PolicyDocument } from "./policy-questions";

/** By type, where an attachment names its policies, and where it names whom it gives them to, by the type of those. */
const ATTACHMENTS: Readonly<
  Record<string, { readonly policies: string; readonly holders: Readonly<Record<string, string>> }>
> = {
  aws_iam_role_policy_attachment: { policies: "policy_arn", holders: { aws_iam_role: "role" } },
  aws_iam_user_policy_attachment: { policies: "policy_arn", holders: { aws_iam_user: "user" } },
  aws_iam_group_policy_attachment: { policies: "policy_arn", holders: { aws_iam_group: "group" } },
  aws_iam_policy_attachment: {
    policies: "policy_arn",
    holders: { aws_iam_role: "roles", aws_iam_user: "users", aws_iam_group: "groups" },
  },
  aws_iam_role_policy_attachments_exclusive: {
    policies: "policy_arns",
    holders: { aws_iam_role: "role_name" },
  },
  aws_iam_user_policy_attachments_exclusive: {
    policies: "policy_arns",
    holders: { aws_iam_user: "user_name" },
  },
  aws_iam_group_policy_attachments_exclusive: {
    policies: "policy_arns",
    holders: { aws_iam_group: "group_name" },
  },
  aws_ssoadmin_managed_policy_attachment: { policies: "managed_policy_arn", holders: {} },
};

const grants = new WeakMap<Configuration, ReadonlyMap<Resource, readonly Attribute[]>>();

/**
 * The ARNs of managed policies, by who gets them: a role, user or group of the configuration; the attachment itself where whom it is for
 * is not here.
 */
function attachedIn(configuration: Configuration): ReadonlyMap<Resource, readonly Attribute[]> {
  const known = grants.get(configuration);
  if (known !== undefined) return known;
  const attached = new Map<Resource, Attribute[]>();
  const add = (holder: Resource, arns: readonly Attribute[]): void => {
    if (arns.length > 0) attached.set(holder, [...(attached.get(holder) ?? []), ...arns]);
  };
  for (const role of configuration.ofType("aws_iam_role")) add(role, listed(role.get("managed_policy_arns")));
  for (const [type, { policies, holders }] of Object.entries(ATTACHMENTS)) {
    for (const attachment of configuration.ofType(type)) {
      const named = Object.entries(holders).flatMap(([holder, attribute]) =>
        listed(attachment.get(attribute)).map((each) => linkedFrom(configuration, each, holder).sure),
      );
      const arns = listed(attachment.get(policies));
      for (const holder of new Set(named.flat())) add(holder, arns);
      if (named.length === 0 || named.some((found) => found.length === 0)) add(attachment, arns);
    }
  }
  grants.set(configuration, attached);
  return attached;
}

function listed(attribute: Attribute): readonly Attribute[] {
  if (attribute.state === "absent" || attribute.state === "computed") return [];
  if (attribute.string !== undefined) return [attribute];
  const { json, blocks } = attribute;
  return Array.isArray(json) && blocks !== undefined ? blocks : [attribute];
}

/** Whatever gives permissions to somebody: identity policies, and those who get inline or managed policies. */
export function grantHolders(context: ReviewContext): readonly Resource[] {
  const { configuration } = context;
  const inline = configuration.ofType("aws_iam_role").filter((role) => isSet(role.get("inline_policy")));
  return [
    ...new Set([
      ...configuration.ofType(...IDENTITY_POLICY_TYPES, INLINE_OF_PERMISSION_SET),
      ...inline,
      ...attachedIn(configuration).keys(),
    ]),
  ];
}

const INLINE_OF_PERMISSION_SET = "aws_ssoadmin_permission_set_inline_policy";

const isSet = ({ state, blocks }: Attribute): boolean =>
  state !== "absent" && state !== "computed" && blocks?.length !== 0;

function documentsIn(holder: Resource, context: ReviewContext): readonly PolicyDocument[] {
  if (holder.type === INLINE_OF_PERMISSION_SET)
    return [context.policies.documentIn(holder, holder.get("inline_policy"), "identity")];
  return identityPoliciesIn(holder, context);
}

/**
 * Judges what is given: the documents that the holder carries, and each managed policy that is attached to it. A managed policy of the
 * configuration is a subject of its own.
 */
export function judgeGrants(
  holder: Resource,
  context: ReviewContext,
  judge: {
    readonly document: (policy: Policy, document: PolicyDocument) => Judgement;
    readonly managed: (managed: UnreadPolicy) => Judgement;
  },
): Judgement {
  const judgeDocument = (document: PolicyDocument): Judgement =>
    judgeFaults(document, context.policies.faultsOf(document)) ??
    judge.document(context.policies.policyOf(document), document);
  const own = documentsIn(holder, context).map(judgeDocument);
  const attached = (attachedIn(context.configuration).get(holder) ?? [])
    .flatMap((arn) => managedPolicies(arn, context))
    .map((managed) =>
      managed.kind === "document" ? judgeDocument(managed.document) : judge.managed(managed),
    );
  const judged = [...own, ...attached];
  return judged.length === 0 ? notApplicable("It carries no policy.", holder) : all(judged);
}
