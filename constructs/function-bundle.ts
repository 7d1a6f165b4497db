import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, parse } from "node:path";

/** The functions of this package, each a folder of `functions/`. */
export type FunctionName =
  | "create-liveness-session"
  | "enroll-face"
  | "erase-face"
  | "identify-face"
  | "index-face"
  | "read-liveness-session"
  | "reconcile-collection"
  | "start-face-search"
  | "take-face-search"
  | "train-custom-labels"
  | "verify-face";

/** A zip with the code of a function. */
export interface FunctionBundle {
  /** Where the zip is. */
  readonly path: string;
  /** `file.export`, for example `index.handler`. */
  readonly handler: string;
}

/**
 * The prebuilt bundle of a function of this package.
 *
 * @throws Error where the package was not built
 */
export function functionBundle(name: FunctionName): FunctionBundle {
  const path = join(packageRoot(), "dist", "functions", `${name}.zip`);
  if (!existsSync(path)) {
    throw new Error(
      `the bundle of the function ${name} must be built, got no file: ${path}. Run \`npm run build\`.`,
    );
  }
  return { path, handler: "index.handler" };
}

/** What Lambda answers as the code's hash: base64, not the hex MD5 of cdktf's `assetHash`, which would redeploy every time. */
export const sourceCodeHash = (zipPath: string): string =>
  createHash("sha256").update(readFileSync(zipPath)).digest("base64");

/** The code runs from `constructs/` in a checkout and from `dist/constructs/` in a package. */
function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) {
    if (folder === parse(folder).root) throw new Error(`no package.json above ${__dirname}`);
    folder = dirname(folder);
  }
  return folder;
}
