import { membersOf } from "../grammar/elements";
import { type Finding, Findings } from "../grammar/fault";
import type { RequestMatcher } from "../grammar/policy";
import { readMatcher } from "../grammar/statements";
import { fromValue } from "../json/from-value";
import type { Declarations } from "../symbols/reference";

type OneOrMore<T> = T | readonly T[];
type ScopePrincipal = "*" | { readonly AWS?: OneOrMore<string>; readonly Service?: OneOrMore<string> };

/**
 * A set of requests, written with the elements of a statement: the requests that such a statement would match. What is left out does
 * not constrain: `{}` is every request. `{ Service: "*" }` is every AWS service principal; `{ AWS: "111122223333" }` everyone of
 * that account.
 *
 * @example every request over plain HTTP
 * const plainHttp: Scope = { Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
 */
export interface Scope {
  readonly Principal?: ScopePrincipal;
  readonly NotPrincipal?: ScopePrincipal;
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, OneOrMore<string | number | boolean>>>>
  >;
}

/** One scope, or several: the requests of any of them. */
export type Scopes = Scope | readonly Scope[];

const ELEMENTS = new Set([
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** The question itself is wrong: not an answer about the policy. */
export class InvalidScopeError extends Error {
  override readonly name = "InvalidScopeError";
}

export function readScopes(scopes: Scopes, declarations: Declarations = {}): readonly RequestMatcher[] {
  const list: readonly Scope[] = isList(scopes) ? scopes : [scopes];
  if (list.length === 0) throw new InvalidScopeError("no scope is given");
  return list.map((scope) => readScope(scope, declarations));
}

const isList = (scopes: Scopes): scopes is readonly Scope[] => Array.isArray(scopes);

function readScope(scope: Scope, declarations: Declarations): RequestMatcher {
  const findings = new Findings();
  const node = fromValue(scope);
  if (node.type !== "object") throw new InvalidScopeError("a scope must be an object");
  const members = membersOf(node.members, "", findings);
  for (const [name, { path }] of members) {
    if (!ELEMENTS.has(name)) findings.fault(path, `"${name}" is no element of a scope`);
  }
  const matcher = readMatcher(members, "scope", findings, declarations);
  for (const entry of matcher.principals?.entries ?? []) {
    if (entry.type === "unmodelled") findings.fault("Principal", entry.reason);
  }
  for (const { operator, path } of matcher.conditions) {
    if (operator.family === "unknown" || operator.family === "binary")
      findings.fault(path, `${operator.name} is not modelled`);
  }
  if (findings.faults.length > 0)
    throw new InvalidScopeError(`not a scope:\n${listFindings(findings.faults)}`);
  return matcher;
}

const listFindings = (faults: readonly Finding[]): string =>
  faults.map(({ path, message }) => `  ${path || "(scope)"}: ${message}`).join("\n");
