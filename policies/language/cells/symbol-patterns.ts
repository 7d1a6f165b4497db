import type { Encoding } from "../symbols/encoding";
import type { Reference } from "../symbols/reference";
import type { Budget } from "./budget";
import { accountDigits, anyCharacter, anything, type Pattern, type PatternElement } from "./pattern";
import { patternCells } from "./pattern-cells";

const NAME: PatternElement = { except: ":/", repeat: true };
/** Every text that a reference may turn out to be. A name is not empty. */
const VALUES: Readonly<Record<Reference["alphabet"], Pattern>> = {
  name: [{ except: ":/", repeat: false }, NAME],
  digits: accountDigits,
  any: [anyCharacter, anything],
};

/** The reference that an element stands for, if it is one. */
export function referenceAt(element: PatternElement | undefined, encoding: Encoding): Reference | undefined {
  if (element?.only === undefined || element.only.length !== 1) return undefined;
  return encoding.referenceOf(element.only);
}

/** The pattern of all texts that the pattern can match under any values of its references. */
export function widened(pattern: Pattern, encoding: Encoding): Pattern {
  return pattern.flatMap((element) => {
    const reference = referenceAt(element, encoding);
    return reference === undefined ? [element] : VALUES[reference.alphabet];
  });
}

/** Whether two patterns can match one text under some values of their references. */
export function couldMeet(one: Pattern, other: Pattern, encoding: Encoding, budget: Budget): boolean {
  return meet([widened(one, encoding), widened(other, encoding)], budget);
}

/** Whether some text matches all of the patterns. */
export const meet = (patterns: readonly Pattern[], budget: Budget): boolean =>
  patternCells(patterns, { required: patterns.map((_, number) => [number]), budget }).length > 0;
