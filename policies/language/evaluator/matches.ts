import type { PatternElement, RequestMatcher } from "../grammar/policy";
import type { Request } from "../questions/request";
import type { Text } from "../symbols/text";
import { conditionHolds } from "./match-condition";
import { type Purpose, principalMatches } from "./match-principal";
import { every, invert, some, type Tri } from "./tri";
import { resourceMatch, wildcardMatch } from "./wildcard";

/** Whether a statement (or scope) matches a request. */
export function matches(
  matcher: RequestMatcher,
  request: Request,
  textOf: (text: Text) => string | undefined,
  purpose: Purpose,
): Tri {
  const { principals, actions, resources, conditions } = matcher;
  const lower = (text: Text): string | undefined => textOf(text)?.toLowerCase();
  return every(
    [
      () =>
        actions === undefined
          ? true
          : listMatches(actions, request.action.toLowerCase(), lower, wildcardMatch),
      () =>
        resources === undefined
          ? true
          : listMatches(resources, request.resource ?? "*", textOf, resourceMatch),
      () => (principals === undefined ? true : principalMatches(principals, request, textOf, purpose)),
      ...conditions.map((condition) => () => conditionHolds(condition, request, textOf)),
    ],
    (test) => test(),
  );
}

function listMatches(
  { negated, patterns }: PatternElement,
  value: string,
  textOf: (text: Text) => string | undefined,
  match: (pattern: string, value: string) => Tri,
): Tri {
  const listed = some(patterns, (pattern) => {
    const text = textOf(pattern);
    return text === undefined ? undefined : match(text, value);
  });
  return negated ? invert(listed) : listed;
}
