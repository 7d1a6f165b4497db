import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { TerraformPlan } from "./plan";
import { type CommandResult, isolatedEnvironment, runCommand } from "./processes";
import { findProviderPlugin, type ProviderPlugin } from "./provider-plugin";

const INIT_SECONDS = 300;
const PLAN_SECONDS = 180;
const APPLY_SECONDS = 600;
const DIFFERENCES = 2; // exit code of `plan -detailed-exitcode`
const CLI_CONFIGURATION = "disable_checkpoint = true\n";

/** Terraform as found on this machine, with the AWS provider it will run. */
export interface TerraformInstallation {
  readonly version: string;
  readonly provider: ProviderPlugin;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/**
 * Finds Terraform and its AWS provider.
 *
 * @param pinned the provider version that the synthesized stacks ask for
 * @param folder takes the CLI configuration and the log
 * @param endpoint where every AWS call goes that a provider block does not name: nothing reaches a real account
 */
export async function findTerraform(
  pinned: string,
  folder: string,
  endpoint: string,
): Promise<TerraformInstallation> {
  const logFile = join(folder, "terraform.log");
  const configuration = join(folder, "terraform.tfrc");
  writeFileSync(configuration, CLI_CONFIGURATION);
  const environment = isolatedEnvironment({
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: "true",
  });
  const { stdout } = await runCommand("terraform", ["version", "-json"], {
    env: environment,
    logFile,
    timeoutSeconds: 60,
  }).catch((cause: unknown) => {
    throw new Error("The deploy test needs terraform >= 1.11 on the PATH.", { cause });
  });
  const provider = await findProviderPlugin(pinned, logFile);
  if (provider.folder === undefined) {
    const cache = resolve(__dirname, "../../.cache/terraform-plugins");
    mkdirSync(cache, { recursive: true });
    environment.TF_PLUGIN_CACHE_DIR = cache;
  }
  const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string };
  return { version, provider, environment, logFile };
}

/** Keeps the first plan of each stack in the folder KEEP_PLANS, to make fixtures of. */
function keepPlan(name: string, json: string): void {
  const { KEEP_PLANS: folder } = process.env;
  if (folder === undefined || existsSync(join(folder, `${name}.json`))) return;
  writeFileSync(join(folder, `${name}.json`), json);
}

/** Runs Terraform in one stack's folder. */
export class Terraform {
  /** Wall-clock seconds of each command, in order. */
  readonly timings: { command: string; seconds: number }[] = [];

  constructor(
    private readonly installation: TerraformInstallation,
    readonly folder: string,
  ) {}

  async init(): Promise<void> {
    const { provider } = this.installation;
    const from = provider.folder === undefined ? [] : [`-plugin-dir=${provider.folder}`];
    await this.run(["init", "-input=false", "-no-color", ...from], INIT_SECONDS).catch((cause: unknown) => {
      if (provider.folder !== undefined) throw cause;
      throw new Error(
        `No AWS provider was found on this machine and the registry did not serve ${provider.version}. Put the provider in a mirror and name its folder in TF_PLUGIN_DIR.`,
        { cause },
      );
    });
  }

  /** Plans and reads the plan back as JSON; `apply()` then applies exactly this plan. */
  async plan(...options: readonly string[]): Promise<TerraformPlan> {
    const plan = ["plan", "-input=false", "-no-color", "-detailed-exitcode", "-out=plan.bin", ...options];
    await this.run(plan, PLAN_SECONDS, [0, DIFFERENCES]);
    const { stdout } = await this.run(["show", "-json", "-no-color", "plan.bin"], PLAN_SECONDS);
    keepPlan(basename(this.folder), stdout);
    return JSON.parse(stdout) as TerraformPlan;
  }

  /** Applies the last plan. */
  async apply(): Promise<void> {
    await this.run(["apply", "-input=false", "-no-color", "plan.bin"], APPLY_SECONDS);
  }

  async destroy(): Promise<void> {
    await this.run(["destroy", "-input=false", "-no-color", "-auto-approve"], APPLY_SECONDS);
  }

  /** Addresses in the state: empty after a destroy. */
  async stateAddresses(): Promise<string[]> {
    const { stdout } = await this.run(["state", "list"], PLAN_SECONDS);
    return stdout.split("\n").filter((line) => line !== "" && !line.startsWith("data."));
  }

  /** The stack as Terraform sees it, after adaptation. */
  configuration(): string {
    return readFileSync(join(this.folder, "cdk.tf.json"), "utf8");
  }

  private async run(
    terraformArguments: readonly string[],
    timeoutSeconds: number,
    accept: readonly number[] = [0],
  ): Promise<CommandResult> {
    const { environment, logFile } = this.installation;
    const result = await runCommand("terraform", terraformArguments, {
      cwd: this.folder,
      env: environment,
      logFile,
      timeoutSeconds,
      accept,
    });
    this.timings.push({ command: terraformArguments[0] ?? "", seconds: result.seconds });
    return result;
  }
}
