import { guardrailsMatchers as policyMatchers } from "./policy-matchers";
import { toHaveEvery } from "./to-have-every";

export type { DocumentOptions, GuardrailsMatchers } from "./policy-matchers";
export { resourcesOf, type SynthesizedResource } from "./synthesized-stack";

/** Matchers for jest: `expect.extend(guardrailsMatchers)`. */
export const guardrailsMatchers = { ...policyMatchers, toHaveEvery };
