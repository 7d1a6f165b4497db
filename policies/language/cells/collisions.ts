import type { Encoding } from "../symbols/encoding";
import type { Budget } from "./budget";
import { admits, type Pattern, type PatternElement } from "./pattern";
import { couldMeet, referenceAt } from "./symbol-patterns";

/**
 * The patterns whose relation to another pattern depends on the value of a reference: `${aws_s3_bucket.faces.arn}` may or may not be
 * the literal `arn:aws:s3:::faces`. For all other patterns the generic reading of encoding.ts holds under every value.
 */
export function unsettledPatterns(
  patterns: readonly Pattern[],
  asked: ReadonlySet<number>,
  shapes: ReadonlySet<number>,
  encoding: Encoding,
  budget: Budget,
): ReadonlySet<number> {
  const unsettled = new Set<number>();
  const symbolic = patterns.map((pattern) =>
    pattern.some((element) => referenceAt(element, encoding) !== undefined),
  );
  if (!symbolic.includes(true)) return unsettled;
  patterns.forEach((one, oneNumber) => {
    patterns.slice(oneNumber + 1).forEach((other, index) => {
      const otherNumber = oneNumber + 1 + index;
      if (!(symbolic[oneNumber] || symbolic[otherNumber])) return;
      if (shapes.has(oneNumber) || shapes.has(otherNumber)) return;
      if (isSettled(one, other, encoding, budget)) return;
      if (!asked.has(oneNumber) || asked.has(otherNumber)) unsettled.add(oneNumber);
      if (!asked.has(otherNumber) || asked.has(oneNumber)) unsettled.add(otherNumber);
    });
  });
  return unsettled;
}

/** Whether the two patterns relate in the same way under all values of their references. */
function isSettled(one: Pattern, other: Pattern, encoding: Encoding, budget: Budget): boolean {
  return (
    covers(one, other, encoding) ||
    covers(other, one, encoding) ||
    differAfterCommonStart(one, other, encoding) ||
    !couldMeet(one, other, encoding, budget)
  );
}

/**
 * Same text up to a point, with no wildcard but those that end at a fixed character (a part of an ARN). Behind it either no reference is left, so that values make no difference; or two
 * names of two different things follow, so that no text matches both.
 */
function differAfterCommonStart(one: Pattern, other: Pattern, encoding: Encoding): boolean {
  let at = 0;
  while (at < one.length && at < other.length && isSameStep(one, other, at)) at += 1;
  const rests = [one.slice(at), other.slice(at)];
  if (rests.every((rest) => rest.every((element) => referenceAt(element, encoding) === undefined)))
    return true;
  const references = rests.map((rest) => referenceAt(rest[0], encoding));
  const [first, second] = references;
  if (first === undefined || second === undefined || !first.unique || !second.unique) return false;
  const sameType = first.id.split(".")[0] === second.id.split(".")[0];
  const bothEnd = rests.every(
    (rest) => rest[1] === undefined || rest[1].only === "/" || rest[1].only === ":",
  );
  return sameType && bothEnd && first.alphabet === "name" && second.alphabet === "name";
}

function isSameStep(one: Pattern, other: Pattern, at: number): boolean {
  const [first, second] = [one[at], other[at]];
  if (first === undefined || second === undefined) return false;
  if (first.repeat !== second.repeat || first.only !== second.only || first.except !== second.except)
    return false;
  if (!first.repeat) return first.only !== undefined;
  const [end, otherEnd] = [one[at + 1], other[at + 1]];
  const fixed =
    end?.repeat === false &&
    end.only !== undefined &&
    end.only === otherEnd?.only &&
    otherEnd.repeat === false;
  return fixed && [...(end.only ?? "")].every((each) => first.except?.includes(each) ?? false);
}

/** Whether `wide` matches everything that `narrow` matches, whatever the references' values are. */
function covers(wide: Pattern, narrow: Pattern, encoding: Encoding): boolean {
  // reachable[j]: the first i elements of `narrow` can be absorbed by the first j of `wide`.
  let reachable = skip(new Set([0]), wide);
  for (const element of narrow) {
    const next = new Set<number>();
    for (const at of reachable) {
      const target = wide[at];
      if (target === undefined) continue;
      if (target.repeat ? isWithin(element, target, encoding) : isSameOrSingle(element, target, encoding)) {
        next.add(target.repeat ? at : at + 1);
      }
    }
    reachable = skip(next, wide);
    if (reachable.size === 0) return false;
  }
  return reachable.has(wide.length);
}

function skip(positions: Set<number>, wide: Pattern): Set<number> {
  for (const at of positions) if (wide[at]?.repeat) positions.add(at + 1);
  return positions;
}

function isSameOrSingle(element: PatternElement, target: PatternElement, encoding: Encoding): boolean {
  if (element.repeat) return false;
  if (referenceAt(element, encoding) !== undefined) return element.only === target.only;
  return isSubset(element, target);
}

function isWithin(element: PatternElement, target: PatternElement, encoding: Encoding): boolean {
  const reference = referenceAt(element, encoding);
  if (reference === undefined) return isSubset(element, target);
  if (target.only !== undefined) return false;
  if (target.except === undefined) return true;
  return (
    reference.alphabet === "digits" ||
    (reference.alphabet === "name" && [...target.except].every((each) => ":/".includes(each)))
  );
}

function isSubset(element: PatternElement, target: PatternElement): boolean {
  if (element.only !== undefined) return [...element.only].every((each) => admits(target, each));
  if (target.only !== undefined) return false;
  return [...(target.except ?? "")].every((each) => element.except?.includes(each) ?? false);
}
