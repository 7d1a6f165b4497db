import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { App, Manifest } from "cdktf";
import { applyGuardrails, type GuardrailsOptions } from "./constructs/apply-guardrails";
import { readSettings, type Settings, SettingsError } from "./constructs/settings/settings";
import { KeysStack } from "./constructs/stacks/keys-stack";
import { OrganizationStack } from "./constructs/stacks/organization-stack";
import { WorkloadStack } from "./constructs/stacks/workload-stack";
import type { Review } from "./policies/review/result";

export { renderReport } from "./policies/reports";

/** The stacks, in the order in which they are deployed. */
export interface GuardrailsApp {
  readonly app: App;
  /** Undefined where somebody else deploys the opt-out. */
  readonly organization: OrganizationStack | undefined;
  readonly keys: KeysStack;
  readonly workload: WorkloadStack;
}

/**
 * Builds the app: the opt-out in the management account, the key and the workload in the member account.
 *
 * @throws ValidationError naming every wrong setting that only a construct can judge
 */
export function buildApp(
  settings: Settings,
  app: App,
  judged: Pick<GuardrailsOptions, "onReview"> = {},
): GuardrailsApp {
  const { optOut, retention } = settings;
  const organization =
    "external" in optOut ? undefined : new OrganizationStack(app, "organization", settings, optOut);
  const keys = new KeysStack(app, "keys", settings);
  const workload = new WorkloadStack(app, "workload", settings, keys);
  applyGuardrails(app, {
    ...judged,
    externalOptOut: "external" in optOut ? optOut.external : undefined,
    maximumRetentionDays: retention.faceImageDays,
  });
  return { app, organization, keys, workload };
}

/** A stack that was written, and how to say so. */
export interface SynthesizedStack {
  readonly name: string;
  readonly line: string;
}

/** What was synthesized, and what the controls say of it. */
export interface Synthesis {
  readonly stacks: readonly SynthesizedStack[];
  readonly outdir: string;
}

/**
 * Synthesizes the app as cdktf.json says, into `CDKTF_OUTDIR` or `cdktf.out`.
 *
 * @param onReview is given what the controls say, also where that ends the synthesis
 */
export function synthesize(onReview?: (review: Review, outdir: string) => void): Synthesis {
  // The CLI hands the context over in the environment; without it, the app reads it itself.
  const app = new App({ context: contextOfCdktfJson(), stackTraces: false });
  const { organization, keys, workload } = buildApp(readSettings(app.node.tryGetContext("guardrails")), app, {
    onReview: (reviewed) => onReview?.(reviewed, app.outdir),
  });
  app.synth();
  if (!runByTheCli()) removeStaleStacks(app);
  const stacks = [organization, keys, workload].filter((stack) => stack !== undefined);
  const lines = stacks.map(({ node: { id } }) => {
    const file = join(app.outdir, Manifest.stacksFolder, id, "cdk.tf.json");
    const count = String(countResources(file)).padStart(3);
    return { name: id, line: `${id.padEnd(14)}${count} resources  ${file}` };
  });
  return { stacks: lines, outdir: app.outdir };
}

function contextOfCdktfJson(): Record<string, unknown> {
  const path = join(process.cwd(), "cdktf.json");
  if (!existsSync(path)) {
    if (process.env.CDKTF_CONTEXT_JSON !== undefined) return {};
    throw new SettingsError([`${path} must be there, got no file. Run the app where cdktf.json is.`]);
  }
  try {
    const { context }: { context?: Record<string, unknown> } = JSON.parse(readFileSync(path, "utf8"));
    return context ?? {};
  } catch (error) {
    throw new SettingsError([
      `${path} must be JSON: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

/** The CLI removes stale stacks itself, and fails where they are gone already. Only it sets this variable. */
const runByTheCli = (): boolean => process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined;

/** As the CLI does, so that the app alone leaves the same folder. */
function removeStaleStacks(app: App): void {
  const folder = join(app.outdir, Manifest.stacksFolder);
  const { stacks } = app.manifest.buildManifest();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !Object.hasOwn(stacks, entry.name))
      rmSync(join(folder, entry.name), { recursive: true });
  }
}

function countResources(file: string): number {
  const { resource = {} }: { resource?: Record<string, object> } = JSON.parse(readFileSync(file, "utf8"));
  return Object.values(resource).reduce((count, named) => count + Object.keys(named).length, 0);
}
