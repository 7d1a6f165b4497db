import type { JsonNode } from "../json/json-node";
import type { Declarations } from "../symbols/reference";
import { readText, type Text } from "../symbols/text";
import { describeNode, type Located, membersOf } from "./elements";
import type { Findings } from "./fault";
import { readTexts } from "./patterns";
import type { PrincipalEntry } from "./policy";
import { isServicePrincipal } from "./service-names";

/** What a principal element is read for: a scope may also say "every service", and AWS reads endpoint policies in its own way. */
export type PrincipalContext = "policy" | "endpoint" | "scope";

/** Reads the value of `Principal` or `NotPrincipal`. */
export function readPrincipals(
  node: Located<JsonNode>,
  context: PrincipalContext,
  findings: Findings,
  declarations: Declarations,
): readonly PrincipalEntry[] {
  const { value, path } = node;
  if (value.type === "unknown") return [{ type: "unmodelled", reason: value.reason }];
  if (value.type === "string") {
    if (value.value === "*") return [{ type: "everyone" }];
    const text = readText(value.value, declarations);
    if (text.parts.some((part) => typeof part !== "string") || text.opaque !== undefined) {
      return [{ type: "unmodelled", reason: `the principal ${value.value} is not known` }];
    }
    findings.fault(path, `Principal must be "*" or an object, got "${value.value}"`);
    return [];
  }
  if (value.type !== "object") {
    findings.fault(path, `Principal must be "*" or an object, got ${describeNode(value)}`);
    return [];
  }
  const kinds = membersOf(value.members, path, findings);
  if (kinds.size === 0) findings.fault(path, "Principal names nobody");
  const entries: PrincipalEntry[] = [];
  for (const [kind, listed] of kinds) {
    if (!["AWS", "Service", "Federated", "CanonicalUser"].includes(kind)) {
      findings.fault(listed.path, `"${kind}" is no kind of principal`);
      continue;
    }
    readTexts(listed, "a principal", findings, declarations, (text, at) => {
      entries.push(principalEntry(kind, text, at, context, findings));
    });
    if (listed.value.type === "unknown") entries.push({ type: "unmodelled", reason: listed.value.reason });
    if (listed.value.type === "array") {
      for (const item of listed.value.items) {
        if (item.type === "unknown") entries.push({ type: "unmodelled", reason: item.reason });
      }
    }
  }
  return entries;
}

const unmodelled = (reason: string): PrincipalEntry => ({ type: "unmodelled", reason });

function principalEntry(
  kind: string,
  text: Text,
  path: string,
  context: PrincipalContext,
  findings: Findings,
): PrincipalEntry {
  if (text.opaque !== undefined) return unmodelled(text.opaque);
  if (kind === "Service") return servicePrincipal(text, path, context, findings);
  if (kind !== "AWS") return unmodelled(`principals of kind ${kind} are not modelled`);
  if (text.source === "*") return { type: "everyone" };
  if (context === "endpoint")
    return unmodelled("an endpoint policy reads a named AWS principal in its own way");
  return awsPrincipal(text, path, findings);
}

function servicePrincipal(
  text: Text,
  path: string,
  context: PrincipalContext,
  findings: Findings,
): PrincipalEntry {
  if (text.source === "*") {
    return context === "scope"
      ? { type: "any-service" }
      : unmodelled('the service principal "*" is not modelled');
  }
  const literal = text.parts.every((part) => typeof part === "string");
  // The parts, not the source: a declared reference is literal there.
  const name = text.parts.join("");
  if (literal && !isServicePrincipal(name)) {
    findings.fault(path, `"${name}" is not a service principal`);
  }
  return { type: "service", name: text };
}

const ACCOUNT = /^\d{12}$/;
/** An AWS principal is named by a whole ARN: AWS refuses wildcards inside it. */
const PRINCIPAL_ARN =
  /^arn:(aws(?:-[a-z]+)*):(iam|sts)::(\d{12}):(root|(?:user|role|assumed-role|federated-user|group)\/.+)$/;
/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3-oai.html */
const ORIGIN_ACCESS_IDENTITY =
  /^arn:aws(?:-[a-z]+)*:iam::cloudfront:user\/CloudFront Origin Access Identity E[A-Z0-9]+$/;

function awsPrincipal(text: Text, path: string, findings: Findings): PrincipalEntry {
  const [first, second, third, fourth, fifth] = text.parts;
  if (text.parts.length === 1 && typeof first === "string") {
    if (ACCOUNT.test(first)) return { type: "account", account: text };
    if (/^A[A-Z0-9]{15,}$/.test(first))
      return unmodelled(`the unique id ${first} names no principal that can be known`);
    if (/[*?]/.test(first)) {
      findings.fault(path, `"${first}" has a wildcard: a principal is "*" or a whole ARN`);
      return unmodelled("wildcard principal");
    }
    if (ORIGIN_ACCESS_IDENTITY.test(first)) return unmodelled(`the principal ${first} is not modelled`);
    const match = PRINCIPAL_ARN.exec(first);
    if (match === null) {
      findings.fault(path, `"${first}" is not an account, user or role`);
      return unmodelled("malformed principal");
    }
    const [, partition = "", service, account = "", resource = ""] = match;
    if (service === "iam" && resource === "root") {
      return { type: "account", account: literalText(account), partition: literalText(partition) };
    }
    if (service === "sts" || resource.startsWith("group/"))
      return unmodelled(`the principal ${first} is not modelled`);
    return { type: "arn", arn: text };
  }
  // With references: `${account}`; `arn:aws:iam::${account}:root`; `arn:${partition}:iam::${account}:role/name`.
  if (text.parts.length === 1 && typeof first === "object" && first.alphabet === "digits") {
    return { type: "account", account: text };
  }
  const rooted =
    text.parts.length === 3 && typeof first === "string" && typeof second === "object" && third === ":root"
      ? { partition: /^arn:([a-z-]+):iam::$/.exec(first)?.[1], account: second }
      : undefined;
  if (rooted?.partition !== undefined && rooted.account.alphabet === "digits") {
    const account = { source: text.source, parts: [rooted.account] };
    return { type: "account", account, partition: literalText(rooted.partition) };
  }
  if (
    first === "arn:" &&
    typeof second === "object" &&
    third === ":iam::" &&
    typeof fourth === "object" &&
    fourth.alphabet === "digits" &&
    fifth === ":root"
  ) {
    return {
      type: "account",
      account: { source: text.source, parts: [fourth] },
      partition: { source: text.source, parts: [second] },
    };
  }
  if (
    first === "arn:" &&
    typeof second === "object" &&
    typeof third === "string" &&
    /^:iam::\d{12}:root$/.test(third)
  ) {
    return {
      type: "account",
      account: literalText(third.slice(7, 19)),
      partition: { source: text.source, parts: [second] },
    };
  }
  const shape = text.parts.map((part) =>
    typeof part === "string" ? part : part.alphabet === "digits" ? "0" : "P",
  );
  if (/^arn:[a-zA-Z-]+:iam::(?:\d{12}|0):(?:role|user)\/[^*?]+$/.test(shape.join("")))
    return { type: "arn", arn: text };
  return unmodelled(`the principal ${text.source} is not known`);
}

const literalText = (value: string): Text => ({ source: value, parts: [value] });
