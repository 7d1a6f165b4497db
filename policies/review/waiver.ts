import * as z from "zod/mini";
import type { AnyControl } from "../controls/control";
import { nearest } from "./nearest";

/** A waiver: a control need not hold somewhere, for a reason, with an owner, until a day. */
export interface Waiver {
  /** For example `RKG-RETAIN-01`. */
  readonly control: string;
  /**
   * Which subjects: an address, or a pattern in which `*` stands for any text. It is matched against the subject's address (with and
   * without the stack in front) and against its construct path; a finding about the configuration as a whole is `configuration`.
   */
  readonly address: string;
  /** At least 10 characters. */
  readonly reason: string;
  /** A person or team. */
  readonly owner: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
  /** Where it is written: `waivers.yaml:12`, or the construct that carries it. */
  readonly origin: string;
}

/** Waivers that cannot be read: nothing is waived then, and nothing judged. */
export class WaiverError extends Error {
  override readonly name = "WaiverError";
}

const text = (rule: string, pattern: RegExp) => z.string(rule).check(z.regex(pattern, rule));

/** The members that every waiver has. */
export const waiverShape = {
  control: text("must be the id of a control, for example RKG-RETAIN-01", /^RKG-[A-Z]+-\d{2}$/),
  reason: text(
    "must say in at least 10 characters why the control need not hold",
    /^[\s\S]{0,2000}\S[\s\S]{8,}\S/,
  ),
  owner: text("must be the name of a person or team", /\S/),
  expires: z
    .string("must be the last day on which it holds, as YYYY-MM-DD")
    .check(z.refine(isDay, "must be the last day on which it holds, as YYYY-MM-DD")),
};

/** A day of the calendar as YYYY-MM-DD. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** What is wrong with the id of a control: nothing where it is one of them. */
export function controlFault(id: string, catalogue: readonly AnyControl[]): string | undefined {
  if (catalogue.some((control) => control.id === id)) return undefined;
  const near = nearest(
    id,
    catalogue.map((control) => control.id),
  );
  return `there is no control ${JSON.stringify(id)}${near === undefined ? "" : `. Did you mean ${near}?`}`;
}
