export { type GuardrailsMatchers, guardrailsMatchers } from "./policy-matchers";
