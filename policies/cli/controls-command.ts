import type { Command } from "commander";
import { CONTROLS, FAMILIES } from "../controls";
import type { AnyControl } from "../controls/control";
import { controlOf } from "./control-ids";
import type { Outcome } from "./outcome";

/** `rekognition-guardrails controls [ID]`: lists the catalogue, or explains one control. */
export function addControlsCommand(program: Command, _outcome: Outcome): void {
  program
    .command("controls")
    .description("list the controls, or explain one: why, how to mend it, what it maps to")
    .argument("[id]", "for example RKG-TRANSIT-01")
    .option("--json", "print as JSON")
    .action((id: string | undefined, { json }: { json?: boolean }) => {
      const chosen = id === undefined ? CONTROLS : [controlOf(id)];
      if (json === true) process.stdout.write(`${JSON.stringify(chosen.map(told), null, 2)}\n`);
      else process.stdout.write(id === undefined ? listed(chosen) : chosen.map(explained).join("\n"));
    });
}

const told = ({ judgeAll: _, ...told }: AnyControl): Omit<AnyControl, "judgeAll"> => told;

function listed(controls: readonly AnyControl[]): string {
  const families = Object.entries(FAMILIES).map(([family, promise]) => {
    const rows = controls
      .filter(({ id }) => id.startsWith(`RKG-${family}-`))
      .map(({ id, severity, title }) => `  ${id.padEnd(15)} ${severity.padEnd(8)} ${title}`);
    return [promise, ...rows].join("\n");
  });
  return `${families.join("\n\n")}\n\nrekognition-guardrails controls ID explains one.\n`;
}

function explained(control: AnyControl): string {
  const { id, title, severity, subject, rationale, remediation, mappings, differs } = control;
  const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");
  const parts = [
    `${id}  ${title}`,
    `Severity ${severity}; about each ${subject}.`,
    `Why\n${indented(rationale)}`,
    `How to mend it\n${indented(remediation.text)}`,
    `Terraform\n${indented(remediation.terraform)}`,
    `TypeScript\n${indented(remediation.typescript)}`,
    ...(differs === undefined ? [] : [`Where it differs from general scanners\n${indented(differs)}`]),
    `Maps to\n${mappings.map((each) => `  ${each.framework} ${each.id}${each.suggested === true ? " (suggested)" : ""}`).join("\n")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}
