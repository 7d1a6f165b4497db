import type { Comparison } from "../../grammar/operators";
import { parseDate } from "../../grammar/values";
import { anyOf, MAYBE, NO, type Outcome, YES } from "../outcome";
import { type ConditionTest, literalValues, ofOperator, type ValueCell } from "./condition-test";

/** `Numeric*`: the break points are the numbers that the tests name; between two of them nothing changes. */
export function numberCells(tests: readonly ConditionTest[], key: string): readonly ValueCell[] {
  const possible = key === "s3:tlsversion" ? isTlsVersion : () => true;
  const extra = key === "s3:tlsversion" ? TLS_VERSIONS : [];
  return orderedCells(
    tests,
    (text) => (/^-?\d+(?:\.\d+)?$/.test(text) && isExact(text) ? Number(text) : undefined),
    String,
    extra,
    possible,
  );
}

/** More digits than a number holds: AWS may tell apart what we cannot. */
const isExact = (text: string): boolean => text.replace(/\D/g, "").length <= 15;

/** `Date*`, in milliseconds. */
export function dateCells(tests: readonly ConditionTest[]): readonly ValueCell[] {
  const toText = (time: number): string => new Date(time).toISOString().replace(".000Z", "Z");
  const inRange = (time: number): boolean => Number.isInteger(time) && Math.abs(time) < 8.64e15;
  return orderedCells(tests, parseDate, toText, [], inRange);
}

/**
 * Below TLS 1.2 there are exactly 1.0 and 1.1; what comes above 1.3 stays open.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
const TLS_VERSIONS = [1, 1.1, 1.2, 1.3];
const isTlsVersion = (value: number): boolean => value >= 1.2 || value === 1 || value === 1.1;

function orderedCells(
  tests: readonly ConditionTest[],
  parse: (text: string) => number | undefined,
  toText: (value: number) => string,
  extra: readonly number[],
  possible: (value: number) => boolean,
): readonly ValueCell[] {
  const listed = tests.map(({ condition }) =>
    literalValues(condition).map((text) => (text === undefined ? undefined : parse(text))),
  );
  const points = [...new Set([...listed.flat().filter((value) => value !== undefined), ...extra])].sort(
    (a, b) => a - b,
  );
  return representatives(points)
    .filter(possible)
    .map((value) => ({
      value: toText(value),
      outcomes: tests.map((test, index) =>
        ofOperator(
          test,
          anyOf(
            (listed[index] ?? []).map((bound) => compare(test.condition.operator.comparison, value, bound)),
          ),
        ),
      ),
    }));
}

/** The points, a value between each two, and one beyond each end. */
function representatives(points: readonly number[]): readonly number[] {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [0];
  const between = points.slice(1).flatMap((high, index) => {
    const low = points[index] ?? high;
    const whole = Math.floor(low) + 1;
    const middle = whole < high ? whole : low + (high - low) / 2;
    return middle > low && middle < high ? [middle] : [];
  });
  // Whole steps first; half steps and far ends in case a whole step leaves what is possible or loses precision.
  return [...points, ...between, first - 1, last + 1, first * 2 - 1e6, last * 2 + 1e6];
}

function compare(comparison: Comparison, value: number, bound: number | undefined): Outcome {
  if (bound === undefined) return MAYBE;
  switch (comparison) {
    case "less":
      return value < bound ? YES : NO;
    case "less-or-equal":
      return value <= bound ? YES : NO;
    case "greater":
      return value > bound ? YES : NO;
    case "greater-or-equal":
      return value >= bound ? YES : NO;
    default:
      return value === bound ? YES : NO;
  }
}
