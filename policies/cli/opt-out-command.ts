import type { Command } from "commander";
import { isOptedOut, resolveOptOut } from "../language/opt-out/resolve";
import { validateOptOutPolicy } from "../language/opt-out/validate";
import { visible } from "../reports/visible";
import type { Outcome } from "./outcome";
import { readSmallFile } from "./read-small-file";

/** `rekognition-guardrails opt-out FILE`. */
export function addOptOutCommand(program: Command, outcome: Outcome): void {
  program
    .command("opt-out")
    .description(
      "judge an AI services opt-out policy document: grammar, capitals, size, and whether it opts face images out",
    )
    .argument("<file>", "the document's JSON, or - for standard input")
    .action((file: string) => {
      outcome.exitCode = judgeOptOut(file);
    });
}

function judgeOptOut(file: string): number {
  const text = readSmallFile(file, "the document");
  const faults = validateOptOutPolicy(text);
  for (const { path, message } of faults) process.stdout.write(`${visible(`${path} ${message}`)}\n`);
  if (faults.length === 0) return sayEffect(text);
  process.stdout.write(`The document has ${faults.length} ${faults.length === 1 ? "fault" : "faults"}.\n`);
  return 1;
}

/** What a valid document means for face images, where no other policy is attached. */
function sayEffect(text: string): number {
  const optsOut = isOptedOut(
    resolveOptOut([{ id: "document", policies: [JSON.parse(text)] }]),
    "rekognition",
  );
  process.stdout.write(
    optsOut
      ? "The document is valid, and opts Rekognition out.\n"
      : "The document is valid, but does not opt Rekognition out: name `rekognition` or `default` with optOut.\n",
  );
  return optsOut ? 0 : 1;
}
