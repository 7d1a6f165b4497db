import { toHaveEvery } from "./to-have-every";

export { resourcesOf, type SynthesizedResource } from "./synthesized-stack";

/** Matchers for jest: `expect.extend(guardrailsMatchers)`. */
export const guardrailsMatchers = { toHaveEvery };

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Every resource of the type, and at least one, holds these attributes. */
      toHaveEvery(type: string, expected: Readonly<Record<string, unknown>>): R;
    }
  }
}
