import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../../policies/cli";

/** What a call of the command ends with. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process, and gives what it prints. */
export function run(...args: readonly string[]): Ran {
  const printed = { out: "", err: "" };
  const spies = [
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      printed.out += String(text);
      return true;
    }),
    jest.spyOn(process.stderr, "write").mockImplementation((text) => {
      printed.err += String(text);
      return true;
    }),
  ];
  try {
    return { exitCode: main(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A folder with a space in its path, removed after the tests of the file. */
export function temporaryFolder(): {
  readonly path: string;
  readonly file: (name: string, text: string | object) => string;
} {
  const path = mkdtempSync(join(tmpdir(), "guardrails cli "));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    file: (name, content) => {
      const file = join(path, name);
      writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
      return file;
    },
  };
}
