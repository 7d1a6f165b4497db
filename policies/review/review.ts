import type { Configuration } from "../configuration/configuration";
import { CONTROLS } from "../controls";
import type { AnyControl, ReviewContext, Subject } from "../controls/control";
import { type Judgement, notApplicable } from "../controls/judgement";
import { PolicyQuestions } from "../controls/support/policy-questions";
import { applyWaivers } from "./apply-waivers";
import { waiversFaults } from "./check-options";
import { hiderOf, redactor } from "./redact";
import type { Result, Review, Summary } from "./result";
import { type Waiver, WaiverError } from "./waiver";

/** How long face images may be kept where nobody says otherwise: three years. */
export const MAXIMUM_RETENTION_DAYS = 1095;

export interface ReviewOptions {
  /** @default - the whole catalogue */
  readonly controls?: readonly AnyControl[] | undefined;
  /** Waivers from outside the configuration. Those in its metadata are added. */
  readonly waivers?: readonly Waiver[] | undefined;
  /** The day by which waivers and runtimes are judged, as YYYY-MM-DD. */
  readonly today: string;
  /** @default 1095 */
  readonly maximumRetentionDays?: number | undefined;
  /** Called before each control, with how many are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A control failed to judge: a bug of ours, not a verdict. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  constructor(control: AnyControl, subject: string | null, cause: unknown, secrets: readonly string[]) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `${control.id} failed on ${subject ?? "the configuration"}: ${hiderOf(secrets)(reason)}. This is a bug in rekognition-guardrails, please report it.`,
      { cause },
    );
  }
}

/**
 * Judges a configuration by every control.
 *
 * @throws ControlError if a control throws
 * @throws WaiverError if a waiver is malformed, in the options or in the configuration's metadata
 * @throws RangeError if there is no control to judge by
 */
export function review(configuration: Configuration, options: ReviewOptions): Review {
  const controls = options.controls ?? CONTROLS;
  if (controls.length === 0)
    throw new RangeError("a review by no control would pass everything; name at least one");
  const faults = waiversFaults(options.waivers ?? [], CONTROLS);
  if (faults.length > 0) throw new WaiverError(faults.join("\n"));
  const context: ReviewContext = {
    configuration,
    policies: new PolicyQuestions(configuration),
    today: options.today,
    maximumRetentionDays: options.maximumRetentionDays ?? MAXIMUM_RETENTION_DAYS,
  };
  const redacted = redactor(configuration.secrets);
  const judged = controls.flatMap((control, index) => {
    options.onProgress?.(index, controls.length);
    return judgeBy(control, context).map(redacted);
  });
  const { results, waiverProblems } = applyWaivers(judged, configuration, {
    waivers: options.waivers ?? [],
    today: options.today,
    controls,
    catalogue: CONTROLS,
  });
  return {
    source: configuration.source,
    summary: summarize(results, configuration.resources.length),
    results,
    waiverProblems,
    controls,
    today: options.today,
  };
}

/** One result per control and subject; one that says so where a control has no subject. */
function judgeBy(control: AnyControl, context: ReviewContext): readonly Result[] {
  const results: Result[] = [];
  let subject: Subject = null;
  try {
    for (const each of control.judgeAll(context)) {
      subject = each.subject;
      results.push(resultOf(control, subject, each.judge(), context));
    }
  } catch (error) {
    throw new ControlError(control, subject?.address ?? null, error, context.configuration.secrets);
  }
  if (results.length > 0) return results;
  const reason = control.noSubject ?? `The configuration has no ${control.subject}.`;
  return [resultOf(control, null, notApplicable(reason), context)];
}

function resultOf(
  { id, severity }: AnyControl,
  subject: Subject,
  { verdict, reason, evidence, witness }: Judgement,
  { configuration }: ReviewContext,
): Result {
  const address = subject?.address ?? null;
  return {
    control: id,
    severity,
    subject: address,
    constructPath: address === null ? undefined : configuration.find(address)?.constructPath,
    verdict,
    reason,
    evidence,
    witness,
    waiver: undefined,
  };
}

function summarize(results: readonly Result[], resources: number): Summary {
  const count = (verdict: Result["verdict"]): number =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    unknown: count("unknown"),
    notApplicable: count("not-applicable"),
    waived: count("waived"),
    resources,
  };
}

/**
 * The exit code that a review asks for: 1 where a control fails, or a waiver is expired or matches nothing; 3 where `strict` and
 * something is unknown; else 0.
 */
export function exitCodeOf({ summary, waiverProblems }: Review, strict: boolean): 0 | 1 | 3 {
  if (summary.fail > 0 || waiverProblems.length > 0) return 1;
  return strict && summary.unknown > 0 ? 3 : 0;
}
