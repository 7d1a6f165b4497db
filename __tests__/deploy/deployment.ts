import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type LocalTarget, pinnedProvider, prepareStack } from "./adapt-stack";
import { type LocalAws, startLocalAws } from "./local-aws";
import { findTerraform, Terraform, type TerraformInstallation } from "./terraform";

/** A local AWS, a Terraform and a temporary folder for the stacks of one test file. */
export class Deployment {
  private failure: string | undefined;

  private constructor(
    readonly folder: string,
    readonly aws: LocalAws,
    private readonly installation: TerraformInstallation,
    private readonly rekognitionEndpoint: string | undefined,
  ) {}

  /** Starts the local AWS and finds the provider that `stackFolder`, or an older one, can run on. */
  static async start(
    stackFolder: string,
    options: { readonly rekognitionEndpoint?: string } = {},
  ): Promise<Deployment> {
    const folder = mkdtempSync(join(tmpdir(), "guardrails deploy "));
    mkdirSync(join(folder, "states"));
    const aws = await startLocalAws(folder);
    try {
      const installation = await findTerraform(pinnedProvider(stackFolder), folder, aws.endpoint);
      return new Deployment(folder, aws, installation, options.rekognitionEndpoint);
    } catch (error) {
      await aws.stop();
      throw error;
    }
  }

  /** The AWS provider that runs, for example `5.100.0`. */
  get providerVersion(): string {
    return this.installation.provider.version;
  }

  /** For a program that runs Terraform itself, as the cdktf CLI does. */
  get environment(): NodeJS.ProcessEnv {
    const { environment, provider } = this.installation;
    return provider.folder === undefined
      ? environment
      : { ...environment, TF_CLI_ARGS_init: `'-plugin-dir=${provider.folder}'` };
  }

  /** Copies and adapts a synthesized stack; see `adapt-stack.ts` for what changes and why. */
  stack(stackFolder: string, name = basename(stackFolder)): { terraform: Terraform; adaptations: string[] } {
    const target: LocalTarget = {
      endpoint: this.aws.endpoint,
      rekognitionEndpoint: this.rekognitionEndpoint,
      providerVersion: this.providerVersion,
      stateFolder: join(this.folder, "states"),
    };
    const workFolder = join(this.folder, "stacks", name);
    const adaptations = prepareStack(stackFolder, workFolder, target);
    return { terraform: new Terraform(this.installation, workFolder), adaptations };
  }

  /**
   * One step of the deployment, as a test. The steps build on each other: after one that failed, the others fail at
   * once instead of waiting for what is not there.
   */
  static step(name: string, deployment: () => Deployment, work: () => Promise<void> | void): void {
    it(name, async () => {
      const { failure } = deployment();
      if (failure !== undefined) throw new Error(`Not tried: the step "${failure}" failed.`);
      try {
        await work();
      } catch (error) {
        deployment().failure = name;
        throw error;
      }
    });
  }

  /** Stops the local AWS. Removes the folder, or names it when a step failed. */
  async stop(): Promise<void> {
    await this.aws.stop();
    if (this.failure === undefined) rmSync(this.folder, { recursive: true, force: true });
    else process.stderr.write(`The deployment's stacks, states and logs are kept in ${this.folder}\n`);
  }
}
