import { describeRequest } from "../language";
import type { Result, Review } from "../review/result";
import { controlMarkdown } from "./control-markdown";
import { type Findings, findingsWith } from "./findings";
import { code, fenced, prose, sentence, table } from "./markdown-text";
import type { ReportOptions } from "./options";
import { visible, visibleRequest } from "./visible";
import { cautions, counted, countOf, headline, kindOf, VERDICT_WORDS, VERDICTS } from "./wording";

/** For a pull request: what fails, what is unknown, what is waived, in tables; then each failing control with how to mend it. */
export function renderMarkdown(review: Review, { toolVersion }: ReportOptions): string {
  const parts = [
    ...opening(review, toolVersion),
    ...findingTable("Failures", findingsWith(review, "fail")),
    ...findingTable("Unknown", findingsWith(review, "unknown")),
    ...waivedTable(findingsWith(review, "waived")),
    ...waiverProblems(review),
    ...details(findingsWith(review, "fail")),
    ...details(findingsWith(review, "unknown")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function opening(review: Review, toolVersion: string): readonly string[] {
  const { source, summary, today } = review;
  const version =
    source.terraformVersion === undefined ? "" : `, Terraform ${prose(source.terraformVersion)}`;
  return [
    `# Face-data guardrails: ${headline(review)}`,
    table(
      VERDICTS.map((verdict) => VERDICT_WORDS[verdict].label),
      [VERDICTS.map((verdict) => String(countOf(summary, verdict)))],
    ),
    `${kindOf(source)} ${code(source.path)}${version}. ${counted(summary.resources, "resource")} read on ${today} by rekognition-guardrails ${prose(toolVersion)}.`,
    ...cautions(source).map((caution) => `**Caution:** ${prose(caution)}`),
  ];
}

function findingTable(name: string, findings: readonly Findings[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.flatMap(({ control, results }) =>
    results.map(({ subject, reason }) => [
      control.id,
      control.severity,
      subjectCell(subject),
      sentence(reason),
    ]),
  );
  return [`## ${name}`, table(["Control", "Severity", "Subject", "Why"], rows)];
}

function waivedTable(findings: readonly Findings[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.flatMap(({ control, results }) =>
    results.map(({ subject, waiver }) => [
      control.id,
      subjectCell(subject),
      prose(waiver?.reason ?? ""),
      prose(waiver?.owner ?? ""),
      prose(waiver?.expires ?? ""),
    ]),
  );
  return ["## Waived", table(["Control", "Subject", "Reason", "Owner", "Until"], rows)];
}

function waiverProblems({ waiverProblems: problems }: Review): readonly string[] {
  if (problems.length === 0) return [];
  const rows = problems.map(({ control, origin, problem, message }) => [
    code(control),
    code(origin),
    problem,
    sentence(message),
  ]);
  return ["## Waiver problems", table(["Control", "Waiver", "Problem", "What to do"], rows)];
}

/** Folded away: a reader opens the controls that are theirs to mend. */
const details = (findings: readonly Findings[]): readonly string[] =>
  findings.flatMap(({ control, results }) => [
    `<details><summary>${control.id} ${prose(control.title)}</summary>`,
    results.flatMap(findingLines).join("\n"),
    controlMarkdown(control),
    "</details>",
  ]);

function findingLines({
  subject,
  constructPath,
  verdict,
  reason,
  evidence,
  witness,
}: Result): readonly string[] {
  const made = constructPath === undefined ? "" : ` (${code(constructPath)})`;
  const request = witness === undefined ? "" : describeRequest(visibleRequest(witness));
  return [
    `- ${subjectCell(subject)}${made}: **${VERDICT_WORDS[verdict].label}.** ${sentence(reason)}`,
    ...evidence.map(
      ({ address, path }) => `  - seen at ${code(address)}${path === "" ? "" : ` ${code(path)}`}`,
    ),
    ...(request === ""
      ? []
      : [
          "  - decided wrongly, for example:",
          "",
          ...fenced("text", request)
            .split("\n")
            .map((line) => `    ${line}`),
          "",
        ]),
  ];
}

const subjectCell = (subject: string | null): string =>
  subject === null ? "the configuration" : code(visible(subject));
