import { keyNamed } from "../catalogue/catalogue";
import type { Condition } from "../grammar/policy";
import type { Request } from "../questions/request";
import type { Text } from "../symbols/text";
import { compareValues } from "./compare";
import { every, invert, some, type Tri } from "./tri";

/** Whether a condition holds for a request. */
export function conditionHolds(
  condition: Condition,
  request: Request,
  textOf: (text: Text) => string | undefined,
): Tri {
  const { operator, key, values } = condition;
  if (operator.family === "unknown") return undefined;
  const given = Object.entries(request.context).find(([name]) => name.toLowerCase() === key)?.[1];
  if (operator.family === "null") {
    return some(values, (value) => {
      const wanted = textOf(value)?.toLowerCase();
      return wanted === undefined ? undefined : (wanted === "true") === (given === undefined);
    });
  }
  if (given === undefined) {
    if (operator.ifExists) return true;
    if (operator.quantifier !== undefined) return operator.quantifier === "all";
    return operator.negated;
  }
  if (isBooleanText(condition) && operator.family !== "bool" && operator.family !== "string")
    return undefined;
  const holdsFor = (value: string): Tri => {
    const matched = some(values, (wanted) => {
      const text = textOf(wanted);
      return text === undefined ? undefined : compareValues(operator, text, value);
    });
    return operator.negated ? invert(matched) : matched;
  };
  if (typeof given === "string") return holdsFor(given);
  if (operator.quantifier === "any") return some(given, holdsFor);
  if (operator.quantifier === "all") return every(given, holdsFor);
  return undefined;
}

const isBooleanText = ({ key }: Condition): boolean => keyNamed(key)?.type === "Bool";
