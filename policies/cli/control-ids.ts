import { CONTROLS } from "../controls";
import { type AnyControl, SEVERITIES, type Severity } from "../controls/control";
import { nearest } from "../review/nearest";
import { UsageError } from "./outcome";

/** The control of an id, in any case. @throws UsageError that says which one was probably meant */
export function controlOf(id: string): AnyControl {
  const control = CONTROLS.find((each) => each.id === id.trim().toUpperCase());
  if (control !== undefined) return control;
  const near = nearest(
    id,
    CONTROLS.map((each) => each.id),
  );
  throw new UsageError(
    `there is no control ${JSON.stringify(id)}${near === undefined ? "" : `, did you mean ${near}?`} (rekognition-guardrails controls lists them)`,
  );
}

/** The controls that are asked: of a list of ids, and of a severity or a higher one. */
export function controlsFor(
  only: readonly string[] | undefined,
  severity: Severity | undefined,
): readonly AnyControl[] {
  const named = only === undefined ? undefined : new Set(only.map(controlOf));
  const lowest = severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);
  const controls = CONTROLS.filter(
    (control) =>
      (named === undefined || named.has(control)) && SEVERITIES.indexOf(control.severity) <= lowest,
  );
  if (controls.length === 0) throw new UsageError("no control is left by --only and --severity together");
  return controls;
}
