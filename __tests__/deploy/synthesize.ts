import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isolatedEnvironment } from "./processes";

export const ROOT = join(__dirname, "../..");

const made: string[] = [];

/** A temporary folder with a space in its path, removed by `removeTemporaryFolders`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "guardrails synthesized "));
  made.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs the app as cdktf.json does, with these settings; gives the folder of its output. */
export function synthesizeApp(settings: object): string {
  const folder = temporaryFolder();
  execFileSync(process.execPath, ["scripts/app.mjs"], {
    cwd: ROOT,
    env: isolatedEnvironment({
      CDKTF_OUTDIR: folder,
      CDKTF_CONTEXT_JSON: JSON.stringify({ guardrails: settings }),
    }),
  });
  return folder;
}
