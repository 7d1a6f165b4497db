import { writeFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import { FORMATS, type Format } from "../reports";
import { reasonOf, UsageError } from "./outcome";

/** A report that is asked for: its format, and the file that it goes to; standard output where there is none. */
export interface ReportRequest {
  readonly format: Format;
  readonly file: string | undefined;
}

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  ".txt": "text",
  ".json": "json",
  ".md": "markdown",
  ".html": "html",
  ".htm": "html",
  ".sarif": "sarif",
  ".xml": "junit",
};

/**
 * Pairs `--format` and `-o` in the order in which they are given. A file without a format takes that of its extension; formats without
 * a file go to standard output, where there is place for one.
 *
 * @param inputs what is read, and must not be written over
 * @throws UsageError
 */
export function reportRequests(
  formats: readonly Format[],
  files: readonly string[],
  inputs: readonly string[] = [],
): readonly ReportRequest[] {
  if (formats.length === 0 && files.length === 0) return [{ format: "text", file: undefined }];
  const count = Math.max(formats.length, files.length);
  const requests = Array.from({ length: count }, (_, index): ReportRequest => {
    const file = files[index] === "-" ? undefined : files[index];
    return { format: formats[index] ?? (file === undefined ? "text" : formatOf(file)), file };
  });
  if (requests.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError("only one format can go to standard output: give each --format its -o FILE");
  }
  const places = files.map((file) => resolve(file));
  const twice = files.find((_, index) => places.indexOf(places[index] ?? "") !== index);
  if (twice !== undefined) throw new UsageError(`two reports would be written to ${JSON.stringify(twice)}`);
  const read = new Set(inputs.map((input) => resolve(input)));
  const input = files.find((file, index) => file !== "-" && read.has(places[index] ?? ""));
  if (input !== undefined)
    throw new UsageError(`the report would be written over its input ${JSON.stringify(input)}`);
  return requests;
}

function formatOf(file: string): Format {
  const format = BY_EXTENSION[extname(file).toLowerCase()];
  if (format !== undefined) return format;
  throw new UsageError(
    `which format ${JSON.stringify(file)} is to have is not clear: give --format ${FORMATS.join("|")}`,
  );
}

/** @throws UsageError if the file cannot be written */
export function writeReport({ file }: ReportRequest, text: string): void {
  if (file === undefined) {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${JSON.stringify(file)}: ${reasonOf(error)}`);
  }
}
