import type { JsonNode } from "../json/json-node";
import type { Declarations } from "../symbols/reference";
import { opaqueText, type Text } from "../symbols/text";
import { readConditions } from "./conditions";
import { describeNode, type Located, membersOf } from "./elements";
import type { Findings } from "./fault";
import { checkAction, checkResource, readTexts } from "./patterns";
import type { PatternElement, PolicyKind, PrincipalElement, RequestMatcher, Statement } from "./policy";
import { type PrincipalContext, readPrincipals } from "./principals";

const ELEMENTS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** Which elements a statement of each kind must (true), must not (false), or may hold. */
const RULES: Readonly<Record<PolicyKind, { principal: boolean; resource: boolean }>> = {
  identity: { principal: false, resource: true },
  resource: { principal: true, resource: true },
  key: { principal: true, resource: true },
  scp: { principal: false, resource: true },
  rcp: { principal: true, resource: true },
  endpoint: { principal: true, resource: true },
  trust: { principal: true, resource: false },
};

type Members = ReadonlyMap<string, Located<JsonNode>>;

/** Reads one statement; undefined where it is too broken to read on. */
export function readStatement(
  node: Located<JsonNode>,
  kind: PolicyKind,
  findings: Findings,
  declarations: Declarations,
): Statement | undefined {
  const { value, path } = node;
  if (value.type === "unknown") return unknownStatement(path, value.reason);
  if (value.type === "string" && value.value.includes("${")) {
    return unknownStatement(path, `the statement ${value.value} is not known`);
  }
  if (value.type !== "object") {
    findings.fault(path, `a statement must be an object, got ${describeNode(value)}`);
    return undefined;
  }
  const members = membersOf(value.members, path, findings);
  for (const [name, { path: at }] of members) {
    if (!ELEMENTS.has(name)) findings.fault(at, `"${name}" is no element of a statement`);
  }
  const rule = RULES[kind];
  demand(members, "Principal", rule.principal, path, kind, findings);
  demand(members, "Action", true, path, kind, findings);
  demand(members, "Resource", rule.resource, path, kind, findings);
  const effect = readEffect(members.get("Effect"), path, findings);
  const sid = readSid(members.get("Sid"), findings);
  const matcher = readMatcher(members, kind === "endpoint" ? "endpoint" : "policy", findings, declarations);
  if (kind === "rcp" || kind === "scp") checkOrganizationPolicy(kind, effect, matcher, path, findings);
  return { path, effect, ...(sid === undefined ? {} : { sid }), ...matcher };
}

/** The part of a statement that decides which requests it matches; a scope is written with the same elements. */
export function readMatcher(
  members: Members,
  context: PrincipalContext,
  findings: Findings,
  declarations: Declarations,
): RequestMatcher {
  const principals = either(members, "Principal", findings, (node): PrincipalElement["entries"] =>
    readPrincipals(node, context, findings, declarations),
  );
  const actions = either(members, "Action", findings, (node) =>
    readTexts(node, "an action", findings, declarations, (text, path) => checkAction(text, path, findings)),
  );
  const resources = either(members, "Resource", findings, (node) =>
    readTexts(node, "a resource", findings, declarations, (text, path) =>
      checkResource(text, path, findings),
    ),
  );
  const condition = members.get("Condition");
  return {
    ...(principals === undefined
      ? {}
      : { principals: { negated: principals.negated, entries: principals.values } }),
    ...(actions === undefined ? {} : { actions: pattern(actions) }),
    ...(resources === undefined ? {} : { resources: pattern(resources) }),
    conditions: condition === undefined ? [] : readConditions(condition, findings, declarations),
  };
}

interface Either<T> {
  readonly negated: boolean;
  readonly values: T;
}

const pattern = ({ negated, values }: Either<readonly Text[]>): PatternElement => ({
  negated,
  patterns: values,
});

function either<T>(
  members: Members,
  name: "Principal" | "Action" | "Resource",
  findings: Findings,
  read: (node: Located<JsonNode>) => T,
): Either<T> | undefined {
  const plain = members.get(name);
  const inverted = members.get(`Not${name}`);
  if (plain !== undefined && inverted !== undefined) {
    findings.fault(inverted.path, `${name} and Not${name} exclude each other`);
  }
  if (plain !== undefined) return { negated: false, values: read(plain) };
  return inverted === undefined ? undefined : { negated: true, values: read(inverted) };
}

function demand(
  members: Members,
  name: string,
  required: boolean,
  path: string,
  kind: PolicyKind,
  findings: Findings,
): void {
  const present = members.get(name) ?? members.get(`Not${name}`);
  if (required && present === undefined) findings.fault(path, `${name} is missing`);
  if (!required && present !== undefined)
    findings.fault(present.path, `${name} has no place in a policy of kind ${kind}`);
}

function readEffect(
  node: Located<JsonNode> | undefined,
  path: string,
  findings: Findings,
): Statement["effect"] {
  if (node === undefined) {
    findings.fault(path, "Effect is missing");
    return "unknown";
  }
  if (node.value.type === "unknown") return "unknown";
  const written = node.value.type === "string" ? node.value.value : undefined;
  if (written === "Allow" || written === "Deny") return written;
  if (written?.includes("${")) return "unknown";
  findings.fault(
    node.path,
    `Effect must be "Allow" or "Deny", got ${written === undefined ? describeNode(node.value) : `"${written}"`}`,
  );
  return "unknown";
}

function readSid(node: Located<JsonNode> | undefined, findings: Findings): string | undefined {
  if (node === undefined || node.value.type === "unknown") return undefined;
  if (node.value.type === "string") return node.value.value;
  findings.fault(node.path, `Sid must be a string, got ${describeNode(node.value)}`);
  return undefined;
}

function checkOrganizationPolicy(
  kind: "scp" | "rcp",
  effect: Statement["effect"],
  matcher: RequestMatcher,
  path: string,
  findings: Findings,
): void {
  if (kind === "scp") return;
  if (effect === "Allow" && !isFullAccess(matcher))
    findings.fault(path, "a resource control policy only denies");
  if (matcher.actions?.negated) findings.fault(path, "a resource control policy has no NotAction");
  const { principals } = matcher;
  const everyone =
    principals?.negated === false && principals.entries.every((entry) => entry.type === "everyone");
  if (principals !== undefined && !everyone)
    findings.fault(path, 'the Principal of a resource control policy is "*"');
}

/** The policy RCPFullAWSAccess, which AWS attaches itself, is the only one that allows. */
function isFullAccess({ principals, actions, resources, conditions }: RequestMatcher): boolean {
  const isEverything = (element: PatternElement | undefined): boolean =>
    element?.negated === false && element.patterns.every(({ source }) => source === "*");
  return (
    principals?.negated === false &&
    isEverything(actions) &&
    isEverything(resources) &&
    conditions.length === 0
  );
}

/** A statement about which nothing is known: it may allow or deny anything, or not be there. */
export const unknownStatement = (path: string, reason: string): Statement => ({
  path,
  effect: "unknown",
  actions: { negated: false, patterns: [opaqueText("(unknown)", reason)] },
  conditions: [],
});
