/**
 * The JSON policy language that AWS accepts, as TypeScript types: a misspelled element, effect, operator or principal kind does
 * not compile. Action and condition-key names stay strings, because AWS adds new ones every week; `policies/language` lints them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */

/** One value, or a list of at least one. */
export type OneOrMore<T> = T | readonly [T, ...T[]];

export type Effect = "Allow" | "Deny";

/** The current version of the policy language; the older "2008-10-17" has no policy variables and is never written here. */
export type PolicyVersion = "2012-10-17";

/** A principal of a resource policy. `"*"` and `{ AWS: "*" }` both mean everyone, the unauthenticated too. */
export type Principal =
  | "*"
  | { readonly AWS: OneOrMore<string>; readonly Service?: OneOrMore<ServicePrincipal> }
  | { readonly AWS?: OneOrMore<string>; readonly Service: OneOrMore<ServicePrincipal> };

/** For example `logs.eu-west-1.amazonaws.com`. */
export type ServicePrincipal = `${string}.amazonaws.com`;

type StringOperator =
  | "StringEquals"
  | "StringNotEquals"
  | "StringEqualsIgnoreCase"
  | "StringNotEqualsIgnoreCase"
  | "StringLike"
  | "StringNotLike";
type NumericOperator =
  | "NumericEquals"
  | "NumericNotEquals"
  | "NumericLessThan"
  | "NumericLessThanEquals"
  | "NumericGreaterThan"
  | "NumericGreaterThanEquals";
type DateOperator =
  | "DateEquals"
  | "DateNotEquals"
  | "DateLessThan"
  | "DateLessThanEquals"
  | "DateGreaterThan"
  | "DateGreaterThanEquals";
type ArnOperator = "ArnEquals" | "ArnLike" | "ArnNotEquals" | "ArnNotLike";
type SingleValuedOperator =
  | StringOperator
  | NumericOperator
  | DateOperator
  | ArnOperator
  | "Bool"
  | "BinaryEquals"
  | "IpAddress"
  | "NotIpAddress";

/** The condition operators of IAM, with `...IfExists` and the set operators of multi-valued keys. */
export type ConditionOperator =
  | SingleValuedOperator
  | `${SingleValuedOperator}IfExists`
  | `ForAnyValue:${SingleValuedOperator}`
  | `ForAllValues:${SingleValuedOperator}`
  | `ForAnyValue:${SingleValuedOperator}IfExists`
  | `ForAllValues:${SingleValuedOperator}IfExists`
  | "Null";

/**
 * Values are written as strings, as AWS returns them: a boolean or a number would come back as a string and be read as a change,
 * and some scanners compare `"false"` to the letter (Prowler's s3_bucket_secure_transport_policy).
 */
export type ConditionBlock = {
  readonly [operator in ConditionOperator]?: { readonly [key: `${string}:${string}`]: OneOrMore<string> };
};

interface StatementElements {
  readonly Effect: Effect;
  readonly Action: OneOrMore<string>;
  readonly Condition?: ConditionBlock;
}

/** A statement of a resource policy (bucket, key, queue, topic, endpoint). `Sid` is required: errors and evidence name it. */
export interface ResourceStatement extends StatementElements {
  readonly Sid: string;
  readonly Principal: Principal;
  readonly Resource: OneOrMore<string>;
}

/** A statement of a role's trust policy: the resource is the role itself. */
export interface TrustStatement extends StatementElements {
  readonly Sid: string;
  readonly Principal: Principal;
}

/** A statement of an identity policy or a service control policy: the principal is whoever it is attached to. */
export interface IdentityStatement extends StatementElements {
  readonly Sid: string;
  readonly Resource: OneOrMore<string>;
}

export interface PolicyDocument<S> {
  readonly Version: PolicyVersion;
  readonly Statement: readonly S[];
}

export type ResourcePolicy = PolicyDocument<ResourceStatement>;
export type TrustPolicy = PolicyDocument<TrustStatement>;
export type IdentityPolicy = PolicyDocument<IdentityStatement>;
