import { closeSync, openSync, readFileSync, readSync, type Stats, statSync } from "node:fs";
import { asString, memberOf } from "../scalars";
import { decodeText, encodingOf, HEAD, withoutMark } from "./decode-text";
import { InputError } from "./input-error";

const CHUNK = 1 << 20;
const STANDARD_INPUT = 0;

/** The text of a file, a pipe or standard input (`-`). A file that is too large is refused before it is read. */
export function readText(path: string, maximumBytes: number): string {
  if (path === "-") return readStreamText(path, STANDARD_INPUT, maximumBytes);
  const stats = statOf(path);
  if (stats.size > maximumBytes) throw tooLarge(path, maximumBytes);
  return opened(path, (file) => {
    // What tells no size (a pipe, a file that the system makes up) is read until it ends.
    if (!stats.isFile() || stats.size === 0) return readStreamText(path, file, maximumBytes);
    const head = Buffer.alloc(HEAD);
    const encoding = encodingOf(path, head.subarray(0, readSync(file, head, 0, HEAD, 0)));
    // Read as text at once: bytes beside it would take as much memory again.
    return encoding === "utf8"
      ? withoutMark(readFileSync(path, encoding))
      : decodeText(readFileSync(path), encoding);
  });
}

function opened<T>(path: string, read: (file: number) => T): T {
  try {
    const file = openSync(path, "r");
    try {
      return read(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(path, error);
  }
}

function readStreamText(path: string, file: number, maximumBytes: number): string {
  const bytes = readStream(path, file, maximumBytes);
  return decodeText(bytes, encodingOf(path, bytes));
}

export function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readStream(path: string, file: number, maximumBytes: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSome(path, file, chunk);
    if (read === 0) return Buffer.concat(chunks, size);
    size += read;
    if (size > maximumBytes) throw tooLarge(path, maximumBytes);
    chunks.push(chunk.subarray(0, read));
  }
}

function readSome(path: string, file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw unreadable(path, error);
      // A pipe that is not ready says so instead of waiting.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const tooLarge = (path: string, maximumBytes: number): InputError =>
  new InputError(
    path,
    `is larger than ${Math.floor(maximumBytes / (1024 * 1024))} MB, which is more than can be read; split the configuration, or make a plan of one stack`,
  );

const REASONS: Readonly<Record<string, string>> = {
  ENOENT:
    "does not exist; give the path of a plan (terraform show -json tfplan > plan.json), a cdk.tf.json or a cdktf.out",
  ENOTDIR: "does not exist: a part of the path is no folder",
  EACCES: "cannot be read: permission denied",
  EPERM: "cannot be read: permission denied",
  ELOOP: "cannot be read: its links go in a circle",
  ENAMETOOLONG: "cannot be read: the path is too long",
  ERR_INVALID_ARG_VALUE: "cannot be read: this is no path",
};

export const unreadable = (path: string, error: unknown): InputError => {
  const code = codeOf(error) ?? "";
  return new InputError(
    path,
    REASONS[code] ?? `cannot be read: ${code === "" ? "the system gives no reason" : code}`,
  );
};

const codeOf = (error: unknown): string | undefined => asString(memberOf(error, "code"));
