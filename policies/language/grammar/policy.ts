import type { Text } from "../symbols/text";
import type { Operator } from "./operators";

/** What a document is attached to decides its grammar, its size limit and the requests it can see. */
export type PolicyKind = "identity" | "resource" | "key" | "scp" | "rcp" | "endpoint" | "trust";

/** A policy document that is free of faults. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
}

/** `"unknown"` is the effect of a statement that is itself unknown: it may allow, deny, or not exist. */
export type StatementEffect = "Allow" | "Deny" | "unknown";

/** The elements that decide whether a request matches. An element that is absent does not constrain. */
export interface RequestMatcher {
  readonly principals?: PrincipalElement;
  readonly actions?: PatternElement;
  readonly resources?: PatternElement;
  readonly conditions: readonly Condition[];
}

export interface Statement extends RequestMatcher {
  readonly effect: StatementEffect;
  readonly sid?: string;
  readonly path: string;
}

/** `Action`, `Resource`, or with `negated` `NotAction`, `NotResource`. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly Text[];
}

/** `Principal`, or with `negated` `NotPrincipal`. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly entries: readonly PrincipalEntry[];
}

export type PrincipalEntry =
  | { readonly type: "everyone" }
  /** An account delegates to all its principals: `"111122223333"` or `arn:aws:iam::111122223333:root`. */
  | { readonly type: "account"; readonly account: Text; readonly partition?: Text }
  /** A user or a role. */
  | { readonly type: "arn"; readonly arn: Text }
  | { readonly type: "service"; readonly name: Text }
  /** Every AWS service principal; only a scope can say this. */
  | { readonly type: "any-service" }
  | { readonly type: "unmodelled"; readonly reason: string };

export interface Condition {
  readonly path: string;
  readonly operator: Operator;
  /** In lower case: condition keys are not case-sensitive. */
  readonly key: string;
  /** As written, for witnesses. */
  readonly writtenKey: string;
  readonly values: readonly Text[];
}
