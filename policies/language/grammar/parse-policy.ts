import { compactJson } from "../json/compact-json";
import { fromValue } from "../json/from-value";
import type { JsonNode } from "../json/json-node";
import { JsonSyntaxError, readJson } from "../json/read-json";
import type { Declarations } from "../symbols/reference";
import { describeNode, membersOf, oneOrMore } from "./elements";
import { type Finding, Findings } from "./fault";
import { LONGEST_INPUT, policySize, SIZE_LIMITS } from "./limits";
import { lintPolicy } from "./lint";
import type { Policy, PolicyKind, Statement } from "./policy";
import { readStatement, unknownStatement } from "./statements";

export interface ParseOptions {
  readonly kind: PolicyKind;
  /**
   * Values of Terraform references that are known, by reference: `aws_s3_bucket.faces.bucket`, or
   * `data.aws_caller_identity.current.account_id`. The other references stay opaque symbols.
   */
  readonly declarations?: Declarations;
}

/** A policy with its lint, or the faults for which it is not one. */
export type ParseResult =
  | { readonly ok: true; readonly policy: Policy; readonly lint: readonly Finding[] }
  | { readonly ok: false; readonly faults: readonly Finding[]; readonly lint: readonly Finding[] };

/**
 * Reads an IAM policy document strictly: JSON text, or a value that was parsed or built elsewhere. Everything that AWS would refuse or
 * that two readers would read differently is a fault with its JSON path; unknown action and condition key names are lint, because
 * AWS adds new ones every week.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown, options: ParseOptions): ParseResult {
  const findings = new Findings();
  const node = readDocument(document, options.kind, findings);
  const statements = node === undefined ? [] : readStatements(node, options, findings);
  if (findings.faults.length > 0) return { ok: false, faults: findings.faults, lint: findings.lint };
  const policy: Policy = { kind: options.kind, statements };
  lintPolicy(policy, findings);
  return { ok: true, policy, lint: findings.lint };
}

/** The policy, or an exception that lists its faults: for documents that a program builds itself. */
export function policyOf(document: unknown, options: ParseOptions): Policy {
  const result = parsePolicy(document, options);
  if (result.ok) return result.policy;
  throw new PolicyFaultsError(result.faults);
}

export class PolicyFaultsError extends Error {
  override readonly name = "PolicyFaultsError";
  constructor(readonly faults: readonly Finding[]) {
    super(
      `not an IAM policy:\n${faults.map(({ path, message }) => `  ${path || "(document)"}: ${message}`).join("\n")}`,
    );
  }
}

function readDocument(document: unknown, kind: PolicyKind, findings: Findings): JsonNode | undefined {
  if (typeof document !== "string") {
    const node = fromValue(document);
    if (node.type !== "unknown") checkSize(compactJson(node), kind, findings);
    return node;
  }
  if (document.length > LONGEST_INPUT) {
    findings.fault("", `${document.length} characters are no policy`);
    return undefined;
  }
  const text = document.replace(/^\uFEFF/, "");
  if (/^\s*\$\{.*\}\s*$/s.test(text))
    return { type: "unknown", reason: `the document ${text.trim()} is not known` };
  checkSize(text, kind, findings);
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    findings.fault("", `not JSON: ${error.message}`);
    return undefined;
  }
}

function checkSize(text: string, kind: PolicyKind, findings: Findings): void {
  const { size, unit } = policySize(text, kind);
  const { maximum, advised } = SIZE_LIMITS[kind];
  if (size > maximum) findings.fault("", `${size} ${unit}; a policy of kind ${kind} has at most ${maximum}`);
  else if (advised !== undefined && size > advised)
    findings.warn("", `${size} ${unit}; the usual limit is ${advised}`);
}

function readStatements(node: JsonNode, options: ParseOptions, findings: Findings): readonly Statement[] {
  if (node.type === "unknown") return [unknownStatement("", node.reason)];
  if (node.type !== "object") {
    findings.fault("", `a policy must be an object, got ${describeNode(node)}`);
    return [];
  }
  const members = membersOf(node.members, "", findings);
  for (const [name, { value, path }] of members) {
    if (name === "Version") checkVersion(value, path, findings);
    else if (name === "Id") {
      if (value.type !== "string" && value.type !== "unknown")
        findings.fault(path, `Id must be a string, got ${describeNode(value)}`);
    } else if (name !== "Statement") findings.fault(path, `"${name}" is no element of a policy`);
  }
  if (!members.has("Version")) findings.warn("", "Version is missing: the policy counts as 2008-10-17");
  const statement = members.get("Statement");
  if (statement === undefined) {
    findings.fault("", "Statement is missing");
    return [];
  }
  const statements = oneOrMore(statement, findings).flatMap(
    (each) => readStatement(each, options.kind, findings, options.declarations ?? {}) ?? [],
  );
  checkSids(statements, findings);
  return statements;
}

function checkVersion(value: JsonNode, path: string, findings: Findings): void {
  if (value.type === "unknown") return;
  if (value.type !== "string" || !["2012-10-17", "2008-10-17"].includes(value.value)) {
    findings.fault(path, 'Version must be "2012-10-17"');
  } else if (value.value === "2008-10-17") findings.warn(path, "2008-10-17 has no policy variables");
}

function checkSids(statements: readonly Statement[], findings: Findings): void {
  const seen = new Set<string>();
  for (const { sid, path } of statements) {
    if (sid === undefined || sid === "") continue;
    if (seen.has(sid)) findings.fault(path, `Sid "${sid}" is given twice`);
    seen.add(sid);
  }
}
