import { referenceTo } from "../../configuration/reference-to";
import type { Resource } from "../../configuration/resource";
import {
  type Answer,
  type Policy,
  proveAllowsOnly,
  type Scope,
  type Scopes,
  type Statement,
} from "../../language";
import { wildcardMatch } from "../../language/evaluator/wildcard";
import type { Text } from "../../language/symbols/text";
import type { ReviewContext } from "../control";
import { all, type Judgement, unknown } from "../judgement";
import { judgeFaults, policiesOn } from "./attachments";
import { keyArn } from "./key-settings";
import type { PolicyDocument } from "./policy-questions";

/** A text as a scope may write it, with references in `${…}`. */
export const said = ({ parts }: Text): string =>
  parts.map((part) => (typeof part === "string" ? part : `\${${part.id}}`)).join("");

/** Whether a statement's actions reach this one; undefined where a part that is not known decides. */
export function reaches({ actions }: Statement, action: string): boolean | undefined {
  if (actions === undefined) return true;
  const matches = actions.patterns.map((pattern): boolean | undefined => {
    if (pattern.opaque !== undefined || pattern.parts.some((part) => typeof part !== "string"))
      return undefined;
    return wildcardMatch(said(pattern).toLowerCase(), action.toLowerCase());
  });
  if (matches.includes(true)) return !actions.negated;
  return matches.includes(undefined) ? undefined : actions.negated;
}

/** The ARNs of users and roles that a statement names. */
export const namedBy = ({ principals }: Statement): readonly string[] =>
  principals === undefined || principals.negated
    ? []
    : principals.entries.flatMap((entry) => (entry.type === "arn" ? [said(entry.arn)] : []));

/** Whether a statement is for accounts as a whole: it delegates to their IAM policies. */
export const isForAccounts = ({ principals }: Statement): boolean =>
  principals !== undefined &&
  !principals.negated &&
  principals.entries.length > 0 &&
  principals.entries.every(({ type }) => type === "account");

/** Whether a statement of a key's policy is surely for its key: `Resource` is `*`. */
export const isForEveryResource = ({ resources }: Statement): boolean =>
  resources?.negated === false && resources.patterns.some((pattern) => said(pattern) === "*");

/**
 * What a question about a key's policy says of the resource: nothing where every statement is for every resource, so that keys with the
 * same policy share the answer; else the key.
 */
export const resourceIn = ({ statements }: Policy, key: Resource): Pick<Scope, "Resource"> =>
  statements.every(isForEveryResource) ? {} : { Resource: keyArn(key) };

/** The twelve digits, or references, of the accounts that a statement names, by itself or in the ARN of somebody in it. */
export const accountsIn = ({ principals }: Statement): readonly string[] =>
  (principals?.entries ?? []).flatMap((entry) => {
    if (entry.type === "account") return [said(entry.account)];
    return entry.type === "arn" ? [said(entry.arn).split(":")[4] ?? ""] : [];
  });

/** The question of `PolicyQuestions.allowsOnly`, about some statements of the document. Asked anew each time. */
export function partAllowsOnly(
  { holder }: PolicyDocument,
  part: Policy,
  envelope: Scopes,
  { configuration }: ReviewContext,
): Answer {
  const declarations = configuration.declarationsFor(JSON.stringify(envelope), holder);
  return proveAllowsOnly(part, envelope, { declarations });
}

const byReference = new WeakMap<object, ReadonlyMap<string, Resource>>();

/** The managed resource whose attribute a text stands for, where it is nothing but a reference. */
export function managedBehind(text: string, { configuration }: ReviewContext): Resource | undefined {
  const reference = /^\$\{([^{}]*)\.\w+\}$/.exec(text)?.[1];
  if (reference === undefined) return undefined;
  const known =
    byReference.get(configuration) ??
    new Map(configuration.resources.map((resource) => [referenceTo(resource), resource]));
  byReference.set(configuration, known);
  return known.get(reference);
}

/** Judges every policy that a key may end up with; `absent` where it keeps the default one, which only delegates to its account. */
export function judgeKeyPolicies(
  key: Resource,
  context: ReviewContext,
  absent: Judgement,
  judge: (document: PolicyDocument, policy: Policy) => Judgement,
): Judgement {
  const { documents, doubt } = policiesOn(key, context);
  if (documents.length === 0) {
    return doubt === undefined
      ? absent
      : unknown(`No policy is found for ${key.address}, but ${doubt}.`, key);
  }
  return all(
    documents.map(
      (document) =>
        judgeFaults(document, context.policies.faultsOf(document)) ??
        judge(document, context.policies.policyOf(document)),
    ),
  );
}
