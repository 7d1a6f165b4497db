import { actionNamed, actionsOf, keyNamed } from "../catalogue/catalogue";
import { wildcardMatch } from "../evaluator/wildcard";
import type { Text } from "../symbols/text";
import { type Findings, itemPath, memberPath } from "./fault";
import type { Policy, Statement } from "./policy";

/**
 * Names that the catalogue does not know. This is advice only: the catalogue ages, and no answer about a policy rests on a name
 * being known or unknown.
 */
export function lintPolicy(policy: Policy, findings: Findings): void {
  for (const statement of policy.statements) {
    lintActions(statement, findings);
    for (const { key, writtenKey, path } of statement.conditions) {
      const service = key.split(":")[0] ?? "";
      const covered = service === "aws" || actionsOf(service) !== undefined;
      if (covered && keyNamed(key) === undefined)
        findings.warn(path, `"${writtenKey}" is no condition key known here`);
    }
  }
}

function lintActions(statement: Statement, findings: Findings): void {
  const { actions, path } = statement;
  if (actions === undefined) return;
  const element = memberPath(path, actions.negated ? "NotAction" : "Action");
  actions.patterns.forEach((text, index) => {
    const at = actions.patterns.length === 1 ? element : itemPath(element, index);
    if (!isKnown(text)) findings.warn(at, `"${text.source}" is no action known here`);
  });
}

function isKnown({ parts }: Text): boolean {
  const [written] = parts;
  if (parts.length !== 1 || typeof written !== "string" || written === "*") return true;
  const [service = "", name = ""] = written.split(":");
  const known = actionsOf(service.toLowerCase());
  if (known === undefined) return true;
  if (!/[*?]/.test(name)) return actionNamed(written) !== undefined;
  // Not a regular expression: a document could make one that takes exponential time.
  const pattern = written.toLowerCase();
  return known.some((action) => wildcardMatch(pattern, action.name.toLowerCase()));
}
