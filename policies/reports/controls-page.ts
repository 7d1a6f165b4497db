import type { AnyControl } from "../controls/control";
import { controlMarkdown } from "./control-markdown";
import { type Family, familiesOf } from "./findings";
import { sentence, table } from "./markdown-text";

/** The reference of controls, as Markdown: a table by family, then a section for each control. */
export function controlsPage(controls: readonly AnyControl[]): string {
  const families = familiesOf(controls.map((control) => ({ control, results: [] })));
  const parts = [
    "# Controls",
    "<!-- Made by scripts/make-controls-page.mjs from policies/controls: do not edit. -->",
    `${controls.length} controls, in ${families.length} families. Each says of each of its subjects: pass, fail, unknown or not applicable. \`rekognition-guardrails controls ID\` explains one in the terminal.`,
    ...families.map(overview),
    "## One by one",
    ...families.flatMap(sections),
  ];
  return `${parts.join("\n\n")}\n`;
}

function overview({ name, promise, findings }: Family): string {
  const rows = findings.map(({ control: { id, title, severity, subject } }) => [
    `[${id}](#${id.toLowerCase()})`,
    severity,
    sentence(subject),
    sentence(title),
  ]);
  return `## ${name}: ${sentence(promise)}\n\n${table(["Control", "Severity", "Subject", "Holds when"], rows)}`;
}

const sections = ({ findings }: Family): readonly string[] =>
  findings.map(({ control }) =>
    [
      `### ${control.id}`,
      `**${sentence(control.title)}** (${control.severity}; subject: ${sentence(control.subject)})`,
      controlMarkdown(control),
    ].join("\n\n"),
  );
