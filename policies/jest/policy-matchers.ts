import {
  type Answer,
  describeRequest,
  type Policies,
  type PolicyKind,
  policiesOf,
  policyOf,
  policySetOf,
  proveAllowed,
  proveAllowsOnly,
  proveDenied,
  type Scopes,
} from "../language";
import type { MatcherContext, MatcherResult } from "./matcher";

/** The kind of a document that is given as JSON text or as a value; a policy from `parsePolicy` knows its own. */
export interface DocumentOptions {
  /** @default "resource" */
  readonly kind?: PolicyKind;
}

/**
 * Jest matchers that ask about every request, not about samples.
 *
 * @example
 * import { guardrailsMatchers } from "cdktf-rekognition-guardrails/jest";
 * expect.extend(guardrailsMatchers);
 * expect(bucketPolicyJson).toDenyEvery({ Condition: { Bool: { "aws:SecureTransport": "false" } } });
 */
export const guardrailsMatchers = {
  /** Every request of the scope is explicitly denied. */
  toDenyEvery: policyMatcher(proveDenied, "deny every request of the scope", "is not denied"),
  /** Nothing outside the envelope is allowed. */
  toAllowOnly: policyMatcher(
    proveAllowsOnly,
    "allow only requests of the envelope",
    "is allowed, outside it",
  ),
  /** Every request of the scope is allowed. */
  toAllow: policyMatcher(proveAllowed, "allow every request of the scope", "is not allowed"),
};

type Question = (policies: Policies, scope: Scopes) => Answer;

function policyMatcher(ask: Question, claim: string, failing: string) {
  return function matcher(
    this: Pick<MatcherContext, "isNot">,
    received: unknown,
    scope: Scopes,
    options: DocumentOptions = {},
  ): MatcherResult {
    const asked = `\n\nasked about:\n${indented(JSON.stringify(scope, null, 2))}`;
    const answer = ask(policiesFrom(received, options), scope);
    switch (answer.verdict) {
      case "proved":
        return { pass: true, message: () => `the policy was not expected to ${claim}, but it does${asked}` };
      case "refuted":
        return {
          pass: false,
          message: () =>
            `the policy was expected to ${claim}, but this request ${failing}:\n${indented(describeRequest(answer.witness))}${asked}`,
        };
      case "unknown":
        return {
          // Neither `expect(…).toDenyEvery` nor `expect(…).not.toDenyEvery` holds of what is not known.
          pass: this.isNot === true,
          message: () =>
            `whether the policy does ${claim} cannot be decided:\n${indented(answer.reasons.join("\n"))}${asked}`,
        };
    }
  };
}

/** What the matchers add to `expect(...)`. */
export interface GuardrailsMatchers<R> {
  /** Every request of the scope is explicitly denied, whatever else it carries. */
  toDenyEvery(scope: Scopes, options?: DocumentOptions): R;
  /** Every request that is allowed is inside the envelope. */
  toAllowOnly(envelope: Scopes, options?: DocumentOptions): R;
  /** Every request of the scope is allowed. */
  toAllow(scope: Scopes, options?: DocumentOptions): R;
  /** Every resource of the type in a synthesized stack, and at least one, holds these attributes. */
  toHaveEvery(type: string, attributes: Readonly<Record<string, unknown>>): R;
}

function policiesFrom(received: unknown, { kind = "resource" }: DocumentOptions): Policies {
  if (isPolicies(received)) {
    // Of no policy at all, everything that is claimed of its Allows holds.
    if (policiesOf(policySetOf(received)).length === 0) throw new Error("there is no policy to ask about");
    return received;
  }
  return policyOf(received, { kind });
}

function isPolicies(received: unknown): received is Policies {
  if (Array.isArray(received)) return received.every(isPolicies);
  if (typeof received !== "object" || received === null) return false;
  return (
    "kind" in received ||
    ["identity", "resource", "serviceControl", "resourceControl", "endpoint"].some((name) => name in received)
  );
}

const indented = (text: string): string => text.replace(/^/gm, "  ");

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the type parameters must be those that @types/jest declares.
    interface Matchers<R, T = {}> extends GuardrailsMatchers<R> {}
  }
}

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GuardrailsMatchers<R> {}
}
