import type { OptOutValue } from "./document";
import { Level } from "./level";

/** An entity on the way from the root to an account, with its AI services opt-out policies. */
export interface OptOutEntity {
  /** For evidence: `r-abcd`, `ou-abcd-12345678`, `111122223333`. */
  readonly id: string;
  /** The parsed policy documents, the one attached first in front: where two of them conflict, it wins. */
  readonly policies: readonly unknown[];
}

export interface EffectiveValue {
  readonly value: OptOutValue;
  /** The entity whose policy set the value. */
  readonly entity: string;
}

export interface EffectiveOptOut {
  /** By service key, `default` among them. */
  readonly services: ReadonlyMap<string, EffectiveValue>;
  /** What was not followed: parts that are malformed, and settings that a lock above overrules. */
  readonly notes: readonly string[];
}

/**
 * The effective AI services opt-out policy of an account: the policies on the root, on each organizational unit on the way down, and on
 * the account. A lower entity may change what is above it unless an operator there forbids it, at one of three levels: under `services`
 * which services may be added, under a service whether it may be given a value, under `opt_out_policy` whether the value may change.
 *
 * @param path the entities from the root down to the account
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 */
export function resolveOptOut(path: readonly OptOutEntity[]): EffectiveOptOut {
  const level = new Level();
  const notes: string[] = [];
  for (const { id, policies } of path) {
    level.apply(id, policies, (note) => notes.push(`${id}: ${note}`));
  }
  return { services: level.values(), notes };
}

/** The effective value for a service: its own, else the default; undefined where nothing says (which is not opted out). */
export function effectiveValue({ services }: EffectiveOptOut, service: string): EffectiveValue | undefined {
  return services.get(service) ?? services.get("default");
}

/** Whether the account has opted out of the use of its content by this service. */
export const isOptedOut = (effective: EffectiveOptOut, service: string): boolean =>
  effectiveValue(effective, service)?.value === "optOut";
