import type { MatcherContext, MatcherResult } from "./matcher";
import { resourcesOf } from "./synthesized-stack";

/**
 * Passes where the stack has resources of the type and *every* one holds the expected attributes. cdktf's own
 * `toHaveResourceWithProperties` passes where *any* does: one good bucket hides a bad one.
 */
export function toHaveEvery(
  this: MatcherContext,
  stack: string | object,
  type: string,
  expected: Readonly<Record<string, unknown>>,
): MatcherResult {
  const resources = resourcesOf(stack, type);
  const wrong = resources.filter(
    ({ values }) => !this.equals(values, expected, [this.utils.iterableEquality, this.utils.subsetEquality]),
  );
  const pass = resources.length > 0 && wrong.length === 0;
  return {
    pass,
    message: () => {
      if (pass) return `every ${type} has ${this.utils.printExpected(expected)}`;
      if (resources.length === 0) return `the stack has no ${type}`;
      return wrong
        .map(
          ({ address, path, values }) =>
            `${address} (${path}) should have ${this.utils.printExpected(expected)}, got: ${this.utils.printReceived(values)}`,
        )
        .join("\n");
    },
  };
}
