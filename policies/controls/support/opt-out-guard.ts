import { companionsOf } from "../../configuration/links/companions";
import { documentOf } from "../../configuration/policy-document";
import type { Resource } from "../../configuration/resource";
import { type Answer, proveDenied, type Scope } from "../../language";
import type { ReviewContext } from "../control";
import { OPT_OUT_TYPE } from "./opt-out-policies";
import { reachOf, targetIn } from "./organization-targets";
import type { PolicyDocument } from "./policy-questions";
import { rekognitionAccounts } from "./rekognition-accounts";

/** Terraform's own default for the type of a policy. */
export const SCP_TYPE = "SERVICE_CONTROL_POLICY";

/** A policy without a type is one: Terraform gives it that type. */
export function isServiceControlPolicy(policy: Resource): boolean {
  const { string, state } = policy.get("type");
  return string === undefined ? state === "absent" : string === SCP_TYPE;
}

/** The service control policies that bind the accounts in scope, and those that may. */
export interface Guards {
  readonly sure: readonly PolicyDocument[];
  /** Why there may be more; undefined where there are none. */
  readonly doubt: string | undefined;
}

const guards = new WeakMap<object, Guards>();

export function guardsOf(context: ReviewContext): Guards {
  const { configuration } = context;
  const known = guards.get(configuration);
  if (known !== undefined) return known;
  const sure: PolicyDocument[] = [];
  const doubts: string[] = [];
  for (const policy of configuration.ofType("aws_organizations_policy")) {
    const type = policy.get("type");
    if (type.state === "configured") doubts.push(`the type of ${policy.address} is known only after apply`);
    if (!isServiceControlPolicy(policy)) continue;
    const document = serviceControlDocument(policy, context);
    if (document.document === undefined || context.policies.faultsOf(document).length > 0) continue;
    const attached = attachmentOf(policy, context);
    if (attached === "yes") sure.push(document);
    else if (attached === "maybe") doubts.push(`it is not known what ${policy.address} is attached to`);
  }
  const more =
    configuration.mayHoldMore("aws_organizations_policy") ??
    configuration.mayHoldMore("aws_organizations_policy_attachment");
  if (more !== undefined) doubts.push(more);
  const found = { sure, doubt: doubts.length === 0 ? undefined : doubts.slice(0, 3).join("; ") };
  guards.set(configuration, found);
  return found;
}

const serviceControlDocument = (policy: Resource, { policies }: ReviewContext): PolicyDocument =>
  policies.documentIn(policy, policy.get("content"), "scp");

function attachmentOf(policy: Resource, context: ReviewContext): "yes" | "maybe" | "no" {
  const { configuration } = context;
  const { sure, possible } = companionsOf(
    configuration,
    policy,
    "aws_organizations_policy_attachment",
    "policy_id",
  );
  const scope = rekognitionAccounts(context);
  const reaches = sure.flatMap((attachment) => {
    const target = targetIn(attachment.get("target_id"), context);
    return scope.map((account) => reachOf(target, account, context));
  });
  if (reaches.some((reach) => reach === "in" || reach === "assumed")) return "yes";
  return reaches.includes("maybe") || possible.length > 0 ? "maybe" : "no";
}

const CHANGES = ["organizations:DeletePolicy", "organizations:DetachPolicy", "organizations:UpdatePolicy"];
/** A role by its whole name; `*` at most for the account. */
const NAMED_ROLE = /"(arn:aws[a-z-]*:iam::(?:\d{12}|\*):role\/[\w+=,.@/-]+)"/g;

/** Every undoing of an opt-out policy, but by roles that a guard names. */
const undoing = (exempt: readonly string[]): Scope => ({
  Action: CHANGES,
  Resource: "arn:aws:organizations::*:policy/*",
  Condition: {
    StringEquals: { "organizations:PolicyType": OPT_OUT_TYPE },
    ...(exempt.length === 0 ? {} : { ArnNotLike: { "aws:PrincipalArn": exempt } }),
  },
});
const leaving: Scope = { Action: "organizations:LeaveOrganization" };

/** The roles that service control policies name: a guard may let them through. */
export const exemptIn = (documents: readonly PolicyDocument[]): readonly string[] => [
  ...new Set(
    documents.flatMap(({ document }) => {
      const text = typeof document === "string" ? document : (JSON.stringify(document) ?? "");
      return [...text.matchAll(NAMED_ROLE)].map(([, arn = ""]) => arn);
    }),
  ),
];

const answers = new WeakMap<readonly PolicyDocument[], Answer>();

/** Whether these deny detaching, deleting and changing opt-out policies, and leaving the organization. Asked once of the same list. */
export function guardAnswer(documents: readonly PolicyDocument[], { policies }: ReviewContext): Answer {
  const known = answers.get(documents);
  if (known !== undefined) return known;
  const answer = proveDenied(
    documents.map((each) => policies.policyOf(each)),
    [undoing(exemptIn(documents)), leaving],
  );
  answers.set(documents, answer);
  return answer;
}

/** Whether one policy by itself denies the undoing of opt-out policies. */
export function guardsOptOut(policy: Resource, context: ReviewContext): boolean {
  if (!isServiceControlPolicy(policy) || documentOf(policy.get("content")) === undefined) return false;
  const document = serviceControlDocument(policy, context);
  if (context.policies.faultsOf(document).length > 0) return false;
  return context.policies.denies(document, undoing(exemptIn([document]))).verdict === "proved";
}
