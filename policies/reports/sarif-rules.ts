import type { ReportingDescriptor } from "sarif";
import type { AnyControl, Severity } from "../controls/control";
import { controlMarkdown, mappingText } from "./control-markdown";

/** Where the numbers of GitHub's code scanning put a severity: over 9 critical, 7 high, 4 medium. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
};

export const levelOf = (severity: Severity): "error" | "warning" =>
  severity === "critical" || severity === "high" ? "error" : "warning";

/** A control as a rule of SARIF. */
export function ruleOf(control: AnyControl): ReportingDescriptor {
  const { id, title, severity, rationale, remediation, mappings } = control;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${rationale}` },
    help: {
      text: `${remediation.text}\n\n${remediation.terraform}`,
      markdown: controlMarkdown(control),
    },
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: [
        ...new Set([
          "security",
          "privacy",
          "biometric",
          `severity: ${severity}`,
          ...mappings.map(mappingText),
        ]),
      ],
      precision: "high",
      "problem.severity": levelOf(severity),
      "security-severity": SECURITY_SEVERITY[severity],
    },
  };
}
