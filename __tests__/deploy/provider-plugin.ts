import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { runCommand } from "./processes";

const SOURCE = join("registry.terraform.io", "hashicorp", "aws");
const SEARCH_SECONDS = 120;

/** The oldest AWS provider that the stacks, once adapted, run on. */
export const OLDEST_PROVIDER = "5.100.0";

/** Where the AWS provider comes from: a folder on this machine, or the registry when `folder` is undefined. */
export interface ProviderPlugin {
  readonly version: string;
  readonly folder: string | undefined;
}

/**
 * Looks for the AWS provider, best first: `TF_PLUGIN_DIR`, the mirrors of the CLI configuration, Terraform's implied
 * mirrors, then any folder of this machine. Found nowhere (or `TF_PLUGIN_DIR=registry`), the registry has to serve
 * the pinned version.
 */
export async function findProviderPlugin(pinned: string, logFile: string): Promise<ProviderPlugin> {
  const asked = process.env.TF_PLUGIN_DIR;
  if (asked === "registry") return { version: pinned, folder: undefined };
  if (asked) {
    const plugin = bestIn([asked], pinned);
    if (plugin === undefined) {
      throw new Error(
        `TF_PLUGIN_DIR=${asked} holds no ${SOURCE} >= ${OLDEST_PROVIDER} for ${platform()}. Name the folder that holds registry.terraform.io, or unset it.`,
      );
    }
    return plugin;
  }
  return (
    bestIn([...configuredMirrors(), ...impliedMirrors()], pinned) ??
    bestIn(await foldersAnywhere(logFile), pinned) ?? { version: pinned, folder: undefined }
  );
}

/** Of several plugin folders, the one with the pinned version, else the one with the newest usable version. */
export function bestIn(folders: readonly string[], pinned: string): ProviderPlugin | undefined {
  const plugins = folders.flatMap((folder) => versionsIn(folder).map((version) => ({ folder, version })));
  const usable = plugins.filter(({ version }) => compareVersions(version, OLDEST_PROVIDER) >= 0);
  const exact = usable.find(({ version }) => version === pinned);
  return exact ?? usable.sort((a, b) => compareVersions(b.version, a.version))[0];
}

/** Compares two versions number by number. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (const [index, part] of (a ?? []).entries()) {
    const difference = part - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Versions of the AWS provider in a mirror, unpacked (`VERSION/PLATFORM/`) or packed (`*_VERSION_PLATFORM.zip`). */
function versionsIn(folder: string): string[] {
  const provider = join(folder, SOURCE);
  return namesIn(provider).flatMap((name) => {
    const packed = /^terraform-provider-aws_(\d+\.\d+\.\d+)_(\w+)\.zip$/.exec(name);
    if (packed?.[1] !== undefined) return packed[2] === platform() ? [packed[1]] : [];
    if (!/^\d+\.\d+\.\d+$/.test(name)) return [];
    return namesIn(join(provider, name, platform())).some((file) => file.startsWith("terraform-provider-aws"))
      ? [name]
      : [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function platform(): string {
  const machine = process.arch === "x64" ? "amd64" : process.arch;
  return `${process.platform}_${machine}`;
}

/** The `filesystem_mirror` and plugin cache folders that the user's own CLI configuration names. */
function configuredMirrors(): string[] {
  const file = process.env.TF_CLI_CONFIG_FILE || join(homedir(), ".terraformrc");
  if (!existsSync(file)) return [];
  const settings = readFileSync(file, "utf8").replace(/^\s*(#|\/\/).*$/gm, "");
  return [...settings.matchAll(/\b(?:path|plugin_cache_dir)\s*=\s*"([^"]+)"/g)].flatMap(([, path]) =>
    path === undefined ? [] : [resolve(path.replace(/^~(?=\/)/, homedir()))],
  );
}

/** Terraform's implied local mirrors. */
function impliedMirrors(): string[] {
  const shared = (process.env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":");
  const own = process.env.XDG_DATA_HOME || join(homedir(), ".local/share");
  return [
    process.env.TF_PLUGIN_CACHE_DIR,
    join(homedir(), ".terraform.d/plugins"),
    join(homedir(), "Library/Application Support/io.terraform/plugins"),
    ...[own, ...shared].map((folder) => join(folder, "terraform/plugins")),
  ].filter((folder): folder is string => folder !== undefined);
}

/** Where software that no package manager knows is usually put; the root file system as a whole can take minutes. */
const USUAL_PLACES = ["/opt", "/usr/local", "/usr/share", "/usr/lib", "/var/lib", "/srv"].filter((folder) =>
  existsSync(folder),
);

/** Plugin folders found by the name of the provider's binary: in the usual places, else anywhere on the root file system. */
async function foldersAnywhere(logFile: string): Promise<string[]> {
  const usual = await foldersBelow(USUAL_PLACES, logFile);
  return usual.length > 0 ? usual : foldersBelow(["/"], logFile);
}

/** @throws Error where the search takes too long: the registry is no stand-in for a provider that is there but was not found */
async function foldersBelow(roots: readonly string[], logFile: string): Promise<string[]> {
  const pruned = ["node_modules", ".git", "site-packages"].flatMap((name) => ["-o", "-name", name]).slice(1);
  const binary = ["-type", "f", "-name", "terraform-provider-aws_v*", "-size", "+100M", "-print"];
  const { stdout } = await runCommand(
    "find",
    [...roots, "-xdev", "(", ...pruned, ")", "-prune", "-o", ...binary],
    {
      logFile,
      timeoutSeconds: SEARCH_SECONDS,
      accept: [0, 1], // 1: some folder may not be read
    },
  ).catch((cause: unknown) => {
    throw new Error(
      "The AWS provider could not be searched for. Name the folder of its mirror in TF_PLUGIN_DIR.",
      { cause },
    );
  });
  const depth = "registry.terraform.io/hashicorp/aws/VERSION/PLATFORM/FILE".split("/").length;
  return stdout
    .split("\n")
    .filter((file) => file !== "")
    .map((file) => Array.from({ length: depth }).reduce<string>((path) => dirname(path), file));
}
