import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Deployment } from "./deployment";
import { LOCAL_ACCOUNT } from "./local-aws";
import { isolatedEnvironment, runCommand } from "./processes";
import { connect, createOrganization, leftovers } from "./readback";
import { ROOT, removeTemporaryFolders, synthesizeApp, temporaryFolder } from "./synthesize";

afterAll(removeTemporaryFolders);

const SECONDS = 120;

/** Runs the cdktf CLI as `npm run synth`, `diff` and `deploy` do. */
const cdktf = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runCommand(process.execPath, ["scripts/cdktf.mjs", ...args], {
    cwd: ROOT,
    env: isolatedEnvironment(env),
    logFile: join(temporaryFolder(), "cdktf.log"),
    timeoutSeconds: SECONDS,
  });

describe("The cdktf CLI", () => {
  it("writes what the app alone writes; both remove the stacks of before", async () => {
    const outdirs = { app: join(".cache", "synth-by-app"), cli: join(".cache", "synth-by-cli") };
    for (const outdir of Object.values(outdirs)) {
      rmSync(join(ROOT, outdir), { recursive: true, force: true });
      mkdirSync(join(ROOT, outdir, "stacks/gone"), { recursive: true });
    }

    await runCommand(process.execPath, ["scripts/app.mjs"], {
      cwd: ROOT,
      env: isolatedEnvironment({ CDKTF_OUTDIR: outdirs.app }),
      logFile: join(temporaryFolder(), "app.log"),
      timeoutSeconds: SECONDS,
    });
    await cdktf(["synth", "--output", outdirs.cli]);

    const read = (outdir: string, file: string) => readFileSync(join(ROOT, outdir, file), "utf8");
    const manifest: { stacks: Record<string, { synthesizedStackPath: string }> } = JSON.parse(
      read(outdirs.app, "manifest.json"),
    );
    expect(Object.keys(manifest.stacks)).toEqual(["keys", "organization", "workload"]);
    expect(read(outdirs.cli, "manifest.json")).toBe(read(outdirs.app, "manifest.json"));
    for (const { synthesizedStackPath } of Object.values(manifest.stacks)) {
      expect(read(outdirs.cli, synthesizedStackPath)).toBe(read(outdirs.app, synthesizedStackPath));
    }
    for (const outdir of Object.values(outdirs))
      expect(existsSync(join(ROOT, outdir, "stacks/gone"))).toBe(false);
  });

  it("shows, deploys and destroys a stack", async () => {
    const settings = (target: string) => ({
      prefix: "cli-test",
      region: "eu-west-1",
      accounts: { management: LOCAL_ACCOUNT, workload: LOCAL_ACCOUNT },
      optOut: { targets: [target] },
    });
    const deployment = await Deployment.start(join(synthesizeApp(settings("r-0000")), "stacks/organization"));
    const aws = connect(deployment.aws.endpoint, "eu-west-1");
    try {
      const { rootId } = await createOrganization(aws, [
        "AISERVICES_OPT_OUT_POLICY",
        "SERVICE_CONTROL_POLICY",
      ]);
      const folder = synthesizeApp(settings(rootId));
      for (const name of ["organization", "keys", "workload"]) deployment.stack(join(folder, "stacks", name));
      copyFileSync(join(folder, "manifest.json"), join(deployment.folder, "manifest.json"));
      // The lock of providers would be asked for at the registry, also where the provider comes from this machine.
      const run = (command: string, ...options: string[]) =>
        cdktf(
          [
            command,
            "organization",
            "--skip-synth",
            "--skip-provider-lock",
            "--output",
            deployment.folder,
            ...options,
          ],
          deployment.environment,
        );

      expect(stripVTControlCharacters((await run("diff")).stdout)).toMatch(
        /Plan: 4 to add, 0 to change, 0 to destroy/,
      );
      await run("deploy", "--auto-approve");
      expect(await leftovers(aws)).toEqual([
        "organization policy cli-test-ai-services-opt-out (AISERVICES_OPT_OUT_POLICY)",
        "organization policy cli-test-ai-services-opt-out-guard (SERVICE_CONTROL_POLICY)",
      ]);
      await run("destroy", "--auto-approve");
      // Alone, though `workload` depends on it and is not named: there is nothing to destroy.
      await cdktf(
        [
          "destroy",
          "keys",
          "--auto-approve",
          "--skip-synth",
          "--skip-provider-lock",
          "--output",
          deployment.folder,
        ],
        deployment.environment,
      );
      expect(await leftovers(aws)).toEqual([]);
    } finally {
      aws.destroy();
      await deployment.stop();
    }
  });
});
