/** What was given cannot be judged: one line that names it, says what it is, and what to do. It shows nothing of what is in a file. */
export class InputError extends Error {
  override readonly name = "InputError";

  /** @param input a path, or `-` */
  constructor(input: string, problem: string) {
    super(`${named(input)} ${problem}`);
  }
}

/** Control characters, and marks that turn the direction of text: a path must not write on a terminal. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A path as messages show it. */
export const named = (input: string): string =>
  input === "-" ? "standard input" : JSON.stringify(input.replace(UNSEEN, ""));
