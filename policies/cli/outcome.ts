import { InputError } from "../configuration/input/input-error";
import { visible } from "../reports/visible";
import { ControlError } from "../review/review";
import { WaiverError } from "../review/waiver";

/** What a command ends with. */
export interface Outcome {
  exitCode: number;
}

/** The user's arguments are wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** One clear line on standard error for what the user can mend; a stack trace for a bug of ours. Always exit code 2. */
export function tellError(error: unknown): 2 {
  const known =
    error instanceof UsageError ||
    error instanceof InputError ||
    error instanceof WaiverError ||
    error instanceof ControlError;
  if (known) process.stderr.write(told(error.message));
  else {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(told(`this is a bug, please report it: ${trace}`));
  }
  return 2;
}

/** Paths, addresses and fields are somebody else's: they must not write on a terminal. */
const told = (message: string): string =>
  message
    .split("\n")
    .map((line) => `rekognition-guardrails: ${visible(line)}\n`)
    .join("");

/** What a failed system call says: `ENOENT: no such file or directory, open 'x'`. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
