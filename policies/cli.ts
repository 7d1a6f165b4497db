#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { isOptedOut, resolveOptOut } from "./language/opt-out/resolve";
import { validateOptOutPolicy } from "./language/opt-out/validate";

/**
 * `rekognition-guardrails`. Exit codes: 0 nothing fails; 1 something fails; 2 the command could not do its work (bad arguments,
 * unreadable input), one clear line on standard error.
 */
export function main(argv: readonly string[]): number {
  let exitCode = 0;
  const program = new Command("rekognition-guardrails")
    .description("Judges the configuration of systems that give face images to Amazon Rekognition.")
    .exitOverride()
    .configureOutput({
      outputError: (message, write) => write(message.replace(/^error: /, "rekognition-guardrails: ")),
    });
  program
    .command("opt-out")
    .description(
      "judge an AI services opt-out policy document: grammar, capitals, size, and whether it opts face images out",
    )
    .argument("<file>", "the document's JSON, or - for standard input")
    .action((file: string) => {
      exitCode = judgeOptOut(file);
    });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return exitCode;
}

function judgeOptOut(file: string): number {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`rekognition-guardrails: cannot read ${JSON.stringify(file)}: ${reason}\n`);
    return 2;
  }
  const faults = validateOptOutPolicy(text);
  for (const { path, message } of faults) process.stdout.write(`${path} ${message}\n`);
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

if (require.main === module) process.exitCode = main(process.argv.slice(2));
