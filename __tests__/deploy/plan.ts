/** The parts of `terraform show -json PLAN` that the deploy tests read. */
export interface TerraformPlan {
  readonly format_version: string;
  readonly resource_changes?: readonly ResourceChange[];
  readonly configuration: { readonly root_module: { readonly resources?: readonly ConfiguredResource[] } };
}

/** One resource of a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown: unknown;
  };
}

interface ConfiguredResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly expressions?: Readonly<Record<string, unknown>>;
}

/** What a plan does to one resource. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
  /** For an update: the attributes that differ, for example `rule[0].bucket_key_enabled`. */
  readonly attributes: readonly string[];
}

/** Attributes that hold a policy document. */
const POLICIES: ReadonlySet<string> = new Set([
  "access_policy",
  "assume_role_policy",
  "content",
  "inline_policy",
  "policy",
  "policy_document",
  "resource_policy",
]);

/** Attributes that tie a companion to the thing it protects or that protects it. */
const LINKS: ReadonlySet<string> = new Set([
  "alarm_actions",
  "alias_name",
  "arn",
  "bucket",
  "collection_id",
  "destination",
  "function_name",
  "key_id",
  "kms_key_arn",
  "kms_key_id",
  "kms_master_key_id",
  "log_group",
  "log_group_name",
  "permissions_boundary",
  "policy_arn",
  "policy_id",
  "queue_url",
  "resource_arn",
  "role",
  "role_arn",
  "rule",
  "source_arn",
  "target_arn",
  "target_bucket",
  "target_id",
  "target_key_id",
  "topic_arn",
]);

/** Policies that the plan cannot show, as `aws_s3_bucket_policy.faces.policy`. */
export function unknownPolicies(plan: TerraformPlan): string[] {
  return unknownConfigured(plan, POLICIES);
}

/** Links between resources that the plan cannot show, as `aws_kms_alias.faces.target_key_id`. */
export function unknownLinks(plan: TerraformPlan): string[] {
  return unknownConfigured(plan, LINKS);
}

/** What the plan changes; nothing for data sources and for resources that stay as they are. */
export function changes(plan: TerraformPlan): PlannedChange[] {
  return (plan.resource_changes ?? [])
    .filter(({ mode, change }) => mode === "managed" && !change.actions.includes("no-op"))
    .map(({ address, change }) => ({
      address,
      actions: change.actions,
      attributes: change.actions.includes("update")
        ? [...differences(change.before, change.after, ""), ...unknownPaths(change.after_unknown, "")].sort()
        : [],
    }));
}

/**
 * Attributes of the given names that somebody configured and whose value the plan does not know. `after_unknown` is
 * also true for what AWS computes and nobody set: only the configuration tells them apart.
 */
function unknownConfigured(plan: TerraformPlan, names: ReadonlySet<string>): string[] {
  const configured = new Map(
    (plan.configuration.root_module.resources ?? []).map((resource) => [
      resource.address,
      resource.expressions,
    ]),
  );
  return (plan.resource_changes ?? [])
    .filter(({ mode, change }) => mode === "managed" && !change.actions.includes("delete"))
    .flatMap(({ address, module_address: module, type, name, change }) => {
      // A resource of a module is not looked up: everything unknown in it counts as configured.
      const expressions = module === undefined ? configured.get(`${type}.${name}`) : undefined;
      return unknownPaths(change.after_unknown, "")
        .filter((path) => path.split(".").some((part) => names.has(part.replace(/\[\d+\]$/, ""))))
        .filter((path) => expressions === undefined || isConfigured(expressions, path))
        .map((path) => `${address}.${path}`);
    })
    .sort();
}

/** Whether the configuration holds an expression at a path, or for a block that contains it. */
function isConfigured(expressions: unknown, path: string): boolean {
  let candidates: unknown[] = [expressions];
  for (const part of path.replaceAll(/\[\d+\]/g, "").split(".")) {
    candidates = candidates
      .flatMap((candidate) => (Array.isArray(candidate) ? candidate : [candidate]))
      .map((candidate) =>
        isRecord(candidate) ? (isExpression(candidate) ? candidate : candidate[part]) : undefined,
      )
      .filter((candidate) => candidate !== undefined);
  }
  return candidates.length > 0;
}

/** A leaf of `configuration.expressions`, as against a nested block; `{}` is a function of constants. */
function isExpression(value: Readonly<Record<string, unknown>>): boolean {
  return "references" in value || "constant_value" in value || Object.keys(value).length === 0;
}

/** Paths at which `after_unknown` says true. */
function unknownPaths(unknown: unknown, path: string): string[] {
  if (unknown === true) return [path];
  if (Array.isArray(unknown))
    return unknown.flatMap((item, index) => unknownPaths(item, `${path}[${index}]`));
  if (!isRecord(unknown)) return [];
  return Object.entries(unknown).flatMap(([name, value]) =>
    unknownPaths(value, path === "" ? name : `${path}.${name}`),
  );
}

/** Paths at which two values differ; a list that grew or shrank differs as a whole. */
function differences(before: unknown, after: unknown, path: string): string[] {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => differences(item, after[index], `${path}[${index}]`));
  }
  if (isRecord(before) && isRecord(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      differences(before[name], after[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return [path];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
