import type { JsonNode } from "../json/json-node";
import type { Declarations } from "../symbols/reference";
import { opaqueText, readText, type Text } from "../symbols/text";
import { describeNode, type Located, membersOf, oneOrMore } from "./elements";
import type { Findings } from "./fault";
import { nearestOperator, type Operator, operatorOf } from "./operators";
import { arnProblem } from "./patterns";
import type { Condition } from "./policy";
import { valueProblem } from "./values";

const KEY = /^[A-Za-z0-9._-]+:.+$/;

/** Reads a `Condition` block: operators, keys, values. All tests of a block must hold. */
export function readConditions(
  node: Located<JsonNode>,
  findings: Findings,
  declarations: Declarations,
): readonly Condition[] {
  if (node.value.type === "unknown") return [unknownCondition(node.path, node.value.reason)];
  if (node.value.type !== "object") {
    findings.fault(node.path, `Condition must be an object, got ${describeNode(node.value)}`);
    return [];
  }
  const conditions: Condition[] = [];
  for (const [name, tests] of membersOf(node.value.members, node.path, findings)) {
    const operator = operatorOf(name);
    if (operator === undefined) {
      const nearest = nearestOperator(name);
      findings.fault(
        tests.path,
        `"${name}" is no condition operator${nearest ? `: did you mean ${nearest}?` : ""}`,
      );
      continue;
    }
    if (tests.value.type === "unknown") {
      conditions.push(unknownCondition(tests.path, tests.value.reason));
      continue;
    }
    if (tests.value.type !== "object") {
      findings.fault(
        tests.path,
        `${name} must be an object of condition keys, got ${describeNode(tests.value)}`,
      );
      continue;
    }
    conditions.push(...readTests(operator, tests.value.members, tests.path, findings, declarations));
  }
  return conditions;
}

function readTests(
  operator: Operator,
  members: Parameters<typeof membersOf>[0],
  path: string,
  findings: Findings,
  declarations: Declarations,
): readonly Condition[] {
  const seen = new Set<string>();
  const conditions: Condition[] = [];
  for (const [writtenKey, listed] of membersOf(members, path, findings)) {
    const key = writtenKey.toLowerCase();
    if (!KEY.test(writtenKey))
      findings.fault(listed.path, `"${writtenKey}" is not a condition key: write prefix:name`);
    if (seen.has(key))
      findings.fault(listed.path, `"${writtenKey}" is given twice: condition keys are not case-sensitive`);
    seen.add(key);
    const keyIsKnown = !key.includes("${");
    const values = oneOrMore(listed, findings).flatMap((each) =>
      readValue(operator, each, findings, declarations),
    );
    conditions.push({
      path: listed.path,
      operator: keyIsKnown ? operator : { ...operator, family: "unknown" },
      key,
      writtenKey,
      values,
    });
  }
  return conditions;
}

function readValue(
  operator: Operator,
  { value, path }: Located<JsonNode>,
  findings: Findings,
  declarations: Declarations,
): readonly Text[] {
  switch (value.type) {
    case "unknown":
      return [opaqueText("(unknown)", value.reason)];
    case "boolean":
      return [readText(String(value.value))];
    case "number":
      if (operator.family !== "numeric" && operator.family !== "date") {
        findings.warn(path, "a number is compared as the text it is written as");
      }
      return [readText(value.source)];
    case "string":
      break;
    default:
      findings.fault(
        path,
        `a condition value must be a string, number or boolean, got ${describeNode(value)}`,
      );
      return [];
  }
  const text = readText(value.value, declarations);
  const literal = text.parts.length === 1 && typeof text.parts[0] === "string" ? text.parts[0] : undefined;
  if (literal !== undefined) {
    const problem = valueProblem(operator, literal);
    if (problem !== undefined) findings.fault(path, problem);
    if (operator.family === "arn") {
      const arn = literal === "*" ? undefined : arnProblem(text);
      if (arn !== undefined) findings.fault(path, arn);
      else if (literal.split(":").length < 6)
        findings.warn(path, `"${literal}" has fewer than the six parts of an ARN`);
    }
  }
  return [text];
}

const unknownCondition = (path: string, reason: string): Condition => ({
  path,
  operator: {
    name: "(unknown)",
    family: "unknown",
    comparison: "equals",
    negated: false,
    ignoreCase: false,
    ifExists: false,
  },
  key: `(unknown ${path})`,
  writtenKey: "(unknown)",
  values: [opaqueText("(unknown)", reason)],
});
