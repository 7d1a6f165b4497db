export { configured, provider, type Stack } from "../support/judges";

/** Resources of a stack, by type and name. */
export type Bodies = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
