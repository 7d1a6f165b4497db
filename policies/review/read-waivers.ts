import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import * as z from "zod/mini";
import type { AnyControl } from "../controls/control";
import { controlFault, type Waiver, WaiverError, waiverShape } from "./waiver";

const fileSchema = z.strictObject({
  waivers: z.array(
    z.strictObject({
      ...waiverShape,
      address: z
        .string("must be the address of a subject, in which * stands for any text")
        .check(z.minLength(1, "must be the address of a subject, in which * stands for any text")),
    }),
    "must be a list of waivers",
  ),
});

/**
 * Reads a file of waivers:
 *
 * ```yaml
 * waivers:
 *   - control: RKG-RETAIN-01
 *     address: aws_s3_bucket.evidence   # `*` stands for any text
 *     reason: Court order 12/34 forbids deletion
 *     owner: legal@example.com
 *     expires: 2027-01-31
 * ```
 *
 * @param file its name, for errors and origins
 * @throws WaiverError naming file, line and field of everything that is wrong
 */
export function readWaivers(yaml: string, file: string, catalogue: readonly AnyControl[]): readonly Waiver[] {
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter: lines,
    prettyErrors: false,
    // What it would print, we say ourselves.
    logLevel: "error",
  });
  // A tag that is not known would be read as if it were not there.
  const unread = [...document.errors, ...document.warnings].map(
    ({ message, pos: [at] }) => `${file}:${lines.linePos(at).line}: must be YAML: ${message}`,
  );
  if (unread.length > 0) throw malformed(unread);
  const lineOf = (path: readonly PropertyKey[]): number =>
    lines.linePos(startOf(document.contents, path)).line;
  const result = fileSchema.safeParse(
    readBy(() => document.toJS(), file),
    { reportInput: true },
  );
  if (!result.success) {
    const faults = result.error.issues.flatMap(told);
    throw malformed(faults.map(({ path, message }) => `${file}:${lineOf(path)}: ${message}`));
  }
  const { waivers } = result.data;
  const strangers = waivers.flatMap(({ control }, index) => {
    const fault = controlFault(control, catalogue);
    return fault === undefined ? [] : [`${file}:${lineOf(["waivers", index, "control"])}: control: ${fault}`];
  });
  if (strangers.length > 0) throw malformed(strangers);
  return waivers.map((waiver, index) => ({ ...waiver, origin: `${file}:${lineOf(["waivers", index])}` }));
}

/** More would bury the first. */
const MOST_FAULTS = 20;

function malformed(faults: readonly string[]): WaiverError {
  const more = faults.length - MOST_FAULTS;
  const told = [...faults.slice(0, MOST_FAULTS), ...(more > 0 ? [`and ${more} more faults`] : [])];
  return new WaiverError(told.join("\n"));
}

/** Anchors that multiply themselves end here. */
function readBy(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch (error) {
    throw new WaiverError(`${file}: must be YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function told(issue: z.core.$ZodIssue): readonly Fault[] {
  const field = issue.path.filter((step) => typeof step === "string").at(-1) ?? "the file";
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `${JSON.stringify(key)} is no field of a waiver. Known: control, address, reason, owner, expires`,
    }));
  }
  const got = issue.input === undefined ? "nothing" : shortOf(issue.input);
  const rule = issue.message.startsWith("must ") ? issue.message : "must hold a list `waivers`";
  return [{ path: issue.path, message: `${String(field)} ${rule}, got: ${got}` }];
}

/** An anchor may hold itself, which no JSON can. */
function shortOf(input: unknown): string {
  try {
    return (JSON.stringify(input) ?? "nothing").slice(0, 80);
  } catch {
    return "a list or map that holds itself";
  }
}

/** Where a part of the document begins; its nearest parent where it is not there. */
function startOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let start = rangeOf(root) ?? 0;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      start = rangeOf(pair?.key) ?? start;
      next = pair?.value;
    } else if (isSeq(node) && typeof step === "number") {
      next = node.items[step];
      start = rangeOf(next) ?? start;
    }
    if (next === undefined) return start;
    node = next;
  }
  return start;
}

const rangeOf = (node: unknown): number | undefined =>
  typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;
