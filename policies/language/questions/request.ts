/** Who makes a request. */
export type RequestPrincipal =
  | { readonly type: "anonymous" }
  | { readonly type: "service"; readonly name: string }
  | { readonly type: "aws"; readonly arn: string; readonly account: string };

/** One concrete request: the witness of an answer, and what the concrete evaluator takes. */
export interface Request {
  readonly action: string;
  /** Absent where the policy's own resource is meant (a role's trust policy). */
  readonly resource?: string;
  readonly principal: RequestPrincipal;
  /** Condition keys as written in the policies; a list for a key with several values. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A request in one readable paragraph. */
export function describeRequest({ action, resource, principal, context }: Request): string {
  const who = {
    anonymous: () => "anonymous",
    service: () => `service ${principal.type === "service" ? principal.name : ""}`,
    aws: () => (principal.type === "aws" ? principal.arn : ""),
  }[principal.type]();
  const lines = [`action     ${action}`];
  if (resource !== undefined) lines.push(`resource   ${resource}`);
  lines.push(`principal  ${who}`);
  const keys = Object.entries(context);
  if (keys.length === 0) lines.push("context    (no condition key of the policy)");
  keys.forEach(([key, value], index) => {
    lines.push(
      `${index === 0 ? "context  " : "         "}  ${key} = ${typeof value === "string" ? value : `[${value.join(", ")}]`}`,
    );
  });
  return lines.join("\n");
}
