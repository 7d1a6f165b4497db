import { InputError } from "../configuration/input/input-error";
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
  if (known) process.stderr.write(`${error.message.replace(/^/gm, "rekognition-guardrails: ")}\n`);
  else {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`rekognition-guardrails: this is a bug, please report it: ${trace}\n`);
  }
  return 2;
}

/** What a failed system call says: `ENOENT: no such file or directory, open 'x'`. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
