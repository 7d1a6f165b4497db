import type { JsonNode } from "../json/json-node";
import type { Declarations } from "../symbols/reference";
import { opaqueText, readText, type Text } from "../symbols/text";
import { describeNode, type Located, oneOrMore } from "./elements";
import type { Findings } from "./fault";

/** The strings of an element that takes one or more of them. */
export function readTexts(
  node: Located<JsonNode>,
  what: string,
  findings: Findings,
  declarations: Declarations,
  check: (text: Text, path: string) => void,
): readonly Text[] {
  return oneOrMore(node, findings).flatMap(({ value, path }) => {
    if (value.type === "unknown") return [opaqueText("(unknown)", value.reason)];
    if (value.type !== "string") {
      findings.fault(path, `${what} must be a string, got ${describeNode(value)}`);
      return [];
    }
    const text = readText(value.value, declarations);
    check(text, path);
    return [text];
  });
}

const ACTION = /^[A-Za-z0-9*?-]+:[A-Za-z0-9*?_-]+$/;

/** `service:Action` with wildcards, or `*`. */
export function checkAction(text: Text, path: string, findings: Findings): void {
  if (text.parts.length !== 1 || typeof text.parts[0] !== "string") {
    if (text.parts.length === 0 && text.opaque === undefined)
      findings.fault(path, "an action must not be empty");
    return;
  }
  const written = text.parts[0];
  if (written === "*") return;
  if (!ACTION.test(written)) findings.fault(path, `"${written}" is not an action: write service:Action`);
  else if (/[*?]/.test(written.split(":")[0] ?? "")) {
    findings.fault(path, `"${written}" has a wildcard in its service name`);
  }
}

const PARTITION = /^(?:aws|aws-cn|aws-us-gov|aws-iso(?:-[a-z])?|aws-eusc)$/;

/**
 * An ARN has six parts: arn:partition:service:region:account:resource. A wildcard or a reference may stand for several of them, so
 * only what is literal is judged.
 */
export function arnProblem(text: Text): string | undefined {
  if (text.opaque !== undefined) return undefined;
  const first = text.parts[0];
  if (first === undefined || first === "") return "an ARN must not be empty";
  if (typeof first !== "string") return undefined;
  const open = text.parts.length > 1 || /[*?]/.test(first);
  const segments = first.split(/[*?]/, 1).join("").split(":");
  const partition = segments[1];
  if (first.startsWith("*")) return undefined;
  const prefix = segments[0] ?? "";
  if (prefix !== "arn" && !(open && segments.length === 1 && "arn".startsWith(prefix))) {
    return `"${text.source}" is not an ARN: it does not start with "arn:"`;
  }
  const partitionIsWhole = segments.length > 2;
  if (partitionIsWhole && !PARTITION.test(partition ?? "")) return `"${text.source}" names no AWS partition`;
  if (!open && segments.length < 6)
    return `"${text.source}" has ${segments.length} of the six parts of an ARN`;
  if (!open && segments.slice(5).join(":") === "") return `"${text.source}" names no resource`;
  if (/\s/.test(first.slice(0, 20))) return `"${text.source}" has white space`;
  return undefined;
}

export function checkResource(text: Text, path: string, findings: Findings): void {
  if (text.parts.length === 1 && text.parts[0] === "*") return;
  const problem = arnProblem(text);
  if (problem !== undefined) findings.fault(path, problem);
}
