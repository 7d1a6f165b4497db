import { closeSync, openSync, readSync } from "node:fs";
import { TextDecoder } from "node:util";
import { reasonOf, UsageError } from "./outcome";

/** What people write themselves has at most this many bytes. */
const LONGEST = 1_000_000;
const STANDARD_INPUT = 0;

/**
 * The text of a small file (or of `-`, standard input) that people wrote: UTF-8, or UTF-16 with its mark, as PowerShell writes it. A
 * device or a pipe that never ends is left after a megabyte.
 *
 * @param what it holds, for messages: `the waivers`
 * @throws UsageError
 */
export function readSmallFile(path: string, what: string): string {
  try {
    const bytes = bytesOf(path);
    const [first, second] = bytes;
    const encoding =
      first === 0xff && second === 0xfe
        ? "utf-16le"
        : first === 0xfe && second === 0xff
          ? "utf-16be"
          : "utf-8";
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const reason = isNoText(error) ? "it is neither UTF-8 nor UTF-16" : reasonOf(error);
    throw new UsageError(`cannot read ${what} ${JSON.stringify(path)}: ${reason}`);
  }
}

function bytesOf(path: string): Buffer {
  if (path === "-") return upToTheEnd(STANDARD_INPUT);
  const file = openSync(path, "r");
  try {
    return upToTheEnd(file);
  } finally {
    closeSync(file);
  }
}

function upToTheEnd(file: number): Buffer {
  const bytes = Buffer.alloc(LONGEST + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = readOnce(file, bytes, length);
  }
  if (length > LONGEST) throw new Error(`it has over ${LONGEST} bytes`);
  return bytes.subarray(0, length);
}

/** A pipe that is not ready says so instead of waiting. */
function readOnce(file: number, bytes: Buffer, offset: number): number {
  for (;;) {
    try {
      return readSync(file, bytes, offset, bytes.length - offset, null);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;

const isNoText = (error: unknown): boolean => codeOf(error) === "ERR_ENCODING_INVALID_ENCODED_DATA";
