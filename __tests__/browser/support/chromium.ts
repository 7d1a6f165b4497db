import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The browser on this machine: CHROMIUM_PATH, or the first on the PATH.
 *
 * @throws Error if there is none: tests that nobody can run must not look as if they had passed
 */
export function chromiumPath(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const { CHROMIUM_PATH, PATH = "" } = environment;
  const candidates =
    CHROMIUM_PATH === undefined
      ? PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
      : [CHROMIUM_PATH];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    CHROMIUM_PATH === undefined
      ? `test:browser needs Chromium, and none of ${NAMES.join(", ")} is on the PATH. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.`
      : `test:browser needs Chromium, and CHROMIUM_PATH is no program: ${JSON.stringify(CHROMIUM_PATH)}. Set it to one, or unset it.`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
