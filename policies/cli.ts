#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { addControlsCommand } from "./cli/controls-command";
import { addOptOutCommand } from "./cli/opt-out-command";
import { type Outcome, tellError, UsageError } from "./cli/outcome";
import { addReviewCommand } from "./cli/review-command";
import { toolVersion } from "./cli/tool-version";
import { visible } from "./reports/visible";

/**
 * `rekognition-guardrails`. Exit codes: 0 nothing fails; 1 a control fails, or a waiver is expired or matches nothing; 2 the command
 * could not do its work (bad arguments, unreadable or foreign input), one clear line on standard error; 3 with `--strict`, nothing
 * fails but something is unknown.
 */
export function main(argv: readonly string[]): number {
  const outcome: Outcome = { exitCode: 0 };
  const program = new Command("rekognition-guardrails")
    .description("Judges the configuration of systems that give face images to Amazon Rekognition.")
    .version(toolVersion())
    .showHelpAfterError("(see rekognition-guardrails --help)")
    .exitOverride()
    .configureOutput({
      outputError: (message, write) => write(shown(message.replace(/^error: /, "rekognition-guardrails: "))),
    });
  for (const add of [addReviewCommand, addControlsCommand, addOptOutCommand]) add(program, outcome);
  program.addHelpText(
    "after",
    `
Exit codes:
  0  nothing fails
  1  a control fails, or a waiver is expired or matches nothing
  2  the command could not do its work; one line on standard error says why
  3  with --strict: nothing fails, but something is unknown

Examples:
  terraform plan -out tfplan && terraform show -json tfplan > plan.json
  rekognition-guardrails review plan.json
  rekognition-guardrails review plan.json --synth cdktf.out --format html -o report.html
  rekognition-guardrails controls RKG-TRANSIT-01`,
  );
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return tellError(error);
  }
  return outcome.exitCode;
}

/** Arguments may come from a script that took them from somebody else. */
const shown = (message: string): string => message.split("\n").map(visible).join("\n");

if (require.main === module) {
  // A reader that stops early (`| head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    process.exit(tellError(new UsageError(`cannot write to standard output: ${error.message}`)));
  });
  // Where nobody can be told, the exit code still says it.
  process.stderr.on("error", () => process.exit());
  process.exitCode = main(process.argv.slice(2));
}
