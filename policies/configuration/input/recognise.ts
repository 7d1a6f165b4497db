import { asString, isObject, memberOf } from "../scalars";
import { TO_DO } from "./decode-text";
import { InputError } from "./input-error";

export type DocumentKind = "plan" | "synth-stack" | "synth-manifest";

type Document = Readonly<Record<string, unknown>>;

const PLAN_PARTS = [
  "resource_changes",
  "planned_values",
  "configuration",
  "output_changes",
  "resource_drift",
];
const CONFIGURATION_PARTS = [
  "terraform",
  "provider",
  "resource",
  "data",
  "module",
  "output",
  "variable",
  "locals",
];

/**
 * What a JSON document is, by what it holds.
 *
 * @throws InputError for what cannot be judged
 */
export function recognise(path: string, document: Document): DocumentKind {
  const has = (name: string): boolean => Object.hasOwn(document, name);
  const version = document.format_version;
  if (version !== undefined && PLAN_PARTS.some(has)) {
    requireVersion(path, version);
    requireChanges(path, document.resource_changes);
    return "plan";
  }
  if (has("lineage") || (has("serial") && has("version"))) {
    throw new InputError(path, `is a Terraform state, which tells what is, not what will be; ${TO_DO}`);
  }
  if (has("provider_schemas"))
    throw new InputError(path, `describes providers (terraform providers schema); ${TO_DO}`);
  if (version !== undefined && Object.keys(document).every((name) => STATE_PARTS.has(name))) {
    throw new InputError(
      path,
      "is what `terraform show -json` prints of a state; give it the saved plan: terraform show -json tfplan",
    );
  }
  if (version === undefined && PLAN_PARTS.some((name) => name !== "configuration" && has(name))) {
    throw new InputError(
      path,
      "looks like a plan, but has no `format_version`; give what `terraform show -json tfplan` prints",
    );
  }
  if (isManifest(document)) return "synth-manifest";
  if (CONFIGURATION_PARTS.some((name) => isObject(document[name]) || Array.isArray(document[name])))
    return "synth-stack";
  throw new InputError(path, `is JSON, but neither a plan nor synthesized configuration; ${TO_DO}`);
}

const STATE_PARTS: ReadonlySet<string> = new Set(["format_version", "terraform_version", "values", "checks"]);

function requireVersion(path: string, version: unknown): void {
  const [, major, minor] = /^(\d{1,9})\.(\d{1,9})(?:\.|$)/.exec(asString(version) ?? "") ?? [];
  const accepted = (major === "0" && Number(minor) >= 1) || major === "1";
  if (accepted) return;
  const got = major === undefined ? "something else" : `${major}.${minor}`;
  throw new InputError(
    path,
    `is a plan in a format that is not known here: \`format_version\` must be at least 0.1 and below 2.0, got ${got}; use a Terraform whose plans are in that range`,
  );
}

/** A plan without changes leaves them out. What is there must be a list of changes: else all that is in it would go unjudged. */
function requireChanges(path: string, changes: unknown): void {
  if (changes === undefined || changes === null) return;
  const whole =
    Array.isArray(changes) && changes.every((each) => typeof memberOf(each, "address") === "string");
  if (whole) return;
  throw new InputError(
    path,
    "is a plan whose `resource_changes` is no list of changes with addresses; give what `terraform show -json tfplan` prints",
  );
}

function isManifest(document: Document): boolean {
  const stacks = document.stacks;
  return (
    isObject(stacks) &&
    Object.values(stacks).some((stack) => memberOf(stack, "synthesizedStackPath") !== undefined)
  );
}
