/** Decides what IAM policy documents permit or deny, for every request. */
export { type Decision, evaluate } from "./evaluator/evaluate";
export type { Finding } from "./grammar/fault";
export {
  type ParseOptions,
  type ParseResult,
  PolicyFaultsError,
  parsePolicy,
  policyOf,
} from "./grammar/parse-policy";
export type { Policy, PolicyKind, Statement } from "./grammar/policy";
export { UnknownPart } from "./json/json-node";
export {
  type EffectiveOptOut,
  type EffectiveValue,
  effectiveValue,
  isOptedOut,
  type OptOutEntity,
  resolveOptOut,
} from "./opt-out/resolve";
export type { Answer } from "./questions/answer";
export { MixedResourcesError } from "./questions/grant";
export { type Policies, type PolicySet, policiesOf, policySetOf } from "./questions/policy-set";
export { type ProveOptions, proveAllowed, proveAllowsOnly, proveDenied } from "./questions/prove";
export { describeRequest, type Request, type RequestPrincipal } from "./questions/request";
export { InvalidScopeError, type Scope, type Scopes } from "./questions/scope";
export type { Declarations } from "./symbols/reference";
