import type * as z from "zod/mini";
import { disagreements } from "./disagreements";
import { type Settings, settingsSchema } from "./schema";

export type { Settings } from "./schema";

/** Every fault of the settings at once, each with its path. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  constructor(readonly faults: readonly string[]) {
    super(
      [
        `context.guardrails of cdktf.json has ${faults.length} ${faults.length === 1 ? "fault" : "faults"}:`,
        ...faults.map((fault) => `  ${fault}`),
      ].join("\n"),
    );
  }
}

/**
 * Validates the settings as a whole and fills in the defaults.
 *
 * @throws SettingsError
 */
export function readSettings(context: unknown): Settings {
  const result = settingsSchema.safeParse(context, { reportInput: true });
  const faults = result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, []));
  const all = [...new Set([...faults, ...disagreements(context)])];
  if (!result.success || all.length > 0) throw new SettingsError(all);
  return result.data;
}

function describe(issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): readonly string[] {
  const path = [...parents, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) => `${show([...path, key])} is no setting here. Remove it, or mend its spelling.`,
    );
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) return describeUnion(issue, path);
  const got = issue.input === undefined ? "nothing" : JSON.stringify(issue.input);
  const rule = /^must /.test(issue.message) ? issue.message : `is wrong: ${issue.message}`;
  return [`${show(path)} ${rule}, got: ${got.length <= 100 ? got : `${got.slice(0, 97)}...`}`];
}

/** Of a union, the faults of the form that was meant: the one with the fewest. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): readonly string[] {
  const forms = issue.errors.map((issues) => issues.flatMap((inner) => describe(inner, path)));
  return forms.reduce((best, form) => (form.length < best.length ? form : best));
}

const show = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? "guardrails"
    : path
        .map((key, index) =>
          typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`,
        )
        .join("");
