import type { Resource } from "../../configuration/resource";

/** The policy types that an organization enables. Terraform disables every type that is not listed. */
export interface EnabledTypes {
  readonly types: ReadonlySet<string>;
  /** Whether there may be more: part of the list, or all of it, is not known. */
  readonly open: boolean;
}

export function enabledTypes(organization: Resource): EnabledTypes {
  const list = organization.get("enabled_policy_types");
  if (list.state === "absent" || list.state === "computed") return { types: new Set(), open: false };
  const items = list.blocks;
  return {
    types: new Set(items?.flatMap(({ string }) => string ?? []) ?? []),
    open: items === undefined || items.some(({ string }) => string === undefined),
  };
}
