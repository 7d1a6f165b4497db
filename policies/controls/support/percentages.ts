import type { Attribute } from "../../configuration/resource";
import { fail, type Judgement, pass, unknown } from "../judgement";

/**
 * Demands a percentage from `lowest` to 100 of a setting that is there. A fraction is told apart: 0.99 is 0.99 %, which anybody reaches.
 *
 * @param what what it is, to begin a sentence: `The similarity threshold`
 */
export function judgePercentage(setting: Attribute, lowest: number, what: string): Judgement {
  if (setting.state === "configured" && setting.string === undefined)
    return unknown(
      `${what} is known only after apply, or decided elsewhere: give it as a value, or review the plan or the account.`,
      setting,
    );
  const { number } = setting;
  const got = setting.sensitive ? "" : `, not ${JSON.stringify(setting.string ?? setting.json)}`;
  if (number === undefined) return fail(`${what} must be a percentage from ${lowest} to 100${got}.`, setting);
  if (number >= lowest && number <= 100) {
    return pass(`${what} is ${setting.sensitive ? "high enough" : `${number} %`}.`, setting);
  }
  if (number > 0 && number <= 1)
    return fail(
      `${what} is a percentage, so a fraction is a mistake in the unit: write ${lowest}, not 0.${lowest}.`,
      setting,
    );
  return number > 100
    ? fail(`${what} is above 100 %, which nobody reaches${got}.`, setting)
    : fail(`${what} must be at least ${lowest} %${got}.`, setting);
}
