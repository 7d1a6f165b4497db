import { isAbsolute, join, relative, sep } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, S3Backend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { defined } from "../defined";
import type { Settings } from "../settings/settings";

/** What the three stacks have in common: a provider that refuses any other account, and the state's place. */
export abstract class GuardrailsStack extends TerraformStack {
  readonly provider: AwsProvider;

  protected constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    account: "management" | "workload",
  ) {
    super(scope, id);
    this.provider = new AwsProvider(
      this,
      "aws",
      defined({
        region: settings.region,
        allowedAccountIds: [settings.accounts[account]],
        profile: settings.profiles[account],
        defaultTags: [{ tags: { ...settings.tags, "guardrails:system": settings.prefix } }],
      }),
    );
    this.keepState(id, settings.state);
  }

  private keepState(id: string, state: Settings["state"]): void {
    if (state.kind === "local") {
      new LocalBackend(this, { path: localStatePath(App.of(this).outdir, id) });
      return;
    }
    const backend = new S3Backend(
      this,
      defined({
        bucket: state.bucket,
        region: state.region,
        key: `${state.prefix}/${id}.tfstate`,
        encrypt: true,
        kmsKeyId: state.kmsKeyArn,
        profile: state.profile,
      }),
    );
    // Terraform's own lock in S3 (1.11 and later); cdktf's bindings are older than it.
    backend.addOverride("use_lockfile", true);
  }
}

/**
 * Where cdktf keeps a local state: beside `cdktf.json`. Relative to the folder that Terraform runs in, so that the synthesized
 * configuration is the same on every machine.
 */
function localStatePath(outdir: string, stackName: string): string {
  const stackFolder = isAbsolute(outdir)
    ? join(outdir, "stacks", stackName)
    : join(process.cwd(), outdir, "stacks", stackName);
  return join(relative(stackFolder, process.cwd()), `terraform.${stackName}.tfstate`).split(sep).join("/");
}
